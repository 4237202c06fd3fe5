#!/usr/bin/env bash
# Plays the shop's nine flows over HTTP against the built jar, each with every refusal it knows, and prints every call
# with its answer. Ends with status 1 at the first surprise. Needs bash, curl, grep and sed; takes less than a minute.
#
#   src/test/sh/smoke.sh [jar]        the jar is target/jangteo.jar unless named; JAVA names another java
set -euo pipefail

java=${JAVA:-java}
jar=${1:-target/jangteo.jar}
work=$(mktemp -d)
server=""
base=""
reply=""
call=""

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
    local options=(-sS --noproxy '*' --max-time 60 -X "$method" -o "$work/reply" -D "$work/headers" -w '%{http_code}')
    if [[ -n $body ]]; then
        options+=(--data-binary "$body")
        [[ $* == *Content-Type:* ]] || options+=(-H 'Content-Type: application/json')
    fi
    local header
    for header in "$@"; do
        options+=(-H "$header")
    done
    call="$method $path $body"
    printf '%s\n' "$call"
    : >"$work/reply"
    status=$(curl "${options[@]}" "$base$path") || fail "$call: no answer"
    reply=$(<"$work/reply")
    printf '    %s %s\n' "$status" "$(printf '%s' "$reply" | sed -e 's/^\(.\{300\}\).*/\1 …/')"

    IFS=: read -r expected code violation _ <<<"$expected:::"
    [[ $status == "$expected" ]] || fail "$call answered $status instead of $expected: $reply"
    if [[ -n $code ]]; then
        has "\"code\":\"$code\""
        has_header 'Content-Type: application/problem+json'
    fi
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
    grep -o -e "\"$1\":-\{0,1\}[0-9]\{1,\}" <<<"$reply" | sed -n -e '1s/.*://p' || fail "$call answered without $1: $reply"
}

# eventually STATUS METHOD PATH TEXT: asks again, for at most a minute, until the answer contains the text.
eventually() {
    local attempt
    for attempt in {1..300}; do
        admin "$1" "$2" "$3" >"$work/attempt"
        if grep -qF -e "$4" "$work/reply"; then
            break
        fi
        sleep 0.2
    done
    cat "$work/attempt"
    reply=$(<"$work/reply")
    has "$4"
}

# ---- The server --------------------------------------------------------------------------------------------------

start_server() {
    : >"$work/server.out"
    "$java" -jar "$jar" --port 0 --data "$work/data" --test-mode --demo >"$work/server.out" 2>"$work/server.err" &
    server=$!
    local attempt
    for attempt in {1..600}; do
        base=$(sed -n -e 's/^Jangteo is ready at \(http:[^ ]*\)$/\1/p' "$work/server.out")
        if [[ -n $base ]]; then
            return
        fi
        if [[ -z $(jobs -rp) ]]; then
            server=""
            fail 'the server ended before it was ready'
        fi
        sleep 0.1
    done
    fail 'the server was not ready within a minute'
}

stop_server() {
    kill -TERM "$server"
    local attempt
    for attempt in {1..600}; do
        if [[ -z $(jobs -rp) ]]; then
            break
        fi
        sleep 0.1
    done
    [[ -z $(jobs -rp) ]] || fail 'the server did not stop within a minute of SIGTERM'
    local status=0
    wait "$server" || status=$?
    server=""
    [[ $status == 0 ]] || fail "the server ended with status $status after SIGTERM"
    printf 'The server stopped with status 0.\n'
}

[[ -f $jar ]] || fail "there is no $jar: build it first"
start_server
printf 'Jangteo is ready at %s\n' "$base"
admin_key=$(<"$work/data/admin.key")
api=/api/v1
nobody=999999999

flow 'The shop is open'
expect 200 GET /health/live
expect 200 GET /health/ready
expect 200 GET /metrics
has '# TYPE'
expect 200 GET /openapi.json
has '"openapi":"3.1'
expect 200 GET /docs
expect 200 GET /
expect 404:NOT_FOUND GET $api/nothing
expect 405:METHOD_NOT_ALLOWED POST $api/products/popular '{}'
has_header 'Allow:'

