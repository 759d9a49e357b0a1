#!/usr/bin/env bash
# Runs the built server and two plain clients as a user would. One line a check, "ok: …", up to the first "FAILED: …"; "smoke: done" at the end.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

server_dll=src/Chat.Server/bin/Debug/net10.0/Chat.Server.dll
client_dll=src/Chat.Client/bin/Debug/net10.0/Chat.Client.dll
work=$(mktemp -d)
server=
alice=
bob=

cleanup() {
    for process in $alice $bob $server; do
        kill -KILL "$process" 2>/dev/null
    done
    rm -rf "$work"
}
trap cleanup EXIT
trap '' PIPE # a client that died is reported by the check that waits for it

report() { # report NAME EXIT-CODE
    if [ "$2" -eq 0 ]; then
        echo "ok: $1"
    else
        echo "FAILED: $1"
        for file in "$work"/*.out "$work"/*.err; do
            [ -s "$file" ] && sed "s|^|    $(basename "$file"): |" "$file"
        done
        exit 1 # what follows builds on it
    fi
}

await() { # await FILE PATTERN: until a line matches, 20 s at most
    for _ in $(seq 200); do
        grep -qE -- "$2" "$1" 2>/dev/null && return 0
        sleep 0.1
    done
    return 1
}

sees() { # sees NAME FILE PATTERN
    await "$2" "$3"
    report "$1" $?
}

ends() { # ends PID: exits within 10 s with code 0
    for _ in $(seq 100); do
        if ! kill -0 "$1" 2>/dev/null; then
            wait "$1"
            return
        fi
        sleep 0.1
    done
    return 1
}

dotnet "$server_dll" serve --listen 127.0.0.1:0 --http 127.0.0.1:0 --data "$work/data" >"$work/server.out" 2>"$work/server.err" &
server=$!
sees "the server starts and says where it listens" "$work/server.out" 'chat://127\.0\.0\.1:[0-9]+'
chat=$(grep -oE 'chat://[^ ]+' "$work/server.out")
http=$(grep -oE 'http://127[^ /]+' "$work/server.out")

if command -v curl >/dev/null; then
    curl -fsS --max-time 5 "$http/health/ready" >"$work/ready.out" 2>&1
    report "the server is ready" $?
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
