# What the runs in a terminal share: terminals in tmux, keys, and waiting for what a screen shows. To be sourced behind smoke-tools.sh.
# Where tmux is not installed and apt-get can be used, it is installed.

install_tmux() {
    local root=()
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 1
        root=(sudo)
    fi
    { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tmux; } >&2
}

if ! command -v tmux >/dev/null && ! install_tmux; then
    echo "FAILED: tmux is missing, and could not be installed: apt-get install tmux"
    exit 1
fi

export LANG=C.UTF-8 LC_ALL=C.UTF-8 TZ=UTC
unset NO_COLOR TMUX

mux() { tmux -S "$work/tmux" -f /dev/null "$@"; }

close_terminals() {
    mux kill-server 2>/dev/null
    cleanup
}
trap close_terminals EXIT

terminal() { # terminal NAME COLUMNS ROWS: a shell in a terminal of its own
    mux new-session -d -s "$1" -x "$2" -y "$3" "env PS1='shell> ' bash --norc --noprofile"
    await_screen "$1" '^shell>'
}

screen() { mux capture-pane -p -t "$1"; }

await_screen() { # await_screen NAME PATTERN: until a row matches, 60 s at most
    for _ in $(seq 600); do
        screen "$1" 2>/dev/null | grep -qE -- "$2" && return 0
        sleep 0.1
    done
    screen "$1" >"$work/$1.out" 2>&1
    return 1
}

await_no_more() { # await_no_more NAME PATTERN: until no row matches
    for _ in $(seq 600); do
        screen "$1" | grep -qE -- "$2" || return 0
        sleep 0.1
    done
    screen "$1" >"$work/$1.out" 2>&1
    return 1
}

shows() { # shows CHECK NAME PATTERN
    await_screen "$2" "$3"
    report "$1" $?
}

shows_once() { # shows_once CHECK NAME PATTERN: it is there, in one row only
    await_screen "$2" "$3" && [ "$(screen "$2" | grep -cE -- "$3")" -eq 1 ]
    local code=$?
    screen "$2" >"$work/$2.out"
    report "$1" $code
}

await_keys() { # await_keys NAME: until what runs there takes key by key, and has for a moment: the runtime may set the terminal once more
    local held=0
    for _ in $(seq 600); do
        if stty -a -F "$(mux display -p -t "$1" '#{pane_tty}')" | grep -q -- '-icanon'; then held=$((held + 1)); else held=0; fi
        [ "$held" -eq 3 ] && return 0
        sleep 0.1
    done
    return 1
}

type_text() { mux send-keys -t "$1" -l -- "$2"; }

key() { # key NAME KEY…
    local name=$1
    shift
    mux send-keys -t "$name" "$@"
}

say() { # say NAME LINE: typed, and then Enter
    type_text "$1" "$2"
    key "$1" Enter
}

run_client() { # run_client NAME ARGUMENT…: in that terminal, from an empty screen
    local name=$1
    shift
    key "$name" C-l
    say "$name" "clear; dotnet $client_dll $*; echo ended with \$?"
}

client_pid() { # of the client that runs in the terminal
    local shell
    shell=$(mux display -p -t "$1" '#{pane_pid}')
    cut -d ' ' -f 1 "/proc/$shell/task/$shell/children"
}

# All that a program can leave behind: the line discipline, the alternate screen, the mouse, the cursor, the keys. Not the size, which may change.
state() { # state NAME
    stty -a -F "$(mux display -p -t "$1" '#{pane_tty}')" | sed -E 's/rows [0-9]+; columns [0-9]+;//'
    mux display -p -t "$1" 'alternate #{alternate_on} mouse #{mouse_any_flag} cursor #{cursor_flag} keys #{keypad_cursor_flag} #{keypad_flag}'
}

remember_state() { state "$1" >"$work/$1.state"; }

ends_with() { # ends_with CHECK NAME CODE: the client has ended so, and the terminal is what it was before
    await_screen "$2" "^ended with $3\$" && await_screen "$2" '^shell> *$'
    report "$1" $?
    state "$2" | diff "$work/$2.state" - >"$work/$2.out"
    report "$1: the terminal is as it was before" $?
}
