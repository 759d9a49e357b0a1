# Plain mode at a terminal: what comes while one types waits, and the terminal is given back. Sourced by tui.sh.

run_client bob --server "$chat" --user Erin --plain
shows "plain mode welcomes" bob "$(plain_welcome Erin)"
type_text bob 'typing 日本x'
shows "what is typed can be seen" bob '^typing 日本x$'
printf 'first while typing\nsecond while typing\n' |
    dotnet "$client_dll" --server "$chat" --user Frank --plain >"$work/frank.out" 2>"$work/frank.err"
report "somebody else says two things meanwhile" $?
[ "$(screen bob | grep -c 'while typing')" -eq 0 ] && screen bob | grep -qE '^typing 日本x$'
report "the line that is typed is not interrupted" $?
key bob BSpace
shows "backspace erases" bob '^typing 日本$'
key bob BSpace
shows "a wide character as a whole" bob '^typing 日$'
key bob Enter
shows "Enter lets everything come, with its number" bob "$(plain_held '[0-9]+')"
shows_once "the one thing" bob "$(message Frank 'first while typing')"
shows_once "and the other" bob "$(message Frank 'second while typing')"
shows "and the own line" bob "$(message Erin 'typing 日')"

say bob '/ban Frank 3x spam'
shows "a time that is none is no part of a reason" bob "'3x' is no time"
type_text bob 'half'
key bob C-z
await_screen bob 'Stopped'
report "Ctrl-Z stops plain mode" $?
state bob | diff "$work/bob.state" - >"$work/bob.out"
report "plain mode, Ctrl-Z: the terminal is as it was before" $?
key bob C-l
say bob fg
shows "fg shows the line that was begun" bob '^half$'
await_keys bob
report "and takes key by key again" $?
key bob C-u
say bob '/quit'
await_screen bob '^shell> *$'
report "plain mode quits" $?
state bob | diff "$work/bob.state" - >"$work/bob.out"
report "plain mode, /quit: the terminal is as it was before" $?

for ending in C-c:130 C-d:0; do
    run_client bob --server "$chat" --user "Gus${ending#*:}" --plain
    shows "plain mode is there, to be ended by ${ending%:*}" bob "$(plain_joined "Gus${ending#*:}" lobby)"
    key bob "${ending%:*}"
    ends_with "plain mode, ${ending%:*}" bob "${ending#*:}"
done