flow 'Preparation: users, products, coupons'
expect 401:UNAUTHENTICATED POST $api/admin/users '{"name":"아무나"}'
admin 201 POST /users '{"name":"김하나"}'
hana=$(number id)
admin 201 POST /users '{"name":"이두리"}'
duri=$(number id)
admin 201 POST /users '{"name":"박세찬"}'
sechan=$(number id)
admin 201 POST /products '{"name":"한라봉 한 상자","price":12000,"stock":10}'
box=$(number id)
admin 201 POST /products '{"name":"참기름","price":5000,"stock":100}'
oil=$(number id)
admin 201 POST /products '{"name":"붕어빵","price":1,"stock":10000}'
bread=$(number id)
admin 400:MALFORMED_REQUEST POST /products '{"name":"반값","price":0.5,"stock":1}'
fixed='"discount":{"type":"FIXED","amount":3000},"minOrderAmount":10000,"validDays":1'
admin 201 POST /coupons "{\"name\":\"선착순 두 장\",\"quantity\":2,$fixed}"
rush=$(number id)
admin 201 POST /coupons "{\"name\":\"하루 쿠폰\",\"quantity\":10,$fixed}"
daily=$(number id)
admin 201 POST /coupons "{\"name\":\"아직\",\"quantity\":1,\"issueFrom\":\"2999-01-01T00:00:00+09:00\",$fixed}"
early=$(number id)
admin 201 POST /coupons "{\"name\":\"이미\",\"quantity\":1,\"issueUntil\":\"2001-01-01T00:00:00+09:00\",$fixed}"
late=$(number id)
admin 201 POST /coupons '{"name":"반값","quantity":10,"validDays":30,"minOrderAmount":0,
    "discount":{"type":"PERCENT","percent":50,"maxAmount":4000}}'
half=$(number id)

flow '1. Reading a balance'
expect 200 GET $api/users/$hana
has "\"id\":$hana" '"name":"김하나"' '"point":0'
expect 400:USER_NOT_FOUND GET $api/users/$nobody
has '존재하지 않는 사용자입니다'
expect 400:USER_NOT_FOUND GET $api/users/$nobody '' 'Accept-Language: en'
has_not '존재하지'
expect 400:MALFORMED_REQUEST GET $api/users/one

flow '2. Charging points'
charge=$api/users/$hana/points/charge
expect 200 POST $charge '{"amount":50000}'
has "\"id\":$hana" '"point":50000'
expect 400:USER_NOT_FOUND POST $api/users/$nobody/points/charge '{"amount":50000}'
expect 400:INVALID_CHARGE_AMOUNT:MISSING POST $charge '{}'
has '충전금액이 잘못 되었습니다'
expect 400:INVALID_CHARGE_AMOUNT:MISSING POST $charge '{"amount":null}'
expect 400:INVALID_CHARGE_AMOUNT:BELOW_MINIMUM POST $charge '{"amount":999}'
expect 400:INVALID_CHARGE_AMOUNT:BELOW_MINIMUM POST $charge '{"amount":-1000}'
expect 400:INVALID_CHARGE_AMOUNT:ABOVE_MAXIMUM POST $charge '{"amount":1000001}'
expect 400:INVALID_CHARGE_AMOUNT:BALANCE_LIMIT POST $charge '{"amount":950001}'
expect 400:INVALID_CHARGE_AMOUNT:NOT_A_WHOLE_NUMBER POST $charge '{"amount":1000.5}'
expect 400:INVALID_CHARGE_AMOUNT:NOT_A_WHOLE_NUMBER POST $charge '{"amount":"1000"}'
expect 400:MALFORMED_REQUEST POST $charge '{"amount":1000'
expect 400:MALFORMED_REQUEST POST $charge '{"amount":1000,"amount":2000}'
expect 400:MALFORMED_REQUEST POST $charge '{"amount":1000,"bonus":1}'
expect 200 POST $charge '{"amount":10000}' 'Idempotency-Key: smoke-1'
has '"point":60000'
expect 200 POST $charge '{"amount":10000}' 'Idempotency-Key: smoke-1'
has '"point":60000'
has_header 'Idempotent-Replayed: true'
expect 422:IDEMPOTENCY_KEY_REUSED POST $charge '{"amount":20000}' 'Idempotency-Key: smoke-1'
expect 200 GET "$api/users/$hana/points/history?limit=1"
has '"kind":"CHARGE"' '"amount":10000' '"balanceAfter":60000' '"nextCursor":"'
expect 400:USER_NOT_FOUND GET $api/users/$nobody/points/history

