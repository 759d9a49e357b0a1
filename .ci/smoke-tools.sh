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
