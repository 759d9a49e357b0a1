#!/usr/bin/env bash
# Runs the built server on PostgreSQL with two plain clients, kills it, and restarts PostgreSQL under it: every message arrives once and in order.
# Needs what .ci/postgres.sh gives. Prints as .ci/smoke.sh does.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. .ci/smoke-tools.sh

if [ -z "${CHAT_TEST_POSTGRES:-}" ] || [ -z "${CHAT_TEST_POSTGRES_CTL:-}" ]; then
    echo "FAILED: no PostgreSQL server to try: run .ci/postgres.sh .ci/smoke-postgres.sh"
    exit 1
fi

(umask 077 && echo "data { storage = postgres, postgres = \"$CHAT_TEST_POSTGRES\" }" >"$work/chat.conf")

start_server() { # start_server LISTEN NAME
    dotnet "$server_dll" serve --config "$work/chat.conf" --listen "$1" --tls-listen off --http 127.0.0.1:0 --monitor 127.0.0.1:0 --data "$work/data" >"$work/$2.out" 2>"$work/$2.err" &
    server=$!
    await "$work/$2.out" "$serves"
}

start_server "127.0.0.1:$(lasting_port)" server
report "the server starts on PostgreSQL" $?
grep -qE '^  storage   PostgreSQL, 127\.0\.0\.1:[0-9]+/postgres$' "$work/server.out"
report "it says which database it uses, and no password" $?
address=$(grep -oE 'chat://[^ ]+' "$work/server.out")

mkfifo "$work/alice.in" "$work/bob.in"
dotnet "$client_dll" --server "$address" --user Alice --plain --no-token <"$work/alice.in" >"$work/alice.out" 2>"$work/alice.err" &
alice=$!
exec 3>"$work/alice.in"
sees "Alice is welcomed" "$work/alice.out" 'Welcome to the chat, Alice!'
dotnet "$client_dll" --server "$address" --user Bob --plain --no-token <"$work/bob.in" >"$work/bob.out" 2>"$work/bob.err" 3>&- &
bob=$!
exec 4>"$work/bob.in"
sees "Bob is welcomed" "$work/bob.out" 'Welcome to the chat, Bob!'
sees "Alice sees Bob come" "$work/alice.out" '\*\*\* Bob joined lobby \*\*\*'
echo 'before the kill' >&3
sees "Bob reads Alice" "$work/bob.out" '\] Alice: before the kill$'

kill -KILL "$server"
wait "$server" 2>/dev/null
echo 'after the kill' >&3
start_server "${address#chat://}" again
report "the server starts again after a kill" $?
sees "Bob reads what Alice said meanwhile" "$work/bob.out" '\] Alice: after the kill$'

"$CHAT_TEST_POSTGRES_CTL" restart -m immediate -s >/dev/null 2>&1
report "PostgreSQL crashes and recovers" $?
echo 'after the crash' >&3
sees "Bob reads Alice, on the same server" "$work/bob.out" '\] Alice: after the crash$'

[ "$(grep -oE '\] Alice: .*' "$work/bob.out" | tr '\n' '|')" = '] Alice: before the kill|] Alice: after the kill|] Alice: after the crash|' ]
report "Bob has read each message once, in order" $?
kill -TERM "$server"
ends "$server"
report "SIGTERM stops the server with exit code 0" $?
exec 3>&- 4>&-
echo "smoke: done"
