# What the smoke runs share: the programs, a directory that goes at the end, and the checks. To be sourced, at the root of the repository.
set -u

server_dll=src/Chat.Server/bin/Debug/net10.0/Chat.Server.dll
client_dll=src/Chat.Client/bin/Debug/net10.0/Chat.Client.dll
work=$(mktemp -d)
server=
alice=
bob=
# Neither the settings nor the sessions of whoever runs this.
export XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"

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

await() { # await FILE PATTERN: until a line matches, 60 s at most
    for _ in $(seq 600); do
        grep -qE -- "$2" "$1" 2>/dev/null && return 0
        sleep 0.1
    done
    return 1
}

sees() { # sees NAME FILE PATTERN
    await "$2" "$3"
    report "$1" $?
}

# The last line that a server writes when it has started: then all that it says stands there, and it serves.
serves='^Ctrl-C stops'

# A port that the system gives no outgoing connection, so that a server which is killed finds it free again: clients that come back meanwhile would else take it.
lasting_port() {
    local port
    while port=$((20000 + RANDOM % 12000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}

ends() { # ends PID: exits within 30 s with code 0
    for _ in $(seq 300); do
        if ! kill -0 "$1" 2>/dev/null; then
            wait "$1"
            return
        fi
        sleep 0.1
    done
    return 1
}
