#!/usr/bin/env bash
# Makes the data directory that a release leaves behind, and what that release answered about it: the tests start this
# version on it. All kinds of rows are in it, three weeks of the shop's time, and the log of a server that was killed.
# Needs bash, curl, jq, sqlite3 and zip; takes less than a minute.
#
#   src/test/sh/old-directory.sh JAR ZIP        JAVA names another java
set -euo pipefail

java=${JAVA:-java}
jar=$1
zip=$(realpath -m "$2")
work=$(mktemp -d)
data=$work/data
expected=$work/expected.jsonl
api=/api/v1
server=""
base=""
admin_key=""

clean_up() {
    if [[ -n $server ]]; then
        kill -KILL "$server" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

fail() {
    printf 'FAILED: %s\n' "$1" >&2
    exit 1
}

# ---- Words of this script ----------------------------------------------------------------------------------------

# begin [FLAG…]: starts the server, in test mode.
begin() {
    "$java" -jar "$jar" --port 0 --data "$data" --test-mode "$@" >"$work/out" 2>"$work/err" &
    server=$!
    local attempt
    for attempt in {1..600}; do
        base=$(sed -n -e 's/^Jangteo is ready at \(http:[^ ]*\)$/\1/p' "$work/out")
        if [[ -n $base ]]; then
            admin_key=$(<"$data/admin.key")
            return
        fi
        sleep 0.1
    done
    fail "the server was not ready within a minute: $(<"$work/err")"
}

# end SIGNAL: ends the server.
end() {
    kill "-$1" "$server"
    wait "$server" 2>/dev/null || true
    server=""
}

# call STATUS METHOD PATH [BODY [HEADER…]]: prints the answer.
call() {
    local wanted=$1 method=$2 path=$3 body=${4:-} status header
    shift $(($# < 4 ? $# : 4))
    local options=(-sS --noproxy '*' --max-time 60 -X "$method" -o "$work/reply" -w '%{http_code}')
    [[ $path != $api/admin/* ]] || options+=(-H "Authorization: Bearer $admin_key")
    [[ -z $body ]] || options+=(--data-binary "$body")
    [[ -z $body || $* == *Content-Type:* ]] || options+=(-H 'Content-Type: application/json')
    for header in "$@"; do
        options+=(-H "$header")
    done
    status=$(curl "${options[@]}" "$base$path")
    [[ $status == "$wanted" ]] || fail "$method $path answered $status: $(<"$work/reply")"
    cat "$work/reply"
}

# made STATUS PATH [BODY [HEADER…]]: sends a POST and prints the id in its answer.
made() {
    call "$1" POST "${@:2}" | jq -r .id
}

# done_ STATUS PATH [BODY [HEADER…]]: sends a POST whose answer does not matter.
done_() {
    call "$1" POST "${@:2}" >"$work/ignored"
}

# order USER PRODUCT QUANTITY [COUPON]: places an order and prints its id.
order() {
    made 201 $api/orders \
        "{\"userId\":$1,\"items\":[{\"productId\":$2,\"quantity\":$3}]${4:+,\"issuedCouponId\":$4}}"
}

pay() {
    done_ 200 $api/orders/$1/payment "{\"userId\":$2}" "${@:3}"
}

advance() {
    done_ 200 $api/admin/clock/advance "{\"duration\":\"$1\"}"
}

# keep KIND METHOD PATH BODY KEY STATUS: makes a call under a key and writes down what was answered.
keep() {
    call "$6" "$2" "$3" "$4" "Idempotency-Key: $5" "${@:7}" |
        jq -c --arg kind "$1" --arg path "$3" --arg request "$4" --arg key "$5" \
            '{kind: $kind, path: $path, request: $request, key: $key, reply: .}' >>"$expected"
}

# remember PATH…: writes down what is answered.
remember() {
    local path
    for path in "$@"; do
        call 200 GET "$path" | jq -c --arg path "$path" '{kind: "state", path: $path, reply: .}' >>"$expected"
    done
}

# ---- The shop ----------------------------------------------------------------------------------------------------

# Only a shop whose clock was moved can have a past: this one begins twenty days ago.
begin
end TERM
sqlite3 "$data/jangteo.db" "INSERT INTO setting VALUES ('clock-ahead', '-PT480H')"

# Nobody listens there: deliveries fail, and one of them dies.
begin --data-platform http://127.0.0.1:9/
done_ 200 $api/admin/clock/stop
hana=$(made 201 $api/admin/users '{"name":"김하나"}')
duri=$(made 201 $api/admin/users '{"name":"이두리"}')
sechan=$(made 201 $api/admin/users '{"name":"박세찬"}')
apple=$(made 201 $api/admin/products '{"name":"사과 5kg","price":15900,"stock":100}')
oil=$(made 201 $api/admin/products '{"name":"참기름","price":5000,"stock":50}')
bread=$(made 201 $api/admin/products '{"name":"붕어빵","price":1000,"stock":1000}')
done_ 200 $api/users/$hana/points/charge '{"amount":500000}'
done_ 200 $api/users/$duri/points/charge '{"amount":200000}'
done_ 200 $api/admin/users/$duri/points/adjust '{"amount":-1500,"reason":"정정"}'
pay "$(order $hana $apple 2)" $hana
advance PT120H
retried=$(order $hana $bread 3)
pay $retried $hana
advance PT6M
end TERM

begin
advance PT1H
discount='"discount":{"type":"FIXED","amount":3000},"minOrderAmount":10000'
daily=$(made 201 $api/admin/coupons "{\"name\":\"하루 쿠폰\",\"quantity\":2,\"validDays\":1,$discount}")
monthly=$(made 201 $api/admin/coupons "{\"name\":\"한 달 쿠폰\",\"quantity\":10,\"validDays\":30,$discount}")
done_ 200 $api/coupons/$daily/issue "{\"userId\":$duri}"
used=$(made 200 $api/coupons/$monthly/issue "{\"userId\":$hana}")
returned=$(made 200 $api/coupons/$monthly/issue "{\"userId\":$duri}")
done_ 200 $api/coupons/$monthly/issue "{\"userId\":$sechan}"
pay "$(order $hana $apple 1 $used)" $hana
refunded=$(order $duri $oil 3 $returned)
pay $refunded $duri
advance PT24H
done_ 200 $api/orders/$refunded/cancel "{\"userId\":$duri}"
cancelled=$(order $duri $oil 1)
done_ 200 $api/orders/$cancelled/cancel "{\"userId\":$duri}"
order $sechan $bread 5 >"$work/ignored"
advance PT31M
pay "$(order $hana $bread 7)" $hana
done_ 200 $api/admin/products/$oil/stock '{"delta":-3,"reason":"깨짐"}'
call 200 PATCH $api/admin/products/$oil '{"name":"들기름","price":5500}' >"$work/ignored"
advance PT24H
pay "$(order $duri $apple 1)" $duri
done_ 200 $api/admin/ranking/2001-01-01
# A backup, and the state of test mode, each with a kept refusal in it.
keep refused POST $api/users/$sechan/points/charge '{"amount":1}' in-the-snapshot 400
done_ 200 $api/admin/snapshots '{"name":"kept"}'
done_ 200 $api/admin/backup
advance PT24H
pay "$(order $hana $oil 2)" $hana

keep granted POST $api/users/$sechan/points/charge '{"amount":1000}' charge-1 200
keep granted POST $api/orders "{\"userId\":$sechan,\"items\":[{\"productId\":$bread,\"quantity\":2}]}" order-1 201
pending=$(tail -1 "$expected" | jq .reply.id)
keep refused POST $api/orders/$pending/payment "{\"userId\":$sechan}" "pay-$pending" 409
keep refused POST $api/users/$hana/points/charge '{"amount":5000}' typed-1 415 'Content-Type: text/plain'
keep token POST $api/admin/tokens "{\"userId\":$duri,\"ttlSeconds\":2592000}" token-1 200
end TERM

begin --auth token
token=$(jq -r 'select(.kind == "token") | .reply.token' "$expected")
keep granted POST $api/users/$duri/points/charge '{"amount":2000}' charge-2 200 "Authorization: Bearer $token"
end TERM

begin
advance PT1M
for user in $hana $duri $sechan; do
    remember $api/users/$user{,/points/history,/coupons,/orders?limit=100}
done
remember $api/products{,/$apple,/$oil,/$bread,/popular} $api/coupons
remember $api/admin/{users,orders?limit=100,deliveries?limit=100,sales?days=7,orders/$refunded/trail}
end KILL

rm -f "$data/jangteo.lock" "$data/jangteo.db-shm" "$zip"
mkdir -p "$(dirname "$zip")"
(cd "$work" && zip -q -9 -X -r "$zip" data expected.jsonl)
ls -l "$zip"
