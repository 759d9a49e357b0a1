#!/usr/bin/env bash
# Makes the captures of the screens in docs/captures anew: a server with a small conversation, the built client in tmux, and what stands on the screen then,
# as text (.txt) and in its colours (.svg). Only the times differ from run to run. Needs tmux and python3, and `dotnet build` before.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. .ci/smoke-tools.sh
. .ci/tui-tools.sh
. .ci/tui-texts.sh
captures=docs/captures
export COLORTERM=truecolor

capture() { # capture NAME [light]: alice's screen
    screen alice >"$captures/$1.txt"
    mux capture-pane -e -N -p -t alice | python3 docs/captures-svg.py "${2:-dark}" >"$captures/$1.svg"
    echo "ok: $captures/$1"
}

closes() { # Escape, which together with the next key would be another one
    key alice Escape
    shows "it closes" alice "$(message Carol 'Hello everyone!')"
}

resize() { # resize COLUMNS ROWS: until the screen has settled at that size
    local before=
    mux resize-window -t alice -x "$1" -y "$2"
    for _ in $(seq 100); do
        sleep 0.2
        [ "$(screen alice)" = "$before" ] && screen alice | tail -n 1 | grep -qE "$text_live" && return
        before=$(screen alice)
    done
}

plain() { # plain NAME LINE…: somebody says these lines, each after the server has taken the one before
    local name=$1
    shift
    printf '%s\n' "$@" | dotnet "$client_dll" --server "$chat" --user "$name" --plain >/dev/null 2>"$work/$name.err"
    report "$name has spoken" $?
}

stay() { # stay NAME: a person who stays, and says what is written to the file descriptor 5
    mkfifo "$work/$1.in"
    dotnet "$client_dll" --server "$chat" --user "$1" --plain <"$work/$1.in" >"$work/$1.out" 2>"$work/$1.err" &
    bob=$!
    exec 5>"$work/$1.in"
    sees "$1 is there" "$work/$1.out" "$(plain_welcome "$1")"
}

# The captures show the name people would see, not a port of this run.
dotnet "$server_dll" serve --listen 127.0.0.1:12345 --http 127.0.0.1:0 --monitor 127.0.0.1:0 --data "$work/data" >"$work/server.out" 2>"$work/server.err" &
server=$!
sees "the server starts" "$work/server.out" 'chat://127\.0\.0\.1:12345'
chat=chat://localhost:12345

terminal alice 80 24
run_client alice --server "$chat" --user Alice
shows "Alice is live" alice "$text_live"
stay Bob
plain Carol '/join python' '/topic All about Python' 'Does anyone here use match statements every day?' \
    'I find them *hard* to read once they nest: `case [Point(x=0), *rest]`' '/join lobby' 'Hello everyone!'
plain Tanaka 'こんにちは、皆さん。' '/me bows'
say alice '/join python'
shows "she is in python" alice 'All about Python'
say alice 'Every day, but never nested: a function of its own reads better.'
echo '/join python' >&5
echo 'Alice: that is what our style guide says, too. 日本語 works as well 👍' >&5
shows "Bob answers" alice "$(message Bob 'Alice: that is')"
echo '/me waves' >&5
echo '/msg Alice Lunch at noon?' >&5
echo '/join lobby' >&5
echo 'The new build is up.' >&5
shows "a private message waits" alice "$(room_private Bob)"
shows "all is on the screen" alice 'Bob waves'
capture chat

resize 60 20
capture narrow
resize 120 30
capture wide
resize 80 24
say alice '/join lobby'
say alice '/search nested in:python'
shows "search finds" alice "$text_found"
capture search
closes

key alice "$key_switcher"
shows "the switcher opens" alice "$text_go_to"
type_text alice py
shows "it finds python" alice 'Go to: py'
capture switcher
closes
type_text alice '/no'
shows "commands are offered" alice '/notify'
capture completion
key alice C-u
key alice "$key_help"
shows "help is shown" alice "$text_help"
capture help
closes
say alice '/join python'
say alice '/theme light'
shows "the theme is light" alice 'theme: light'
capture light light
say alice '/theme dark'
say alice '/join lobby'

kill -KILL "$server"
wait "$server" 2>/dev/null
shows "the client is offline" alice "$text_offline"
say alice 'This goes out when the connection is back.'
shows "a message waits" alice "$text_waiting"
capture offline
key alice C-q
await_screen alice '^shell>'

exec 5>&-
kill -TERM "$bob"
ends "$bob"
echo "captures: done"
