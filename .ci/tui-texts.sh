# What the terminal runs wait for on the screen, as extended regular expressions, in one place: when the screen's words change, they change here.
# To be sourced.
# shellcheck disable=SC2034 # used by those who source it

text_asks_server='^Server \[localhost\]:'
text_asks_name='^Your name:'
text_asks_account='^Come in as a guest'
text_asks_keep='^Begin here next time'
text_live='^ *(●|\*)? *live\b'       # the status line
text_offline='\boffline since [0-9:]+.*retry in [0-9]+ ?s'
text_waiting='\(waits\b'
text_new_password='New password'
text_password_again='The same again'
text_registered='is registered now'
text_found='[0-9]+ messages?, newest first'
text_go_to='Go to:'
text_help='Esc closes'
text_trust='^ Do you trust this server\?'
text_changed='^ THE CERTIFICATE HAS CHANGED'
text_refused='^ REFUSED: the certificate has changed'
text_pasted='\b3 lines\b'

key_quit=C-q
key_newest=C-End
key_switcher=C-k
key_help=F1
room_lobby='^1.*\blobby\b'           # the list of rooms

plain_welcome() { echo "Welcome to the chat, $1!"; }
plain_joined() { echo "\\*\\*\\* $1 joined $2 \\*\\*\\*"; }
plain_held() { echo "\\*\\*\\* $1 events while you typed \\*\\*\\*"; }
room_private() { echo "@$1\\b"; }
message() { echo "$1: $2"; }
