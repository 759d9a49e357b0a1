#!/usr/bin/env bash
# Runs the built server and two plain clients as a user would. One line a check, "ok: …", up to the first "FAILED: …"; "smoke: done" at the end.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. .ci/smoke-tools.sh

dotnet "$server_dll" serve --listen 127.0.0.1:0 --tls-listen off --http 127.0.0.1:0 --monitor 127.0.0.1:0 --data "$work/data" >"$work/server.out" 2>"$work/server.err" &
server=$!
sees "the server starts and says where it listens" "$work/server.out" "$serves"
chat=$(grep -oE 'chat://[^ ]+' "$work/server.out")
monitor=$(grep -oE 'http://127[^ /]+' "$work/server.out")

if command -v curl >/dev/null; then
    curl -fsS --max-time 30 "$monitor/health/ready" >"$work/ready.out" 2>&1
    report "the server is ready" $?
    web=$(grep -oE 'ws://[^ ]+' "$work/server.out")
    [ "$(curl -s --max-time 30 -o /dev/null -w '%{http_code}' "http${web#ws}")" = 426 ]
    report "the server waits for web clients" $?
fi

mkfifo "$work/alice.in" "$work/bob.in"
dotnet "$client_dll" --server "$chat" --user Alice --plain <"$work/alice.in" >"$work/alice.out" 2>"$work/alice.err" &
alice=$!
exec 3>"$work/alice.in"
sees "Alice is welcomed" "$work/alice.out" 'Welcome to the chat, Alice!'
dotnet "$client_dll" --server "$chat" --user Bob --plain <"$work/bob.in" >"$work/bob.out" 2>"$work/bob.err" 3>&- &
bob=$!
exec 4>"$work/bob.in"
sees "Bob is welcomed" "$work/bob.out" 'Welcome to the chat, Bob!'
sees "Alice sees Bob come" "$work/alice.out" '\*\*\* Bob joined lobby \*\*\*'

echo 'Hello everyone!' >&3
sees "Bob reads Alice" "$work/bob.out" '\] Alice: Hello everyone!$'
echo 'Hi Alice!' >&4
sees "Alice reads Bob" "$work/alice.out" '\] Bob: Hi Alice!$'
echo '/join python' >&3
sees "Alice joins a room" "$work/alice.out" '\*\*\* Joined room: python \*\*\*'
echo '/join python' >&4
sees "Alice sees Bob join it" "$work/alice.out" '\*\*\* Bob joined python \*\*\*'
echo "/msg Alice I'm good, thanks!" >&4
sees "Bob's private message is sent" "$work/bob.out" '\*\*\* Private message sent to Alice \*\*\*'
sees "Alice reads it" "$work/alice.out" "\[PRIVATE\] Bob: I'm good, thanks!\$"

echo '/quit' >&4
ends "$bob"
report "Bob quits with exit code 0" $?
kill -TERM "$server"
ends "$server"
report "SIGTERM stops the server with exit code 0" $?
exec 3>&- 4>&-
echo "smoke: done"