flow '3. Reading a product'
expect 200 GET $api/products/$box
has "\"id\":$box" '"name":"한라봉 한 상자"' '"price":12000' '"stock":10'
expect 404:PRODUCT_NOT_FOUND GET $api/products/$nobody
has '존재 하지 않는 상품입니다'
expect 200 GET "$api/products?limit=2"
has '"products":[' '"nextCursor":"'
admin 200 PATCH /products/$oil '{"name":"들기름"}'
admin 200 POST /products/$oil/stock '{"delta":-3,"reason":"깨짐"}'
has '"name":"들기름"' '"stock":97'

flow '4. Taking a coupon, first come, first served'
expect 200 GET $api/coupons/$rush
has '"quantity":2' '"issued":0'
expect 200 POST $api/coupons/$rush/issue "{\"userId\":$hana}"
has '"rank":1' '"status":"ISSUED"'
hana_coupon=$(number id)
expect 409:COUPON_ALREADY_ISSUED POST $api/coupons/$rush/issue "{\"userId\":$hana}"
expect 200 POST $api/coupons/$rush/issue "{\"userId\":$duri}"
has '"rank":2'
duri_coupon=$(number id)
expect 400:COUPON_SOLD_OUT POST $api/coupons/$rush/issue "{\"userId\":$sechan}"
expect 409:COUPON_ALREADY_ISSUED POST $api/coupons/$rush/issue "{\"userId\":$duri}"
expect 400:COUPON_NOT_FOUND POST $api/coupons/$nobody/issue "{\"userId\":$hana}"
expect 400:COUPON_NOT_FOUND GET $api/coupons/$nobody
expect 400:USER_NOT_FOUND POST $api/coupons/$nobody/issue "{\"userId\":$nobody}"
expect 400:COUPON_NOT_OPEN POST $api/coupons/$early/issue "{\"userId\":$hana}"
expect 400:COUPON_NOT_OPEN POST $api/coupons/$late/issue "{\"userId\":$hana}"
expect 200 GET $api/coupons
has "\"id\":$rush,"

flow "5. Reading a user's coupons"
expect 200 GET $api/users/$hana/coupons
has "\"id\":$hana_coupon," "\"couponId\":$rush,"
expect 200 GET "$api/users/$hana/coupons?status=USED"
has '"coupons":[]'
expect 400:MALFORMED_REQUEST GET "$api/users/$hana/coupons?status=LOST"
expect 400:USER_NOT_FOUND GET $api/users/$nobody/coupons

