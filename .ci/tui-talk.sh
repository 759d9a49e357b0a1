# Two people in full-screen clients: first run, talking, older messages, search, an account, a server that dies, sizes, a paste. Sourced by tui.sh.

terminal alice 80 24
terminal bob 80 24
remember_state alice
remember_state bob

run_client alice
shows "the first run asks for the server" alice "$text_asks_server"
say alice "$chat"
shows "it asks for the name" alice "$text_asks_name"
say alice Alice
shows "it asks whether there is an account" alice "$text_asks_account"
say alice g
shows "it asks whether to begin here next time" alice "$text_asks_keep"
say alice y
shows "Alice is live" alice "$text_live"
shows "she stands in the lobby" alice "$room_lobby"
shows "she sees what was said before she came" alice "$(message Carol 'old line 150\.')"

run_client bob --server "$chat" --user Bob
shows "Bob is live" bob "$text_live"
say alice 'Hello Bob, 日本語 👍 works'
shows "Bob reads Alice, wide characters and all" bob "$(message Alice 'Hello Bob, 日本語 👍 works')"
say bob 'Hi Alice!'
shows_once "Alice reads Bob, once" alice "$(message Bob 'Hi Alice!')"
say bob '/msg Alice Just between us.'
shows "Bob's private message opens a room of its own" alice "$(room_private Bob)"
say alice '/join @Bob'
shows "Alice reads it there" alice "$(message Bob 'Just between us\.')"
say alice '/join lobby'
shows "she goes back" alice "$(message Bob 'Hi Alice!')"
say bob '/join lobby'
shows "so does he" bob "$(message Bob 'Hi Alice!')"

# In one packet, as keys come over a slow line.
key bob 'one two' M-b X M-b Enter
shows "what is typed right behind an Alt key is not lost" alice "$(message Bob 'one Xtwo')"

oldest=$(message Carol 'old line 1\.')
for _ in $(seq 60); do
    screen alice | grep -qE "$oldest" && break
    key alice PPage
    sleep 0.2
done
shows "PageUp comes to the first message, loading what lies above" alice "$oldest"
key alice "$key_newest"
shows "a key comes back to the newest" alice "$(message Bob 'Hi Alice!')"

say alice '/search "old line 77"'
shows "search finds one of the old lines" alice "$text_found"
shows "and shows it" alice 'old line 77\.'
key alice Enter
shows "Enter shows it among those around it" alice "$(message Carol 'old line 79\.')"
key alice "$key_newest"
shows "and a key leads back" alice "$(message Bob 'Hi Alice!')"

key alice "$key_switcher"
shows "the switcher opens" alice "$text_go_to"
type_text alice 'bo'
shows "it finds Bob by two letters" alice 'Go to: bo'
key alice Enter
shows "and goes there" alice "$(message Bob 'Just between us\.')"
say alice '/join lobby'
key alice "$key_help"
shows "a key shows help over the chat" alice "$text_help"
mux resize-window -t alice -x 60 -y 20
shows "which stays through a resize" alice "$text_help"
mux resize-window -t alice -x 80 -y 24
key alice Escape
shows "and goes" alice "$(message Bob 'Hi Alice!')"

printf 'one\ntwo\nthree' >"$work/lines"
mux load-buffer "$work/lines"
mux paste-buffer -p -t alice
shows "a paste of several lines asks" alice "$text_pasted"
key alice s
sees "and is one message where that is wanted" "$work/tail.out" 'Alice: one$'
say alice '/register'
shows "register asks for a password" alice "$text_new_password"
say alice 'correct horse battery'
shows "and once more" alice "$text_password_again"
say alice 'correct horse battery'
shows "Alice has an account" alice "$text_registered"
! screen alice | grep -q 'correct horse'
report "the password was never on the screen" $?

kill -KILL "$server"
wait "$server" 2>/dev/null
shows "the server dies: the client says so, and when it tries again" alice "$text_offline"
say alice 'Typed while offline.'
shows "a message typed now waits, and can be seen to" alice "$text_waiting"
start_server "${chat#chat://}" server2
report "the server is back" $?
shows "the client is live again by itself" alice "$text_live"
await_no_more alice "$text_waiting"
report "what was typed offline is sent" $?
shows_once "it stands there once" alice "$(message Alice 'Typed while offline\.')"
shows "Bob is live again, too" bob "$text_live"
shows_once "and reads it once" bob "$(message Alice 'Typed while offline\.')"
shows_once "what was said before stands there once" bob "$(message Bob 'Hi Alice!')"

for size in 60x20 200x60 80x24; do
    mux resize-window -t alice -x "${size%x*}" -y "${size#*x}"
    for _ in $(seq 600); do
        screen alice | tail -n 1 | grep -qE "$text_live" && break
        sleep 0.1
    done
    screen alice | tail -n 1 | grep -qE "$text_live"
    report "at $size the status line is the last row" $?
    shows "at $size the messages are there" alice 'Typed while offline\.'
done

paste=$(printf '日本語漢字%.0s' $(seq 60))
printf '%s' "$paste" >"$work/paste"
mux load-buffer "$work/paste"
mux paste-buffer -p -t alice
await_screen alice '日本語漢字'
report "300 Japanese characters are pasted" $?
key alice Enter
sees "and arrive as they are" "$work/tail.out" "Alice: $paste\$"
[ "$(grep -cE 'Alice: Typed while offline\.$' "$work/tail.out")" -eq 1 ]
report "what was typed offline was stored once" $?
