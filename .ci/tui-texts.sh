# What the terminal runs wait for on the screen, as extended regular expressions, in one place: when the screen's words change, they change here.
# To be sourced.
# shellcheck disable=SC2034 # used by those who source it

text_asks_server='^Server \[chat://localhost:12345\]:'
text_asks_name='^Your name:'
text_live='^ *(●|\*)? *live\b'       # the status line
text_offline='\boffline since [0-9:]+.*retry in [0-9]+ ?s'
text_sending='\(sending\)'
text_new_password='New password'
text_password_again='The same again'
text_registered='is registered now'
text_found='[0-9]+ messages? found'

key_quit=C-q
key_newest=C-End
room_lobby='^1.*\blobby\b'           # the list of rooms

plain_welcome() { echo "Welcome to the chat, $1!"; }
plain_joined() { echo "\\*\\*\\* $1 joined $2 \\*\\*\\*"; }
plain_held() { echo "\\*\\*\\* $1 events while you typed \\*\\*\\*"; }
room_private() { echo "@$1\\b"; }
message() { echo "$1: $2"; }
