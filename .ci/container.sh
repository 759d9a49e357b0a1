#!/usr/bin/env bash
# Runs the Dockerfile's steps in a scratch directory, as far as that goes without a Docker engine: each stage has a folder in place of its root, and what
# the base images bring (the SDK, the runtime, a user without rights in APP_UID) is this machine's. Then it starts the entry point as that user, with a
# program which that user can't change, asks the health check, has a client talk to it, and stops it as an engine would.
# One line a check, "ok: …", up to the first "FAILED: …"; "smoke: done" at the end.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
. .ci/smoke-tools.sh

# Without the right to become another user, whoever runs this stands in for the image's.
export APP_UID
APP_UID=$([ "$(id -u)" -eq 0 ] && echo 65534 || id -u)
chmod 755 "$work"
as_user=()
[ "$(id -u)" -eq 0 ] && as_user=(setpriv --reuid="$APP_UID" --regid="$APP_UID" --clear-groups)

declare -A stages=()
environment=()
health=()
entry=()
arguments=()
stop=
root=
workdir=/

# Folders of the image that its commands name become those of the stage; all other paths are the machine's.
inside() { sed -E "s#(^|[[:space:]\"'=])/(src|app|data)(/|[[:space:]\"']|\$)#\1$root/\2\3#g" <<<"$1"; }

# words VARIABLE LIST: ["a", "b"] as an array. Only this form is taken: a shell in between would not hand signals on.
words() {
    local -n into=$1
    [[ $2 == \[*\] ]] && mapfile -t into < <(inside "$2" | grep -oE '"[^"]*"' | tr -d '"') && [ ${#into[@]} -gt 0 ]
}

copy() { # copy [--from=STAGE] SOURCE… TARGET
    local from=$work/context
    if [[ $1 == --from=* ]]; then
        from=${stages[${1#--from=}]}
        shift
    fi
    local to=${*: -1}
    [[ $to == /* ]] || to=$workdir/$to
    [ $# -eq 2 ] && [ -d "$from/$1" ] || [[ $to == */ ]] || to=$to/.
    mkdir -p "$root$to"
    for source in "${@:1:$#-1}"; do
        # As an engine does: of a folder its contents are copied.
        if [ -d "$from/$source" ]; then cp -a "$from/$source/." "$root$to"; else cp -a "$from/$source" "$root$to"; fi || return 1
    done
}

step() { # step INSTRUCTION REST
    case $1 in
        FROM)
            root=$work/stage-${#stages[@]}
            stages[${2##* }]=$root
            mkdir -p "$root"
            workdir=/
            environment=()
            ;;
        WORKDIR) workdir=$2 && mkdir -p "$root$2" ;;
        COPY) copy $2 ;;
        RUN) (cd "$root$workdir" && env "${environment[@]}" sh -ec "$(inside "$2")") ;;
        ENV) environment+=("$2") ;;
        USER) [ "$2" = '$APP_UID' ] ;;
        VOLUME) [ -d "$root$2" ] ;;
        EXPOSE) ;;
        STOPSIGNAL) stop=$2 ;;
        HEALTHCHECK) words health "${2#*CMD }" ;;
        ENTRYPOINT) words entry "$2" ;;
        CMD) words arguments "$2" ;;
        *) false ;;
    esac
}

# What an engine would be given: all that .dockerignore does not keep out. It says "*" first, then what is let in, then names that are out everywhere.
mkdir "$work/context"
mapfile -t let_in < <(sed -nE 's/^!(.+)/\1/p' .dockerignore)
mapfile -t left_out < <(sed -nE 's/^\*\*\/(.+)/--exclude=\1/p' .dockerignore)
grep -qx '\*' .dockerignore && tar -c "${left_out[@]}" "${let_in[@]}" | tar -x -C "$work/context"
report "container: the build context" $?

while IFS= read -r line; do
    step "${line%% *}" "${line#* }" </dev/null >"$work/step.out" 2>&1
    report "container: ${line:0:90}" $?
done < <(sed -E ':a; /\\$/ { N; s/\\\n[[:space:]]*/ /; ba }' Dockerfile | grep -vE '^[[:space:]]*(#|$)')
rm -f "$work/step.out"
[ ${#entry[@]} -gt 0 ] && [ ${#health[@]} -gt 0 ] && [ -n "$stop" ]
report "container: there is an entry point, a health check and a signal to stop by" $?

# An engine would make the root read-only. Here the program is another user's, and nobody may write to it.
chmod -R a-w,a+rX "$root/app"
! "${as_user[@]}" test -w "$root/app/Chat.Server.dll" || [ "$(id -u)" -ne 0 ]
report "container: its user can't change the program" $?

# Ports of the machine's choosing in place of the image's, and plain text for the client below.
for i in "${!arguments[@]}"; do
    case ${arguments[i]} in --listen | --tls-listen) arguments[i + 1]=127.0.0.1:0 ;; esac
done
# No HOME and nothing of this shell's: the image has neither.
(cd / && exec env -i PATH="$PATH" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} "${environment[@]}" "${as_user[@]}" "${entry[@]}" "${arguments[@]}" --http 127.0.0.1:0 --monitor 127.0.0.1:0) \
    >"$work/server.out" 2>"$work/server.err" &
server=$!
sees "container: the entry point starts" "$work/server.out" "$serves"
chat=$(grep -oE 'chat://[^ ]+' "$work/server.out")
env -i PATH="$PATH" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} "${environment[@]}" "${as_user[@]}" "${health[@]}" >"$work/health.out" 2>&1
report "container: the health check passes" $?
dotnet "$client_dll" send --server "$chat" --user Alice --room lobby 'from outside' >"$work/alice.out" 2>&1 </dev/null
report "container: a client's message is stored" $?
[ "$(stat -c %u:%a "$root/data")" = "$APP_UID:700" ] && [ -s "$root/data/chat.db" ]
report "container: everything it keeps is in the volume, its user's alone" $?
kill -s "${stop#SIG}" "$server"
ends "$server"
report "container: $stop stops it with exit code 0" $?
! env -i PATH="$PATH" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} "${as_user[@]}" "${health[@]}" >"$work/health.out" 2>&1
report "container: then the health check fails" $?
echo "smoke: done"
