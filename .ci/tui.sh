#!/usr/bin/env bash
# Runs the built client in terminals (tmux) against a real server, as people would. Prints as .ci/smoke.sh does. What it waits for stands in .ci/tui-texts.sh.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. .ci/smoke-tools.sh
. .ci/tui-tools.sh
. .ci/tui-texts.sh

start_server() { # start_server LISTEN NAME
    dotnet "$server_dll" serve --listen "$1" --tls-listen off --http 127.0.0.1:0 --monitor 127.0.0.1:0 --data "$work/data" >"$work/$2.out" 2>"$work/$2.err" &
    server=$!
    await "$work/$2.out" "$serves"
}

start_server "127.0.0.1:$(lasting_port)" server
report "the server starts" $?
chat=$(grep -oE 'chat://[^ ]+' "$work/server.out")

# Older messages than a screen holds, and what everyone in the lobby is told, word by word.
for number in $(seq 150); do echo "old line $number."; done |
    dotnet "$client_dll" --server "$chat" --user Carol --plain >/dev/null 2>"$work/carol.err"
report "a pipe fills the room" $?
dotnet "$client_dll" tail --server "$chat" --user Logger --room lobby >"$work/tail.out" 2>"$work/tail.err" 3>&- &
bob=$!

. .ci/tui-talk.sh
. .ci/tui-ends.sh
. .ci/tui-plain.sh
. .ci/tui-trust.sh

kill -TERM "$bob"
ends "$bob"
[ $? -eq 143 ]
report "SIGTERM ends the log of the room with its exit code" $?
kill -TERM "$server"
ends "$server"
report "SIGTERM stops the server with exit code 0" $?
echo "smoke: done"
