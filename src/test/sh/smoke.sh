#!/usr/bin/env bash
# Plays the shop's nine flows over HTTP against the built jar, each with every refusal it knows, and prints every call
# with its answer. Ends with status 1 at the first surprise. Needs bash, curl, grep and sed; takes less than a minute.
#
#   src/test/sh/smoke.sh [jar]        the jar is target/jangteo.jar unless named
set -euo pipefail

jar=${1:-target/jangteo.jar}
work=$(mktemp -d)
server=""
base=""
reply=""

clean_up() {
    if [[ -n $server ]]; then
        kill -KILL "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# ---- Words of this script ----------------------------------------------------------------------------------------

flow() {
    printf '\n== %s\n' "$1"
}

fail() {
    printf '\nFAILED: %s\n' "$1" >&2
    if [[ -s $work/server.err ]]; then
        printf 'The server wrote:\n' >&2
        sed -e 's/^/    /' "$work/server.err" >&2
    fi
    exit 1
}

# expect STATUS[:CODE[:VIOLATION]] METHOD PATH [BODY [HEADER…]]: makes the call, leaves its answer in $reply.
expect() {
    local expected=$1 method=$2 path=$3 body=${4:-} status code violation
    shift $(($# < 4 ? $# : 4))
    local options=(-sS --noproxy '*' --max-time 20 -X "$method" -o "$work/reply" -D "$work/headers" -w '%{http_code}')
    if [[ -n $body ]]; then
        options+=(-H 'Content-Type: application/json' --data-binary "$body")
    fi
    local header
    for header in "$@"; do
        options+=(-H "$header")
    done
    printf '%s %s %s\n' "$method" "$path" "$body"
    : >"$work/reply"
    status=$(curl "${options[@]}" "$base$path") || fail "$method $path: no answer"
    reply=$(<"$work/reply")
    printf '    %s %s\n' "$status" "$(printf '%s' "$reply" | sed -e 's/^\(.\{300\}\).*/\1 …/')"
    call="$method $path $body"

    IFS=: read -r expected code violation <<<"$expected::"
    [[ $status == "$expected" ]] || fail "$call answered $status instead of $expected: $reply"
    if [[ -n $code ]]; then
        has "\"code\":\"$code\""
        has_header 'Content-Type: application/problem+json'
    fi
    violation=${violation%%:*}
    if [[ -n $violation ]]; then
        has "\"violation\":\"$violation\""
    fi
}

# admin STATUS[:CODE] METHOD PATH [BODY]: the same with the admin key.
admin() {
    expect "$1" "$2" "/api/v1/admin$3" "${4:-}" "Authorization: Bearer $admin_key"
}

# has TEXT…: the last answer contains each of these.
has() {
    local text
    for text in "$@"; do
        grep -qF -e "$text" <<<"$reply" || fail "$call answered without $text: $reply"
    done
}

has_not() {
    if grep -qF -e "$1" <<<"$reply"; then
        fail "$call answered with $1: $reply"
    fi
}

has_header() {
    grep -qiF -e "$1" "$work/headers" || fail "$call answered without the header $1"
}

# number NAME: the first whole number of this name in the last answer.
number() {
    sed -n -e "s/^[^\"]*\(\"$1\"\|.[^\n]*[{,]\"$1\"\):\(-\{0,1\}[0-9]\{1,\}\).*/\2/p" <<<"$reply"
}

