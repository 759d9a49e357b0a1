# The question about an unknown certificate, and the refusal of a changed one, on a screen of 60 columns. Sourced by tui.sh.

start_tls() { # start_tls LISTEN NAME
    dotnet "$server_dll" serve --listen off --tls-listen "$1" --http off --monitor off --data "$work/tls" >"$work/$2.out" 2>"$work/$2.err" &
    alice=$!
    await "$work/$2.out" "$serves"
}

rows_of() { grep -oE '([0-9A-F]{2}:){7}[0-9A-F]{2} ([0-9A-F]{2}:){7}[0-9A-F]{2}' "$work/$1.out"; }

shows_rows() { # shows_rows CHECK NAME: both rows of the fingerprint, whole, one below the other
    local rows code=1
    rows=$(rows_of "$2")
    for _ in $(seq 50); do
        [ "$(screen trust | grep -A 1 -F -- "$(head -1 <<<"$rows")" | grep -cF -- "$rows")" -eq 2 ] && code=0 && break
        sleep 0.1
    done
    report "$1" "$code"
}

start_tls "127.0.0.1:$(lasting_port)" first
report "a server with a certificate of its own starts" $?
tls=$(grep -oE '127\.0\.0\.1:[0-9]+' "$work/first.out" | head -1)
terminal trust 60 20
remember_state trust
run_client trust --server "chats://$tls" --user Grace
shows "an unknown certificate is asked about" trust "$text_trust"
shows_rows "with its fingerprint in whole rows" first
key trust Enter
ends_with "Enter alone is no" trust 4
run_client trust --server "chats://$tls" --user Grace
shows "it is asked about again" trust "$text_trust"
key trust a Enter
shows "a choice and Enter trust it" trust "$text_live"

kill -TERM "$alice"
ends "$alice"
report "that server stops" $?
shows "the client tells so" trust "$text_offline"
say trust 'said meanwhile 日本'
shows "what is said waits" trust "$text_waiting"
type_text trust 'a draft'
rm -f "$work"/tls/tls.*
start_tls "$tls" second
report "a server with another certificate takes its place" $?
shows "the other certificate is refused" trust "$text_changed"
shows_rows "with the pinned fingerprint" first
shows_rows "and the shown one" second
key trust Enter
await_no_more trust "$text_changed" && await_screen trust "$text_refused"
report "Enter alone leaves it refused" $?
shows "and the draft where it was" trust '^> a draft'
key trust C-r
shows "the key that connects again shows it again" trust "$text_changed"
key trust a Enter
shows "accepting it wants to be typed out" trust 'Write yes'
say trust yes
shows "then the connection is back" trust "$text_live"
shows "what waited was sent" trust '(^|[^(])Grace: said meanwhile 日本 *$'
shows "the draft is still there" trust '^> a draft'
key trust C-c
key trust "$key_quit"
ends_with "leaving after a changed certificate" trust 0
kill -TERM "$alice"
ends "$alice"
report "the second server stops" $?
alice=
