# Every way out of the full-screen client, each with the terminal compared. Sourced by tui.sh.

say alice '/quit'
ends_with "/quit" alice 0
key bob "$key_quit"
ends_with "the key to quit" bob 0

# From here on with a name of its own, because a guest who has quit is gone.
run_client bob --server "$chat" --user Dora
shows "another client is live" bob "$text_live"
type_text bob 'half a li'
shows "a line is begun" bob 'half a li'
key bob C-z
await_screen bob 'Stopped'
report "Ctrl-Z stops the client" $?
state bob | diff "$work/bob.state" - >"$work/bob.out"
report "Ctrl-Z: the terminal is as it was before" $?
mux resize-window -t bob -x 100 -y 30
say bob fg
shows "fg brings it back at the terminal's new size, with its state" bob "$text_live"
shows "and with the line that was begun" bob 'half a li'
type_text bob 'ne'
key bob Enter
shows_once "which can be finished and sent" bob "$(message Dora 'half a line')"
mux resize-window -t bob -x 80 -y 24

kill -TERM "$(client_pid bob)"
await_screen bob '^shell> *$'
report "SIGTERM ends it" $?
state bob | diff "$work/bob.state" - >"$work/bob.out"
report "SIGTERM: the terminal is as it was before" $?

for signal in INT:130 HUP:129 TERM:143; do
    run_client bob --server "$chat" --user Dora
    shows "a client is live, to be ended by SIG${signal%:*}" bob "$text_live"
    kill "-${signal%:*}" "$(client_pid bob)"
    ends_with "SIG${signal%:*}" bob "${signal#*:}"
done

terminal closing 80 24
run_client closing --server "$chat" --user Hugo
shows "a client is live in a terminal that goes" closing "$text_live"
hugo=$(client_pid closing)
mux kill-session -t closing
for _ in $(seq 300); do
    kill -0 "$hugo" 2>/dev/null || break
    sleep 0.1
done
! kill -0 "$hugo" 2>/dev/null
report "it ends with its terminal" $?

run_client bob --server chat://127.0.0.1:1 --user Dora
ends_with "a server that can't be reached" bob 3
