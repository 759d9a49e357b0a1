#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own, which is stopped and removed when the command ends:
#     .ci/postgres.sh dotnet test tests/Chat.Storage.Tests
# The command finds in its environment
#     CHAT_TEST_POSTGRES      a connection string of a role that may make databases
#     CHAT_TEST_POSTGRES_CTL  a program that controls the server, for example "$CHAT_TEST_POSTGRES_CTL" restart -m immediate
# Exits as the command does; with 69 where no server could be had. Where PostgreSQL is not installed and apt-get can be used, it is installed.
set -u

fail() {
    echo "PostgreSQL: $*" >&2
    exit 69
}

find_programs() { # the directory of pg_ctl, the newest where there are several
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [ -x "$found/pg_ctl" ] || found=$(dirname "$(command -v pg_ctl 2>/dev/null)" 2>/dev/null)
    [ -x "$found/initdb" ] && echo "$found"
}

install_server() {
    local root=()
    command -v apt-get >/dev/null || fail "no server is installed, and there is no apt-get to install one. Install PostgreSQL 13 or newer."
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || fail "no server is installed, and installing one needs root. Run: sudo apt-get install postgresql"
        root=(sudo)
    fi
    { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >&2 ||
        fail "apt-get could not install postgresql."
}

[ $# -gt 0 ] || { echo "Usage: $0 COMMAND [ARGUMENT…]" >&2; exit 64; }
programs=$(find_programs)
if [ -z "$programs" ]; then
    install_server
    programs=$(find_programs)
    [ -n "$programs" ] || fail "postgresql was installed, but its programs are not where they should be."
fi

work=$(mktemp -d)
as_owner=()
if [ "$(id -u)" -eq 0 ]; then
    # The server refuses to run as root; Debian's package makes a user for it.
    id postgres >/dev/null 2>&1 || fail "it does not run as root, and there is no user postgres."
    as_owner=(runuser -u postgres --)
    chown postgres "$work"
fi

stop() {
    [ -f "$work/data/postmaster.pid" ] && "$work/ctl" stop -m immediate -s >/dev/null 2>&1
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
(umask 077 && echo "$password" >"$work/password")
[ ${#as_owner[@]} -eq 0 ] || chown postgres "$work/password"
cd "$work" || exit 1 # a directory that the server's user can enter
"${as_owner[@]}" "$programs/initdb" -D "$work/data" -U postgres -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 --pwfile="$work/password" >"$work/initdb.log" 2>&1 ||
    fail "initdb failed: $(tail -n 1 "$work/initdb.log")"
cat >"$work/ctl" <<END
#!/bin/sh
cd "$work" && exec ${as_owner[*]} "$programs/pg_ctl" -D "$work/data" -l "$work/data/server.log" -w "\$@"
END
chmod 755 "$work/ctl"

started=
for _ in 1 2 3 4 5; do # until a port is free
    port=$((20000 + RANDOM % 12000))
    cat >"$work/own.conf" <<END
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '$work'
max_connections = 200
END
    cat "$work/own.conf" >>"$work/data/postgresql.conf"
    "$work/ctl" start -s >/dev/null 2>&1 && started=yes && break
done
[ -n "$started" ] || fail "the server did not start: $(tail -n 1 "$work/data/server.log")"

export CHAT_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=postgres"
export CHAT_TEST_POSTGRES_CTL="$work/ctl"
cd "$OLDPWD" || exit 1
"$@"
exit