flow '6. Placing an order'
orders=$api/orders
expect 201 POST $orders "{\"userId\":$hana,\"issuedCouponId\":$hana_coupon,\"items\":[
    {\"productId\":$box,\"quantity\":1},{\"productId\":$oil,\"quantity\":1},{\"productId\":$box,\"quantity\":1}]}"
has '"status":"PENDING"' '"quantity":2' '"itemsAmount":29000' '"discountAmount":3000' '"totalAmount":26000' '"paidAt":null'
has_header 'Location: '
order=$(number id)
expect 200 GET $api/products/$box
has '"stock":8'
expect 200 GET "$orders/$order?userId=$hana"
has '"totalAmount":26000'
expect 404:ORDER_NOT_FOUND GET "$orders/$order?userId=$duri"
expect 400:MALFORMED_REQUEST GET "$orders/$order"
expect 400:USER_NOT_FOUND POST $orders "{\"userId\":$nobody,\"items\":[]}"
expect 400:INVALID_ORDER POST $orders "{\"userId\":$hana,\"items\":[]}"
expect 400:INVALID_ORDER POST $orders "{\"userId\":$hana,\"items\":[{\"productId\":$oil,\"quantity\":0}]}"
expect 400:INVALID_ORDER POST $orders "{\"userId\":$hana,\"items\":[{\"productId\":$oil,\"quantity\":1001}]}"
expect 400:INVALID_ORDER POST $orders \
    "{\"userId\":$duri,\"issuedCouponId\":$duri_coupon,\"items\":[{\"productId\":$oil,\"quantity\":1}]}"
expect 404:PRODUCT_NOT_FOUND POST $orders "{\"userId\":$hana,\"items\":[{\"productId\":$nobody,\"quantity\":1}]}"
expect 409:OUT_OF_STOCK POST $orders "{\"userId\":$hana,\"items\":[{\"productId\":$box,\"quantity\":9}]}"
has '한라봉 한 상자' '"stock":8'
expect 400:ISSUED_COUPON_NOT_FOUND POST $orders \
    "{\"userId\":$hana,\"issuedCouponId\":$duri_coupon,\"items\":[{\"productId\":$box,\"quantity\":1}]}"
expect 400:MALFORMED_REQUEST POST $orders \
    "{\"userId\":$hana,\"items\":[{\"productId\":$box,\"quantity\":1,\"unitPrice\":1}]}"
expect 415:UNSUPPORTED_MEDIA_TYPE POST $orders "{\"userId\":$hana,\"items\":[]}" 'Content-Type: text/plain'

flow '7. Paying an order, and taking it back'
expect 400:USER_NOT_FOUND POST $orders/$order/payment "{\"userId\":$nobody}"
expect 404:ORDER_NOT_FOUND POST $orders/$nobody/payment "{\"userId\":$hana}"
expect 404:ORDER_NOT_FOUND POST $orders/$order/payment "{\"userId\":$duri}"
expect 200 POST $orders/$order/payment "{\"userId\":$hana}"
has '"status":"PAID"' '"totalAmount":26000'
has_not '"paidAt":null'
expect 409:ORDER_ALREADY_PAID POST $orders/$order/payment "{\"userId\":$hana}"
expect 200 GET $api/users/$hana
has '"point":34000'
expect 200 GET "$api/users/$hana/coupons?status=USED"
has "\"id\":$hana_coupon,"
expect 409:COUPON_ALREADY_USED POST $orders \
    "{\"userId\":$hana,\"issuedCouponId\":$hana_coupon,\"items\":[{\"productId\":$box,\"quantity\":1}]}"
eventually 200 GET '/deliveries?status=DELIVERED' "\"orderId\":$order,"

expect 201 POST $orders "{\"userId\":$duri,\"items\":[{\"productId\":$box,\"quantity\":1}]}"
unpaid=$(number id)
expect 409:INSUFFICIENT_POINTS POST $orders/$unpaid/payment "{\"userId\":$duri}"
has '"required":12000' '"balance":0'
expect 400:USER_NOT_FOUND POST $orders/$unpaid/cancel "{\"userId\":$nobody}"
expect 404:ORDER_NOT_FOUND POST $orders/$unpaid/cancel "{\"userId\":$hana}"
expect 200 POST $orders/$unpaid/cancel "{\"userId\":$duri}"
has '"status":"CANCELLED"'
expect 409:ORDER_CANCELLED POST $orders/$unpaid/payment "{\"userId\":$duri}"
expect 409:ORDER_CANCELLED POST $orders/$unpaid/cancel "{\"userId\":$duri}"

expect 200 POST $orders/$order/cancel "{\"userId\":$hana}"
has '"status":"REFUNDED"'
expect 409:ORDER_REFUNDED POST $orders/$order/cancel "{\"userId\":$hana}"
expect 409:ORDER_REFUNDED POST $orders/$order/payment "{\"userId\":$hana}"
expect 200 GET $api/users/$hana
has '"point":60000'
expect 200 GET $api/products/$box
has '"stock":10'
expect 200 GET "$api/users/$hana/coupons?status=ISSUED"
has "\"id\":$hana_coupon,"

expect 200 POST $api/coupons/$half/issue "{\"userId\":$hana}"
half_coupon=$(number id)
expect 201 POST $orders \
    "{\"userId\":$hana,\"issuedCouponId\":$half_coupon,\"items\":[{\"productId\":$oil,\"quantity\":2}]}"
has '"itemsAmount":10000' '"discountAmount":4000' '"totalAmount":6000'
expiring=$(number id)
admin 200 POST /clock/advance '{"duration":"PT31M"}'
expect 409:ORDER_EXPIRED POST $orders/$expiring/payment "{\"userId\":$hana}"
expect 409:ORDER_EXPIRED POST $orders/$expiring/cancel "{\"userId\":$hana}"
expect 200 GET "$orders/$expiring?userId=$hana"
has '"status":"EXPIRED"'
expect 200 GET $api/products/$oil
has '"stock":97'

expect 200 POST $api/coupons/$daily/issue "{\"userId\":$hana}"
day_coupon=$(number id)
admin 200 POST /clock/advance '{"duration":"PT23H50M"}'
expect 201 POST $orders \
    "{\"userId\":$hana,\"issuedCouponId\":$day_coupon,\"items\":[{\"productId\":$box,\"quantity\":1}]}"
too_late=$(number id)
admin 200 POST /clock/advance '{"duration":"PT15M"}'
expect 409:COUPON_EXPIRED POST $orders/$too_late/payment "{\"userId\":$hana}"
expect 409:COUPON_EXPIRED POST $orders \
    "{\"userId\":$hana,\"issuedCouponId\":$day_coupon,\"items\":[{\"productId\":$box,\"quantity\":1}]}"
expect 200 GET "$api/users/$hana/coupons?status=EXPIRED"
has "\"id\":$day_coupon,"
expect 200 POST $orders/$too_late/cancel "{\"userId\":$hana}"
has '"status":"CANCELLED"'
expect 200 GET "$api/users/$hana/orders?limit=2"
has "\"id\":$too_late," "\"id\":$expiring,"

flow '8. The popular products'
expect 200 GET $api/products/popular
has '"from":"' '"to":"' '"rank":1' '"rank":5' '"units":'
has_not "\"productId\":$bread,"
expect 200 GET "$api/products/popular?explain=true"
has '"CACHE"'
expect 400:MALFORMED_REQUEST GET "$api/products/popular?explain=perhaps"

flow "9. The scheduler counts the day's sales just after midnight"
bread_order="{\"userId\":$hana,\"items\":[{\"productId\":$bread,\"quantity\":1000}]}"
for lot in 1 2 3; do
    expect 201 POST $orders "$bread_order"
    bread_paid=$(number id)
    expect 200 POST $orders/$bread_paid/payment "{\"userId\":$hana}"
done
admin 200 POST /clock/advance '{"duration":"PT24H"}'
expect 200 GET $api/products/popular
has "\"rank\":1,\"productId\":$bread,"
has '"units":3000'
yesterday=$(sed -n -e 's/.*"to":"\([0-9-]*\)".*/\1/p' <<<"$reply")
expect 200 GET "$api/products/popular?explain=true"
has '"CACHE"'
has_not '"ORDERS"'
admin 200 POST /ranking/$yesterday
has "\"date\":\"$yesterday\""
expect 200 POST $orders/$bread_paid/cancel "{\"userId\":$hana}"
expect 200 GET $api/products/popular
has "\"productId\":$bread," '"units":2000'
admin 400:MALFORMED_REQUEST POST /ranking/yesterday
expect 401:UNAUTHENTICATED POST $api/admin/ranking/$yesterday

flow 'The books'
admin 200 GET /books
has '"balanced":true'
admin 200 POST /backup
has '"sha256":"'

flow 'The end'
stop_server
"$java" -jar "$jar" verify --data "$work/data" || fail 'verify did not find the books of the stopped server in order'
printf '\nEvery call was answered as it should be.\n'
