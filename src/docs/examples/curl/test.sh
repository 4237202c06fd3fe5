#!/usr/bin/env bash
# Tests against a shop of their own, with only bash and curl. Exits with status 1 at the first failure.
#
#   src/docs/examples/curl/test.sh [jar]        the jar is target/jangteo.jar unless named
set -euo pipefail

jar=${1:-target/jangteo.jar}
export JANGTEO_ADMIN_KEY=a-key-for-these-tests
work=$(mktemp -d)

# ---- The shop: kept in memory, on a free port, gone when this script ends ----------------------------------------

mkfifo "$work/out"
"${JAVA:-java}" -jar "$jar" --in-memory --test-mode --demo --port 0 >"$work/out" &
shop=$!
trap 'kill "$shop" 2>/dev/null || true; wait "$shop" || true; rm -rf "$work"' EXIT
exec 3<"$work/out"
read -r line <&3
base=${line#Jangteo is ready at }/api/v1

# ---- Helpers -------------------------------------------------------------------------------------------------------

# get PATH [OPTION…], post PATH BODY [OPTION…]: make the call and leave the headers and body of its answer in $reply.
get() {
    call "$1" "${@:2}"
}

post() {
    call "$1" -H 'Content-Type: application/json' --data "$2" "${@:3}"
}

call() {
    reply=$(curl -sSi --noproxy '*' --max-time 60 -H "Authorization: Bearer $JANGTEO_ADMIN_KEY" "$base$1" "${@:2}")
}

# has TEXT…: the last answer contains each of these.
has() {
    local text
    for text in "$@"; do
        grep -qF -e "$text" <<<"$reply" || fail "no $text in: $reply"
    done
}

# field NAME: the first value of this name in the last answer.
field() {
    grep -oE "\"$1\":\"?[^\",}]*" <<<"$reply" | sed -nE '1s/^"[^"]*":"?//p'
}

fail() {
    printf 'FAILED: %s\n' "$1" >&2
    exit 1
}

# ---- The tests: 김하나, user 1, has 50,000 points; two of product 6 cost 3,600 ---------------------------------------

basket='{"userId":1,"items":[{"productId":6,"quantity":2}]}'
me='{"userId":1}'

test_an_order_that_nobody_pays_expires() {
    post /orders "$basket"
    has '201 Created' '"status":"PENDING"' '"totalAmount":3600'
    local order
    order=$(field id)

    post /admin/clock/advance '{"duration":"PT31M"}'

    get "/orders/$order?userId=1"
    has '"status":"EXPIRED"'
}

test_a_payment_whose_reply_is_lost_is_charged_once() {
    post /orders "$basket"
    local order
    order=$(field id)

    post /admin/faults '{"operation":"payOrder","kind":"DROP_REPLY"}'
    if post "/orders/$order/payment" "$me" -H "Idempotency-Key: pay-$order" 2>/dev/null; then
        fail "the reply was not lost: $reply"
    fi
    post "/orders/$order/payment" "$me" -H "Idempotency-Key: pay-$order"
    has '200 OK' '"status":"PAID"' 'Idempotent-Replayed: true'

    get /users/1
    has '"point":46400'
}

test_a_dry_run_answers_and_changes_nothing() {
    post /orders "$basket"
    post "/orders/$(field id)/payment" "$me" -H 'Prefer: dry-run'
    has '200 OK' '"status":"PAID"' 'Preference-Applied: dry-run'

    get /users/1
    has '"point":50000'
}

test_the_balance_before_the_payment_can_still_be_seen() {
    post /orders "$basket"
    local order placed
    order=$(field id)
    placed=$(field createdAt)
    post /admin/clock/advance '{"duration":"PT1M"}'
    post "/orders/$order/payment" "$me"

    get /users/1
    has '"point":46400'
    get "/users/1?at=$placed"
    has '"point":50000'
}

# ---- Each test begins with the same shop and ends with books that balance -------------------------------------------

post /admin/snapshots '{"name":"fresh"}'
for test in $(compgen -A function test_); do
    printf '%s\n' "$test"
    post /admin/snapshots/fresh/restore ''
    "$test"
    get /admin/books
    has '"balanced":true'
done
