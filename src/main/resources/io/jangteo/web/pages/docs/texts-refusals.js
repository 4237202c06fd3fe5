// What each refusal means, and what to do about it, by its code.
export const refusals = {
  ko: {
    USER_NOT_FOUND: {
      means: '그 번호의 사용자가 없습니다.',
      todo: '사용자 번호를 확인하세요. 모든 흐름에서 사용자를 가장 먼저 찾습니다.',
    },
    INVALID_CHARGE_AMOUNT: {
      means:
        '충전하거나 조정할 금액이 잘못되었습니다. violation이 이유를 말합니다: 없음, 너무 적음, 너무 많음, 잔액 한도, 정수가 아님.',
      todo: 'GET /api/v1/shop의 chargeMin, chargeMax, balanceMax 안의 정수를 보내세요.',
    },
    REFERENCE_REUSED: {
      means: '이 결제 참조 번호로 이미 다른 사용자나 다른 금액을 충전했습니다.',
      todo: '같은 결제라면 처음과 똑같이 보내고, 다른 결제라면 새 번호를 쓰세요.',
    },
    REFERENCE_TAKEN: {
      means: '같은 종류의 다른 것이 이 참조 번호를 쓰고 있습니다. id가 그것입니다.',
      todo: '그 id를 그대로 쓰거나 다른 참조 번호를 정하세요.',
    },
    PRODUCT_NOT_FOUND: {
      means: '그 번호의 상품이 없거나, 손님에게 보이지 않습니다.',
      todo: '상품 번호를 확인하고 목록을 다시 불러오세요.',
    },
    PRODUCT_NOT_ON_SALE: {
      means: '주문에 판매를 멈춘 상품이 있습니다.',
      todo: '그 상품을 빼고 다시 주문하세요.',
    },
    OUT_OF_STOCK: {
      means: '상품이 원하는 만큼 남아 있지 않습니다. 응답에 상품과 남은 수량이 있습니다.',
      todo: '수량을 줄이거나, 재고가 들어온 뒤에 다시 주문하세요.',
    },
    COUPON_NOT_FOUND: {
      means: '그 번호의 쿠폰이 없습니다.',
      todo: '쿠폰 번호를 확인하세요.',
    },
    COUPON_SOLD_OUT: {
      means: '쿠폰이 모두 나갔습니다.',
      todo: '다시 시도해도 소용없습니다. 수량이 늘면 받을 수 있습니다.',
    },
    COUPON_NOT_OPEN: {
      means: '발급 기간이 아니거나 마감된 쿠폰입니다.',
      todo: 'issueFrom과 issueUntil, closedAt을 확인하세요.',
    },
    COUPON_ALREADY_ISSUED: {
      means: '이 사용자는 이 쿠폰을 이미 받았습니다.',
      todo: '받은 쿠폰을 쓰세요. 한 사람에 한 장입니다.',
    },
    ISSUED_COUPON_NOT_FOUND: {
      means: '그런 발급 쿠폰이 없거나, 이 사용자의 것이 아닙니다.',
      todo: '사용자의 쿠폰 목록에서 id를 고르세요. 쿠폰의 번호가 아니라 발급된 쿠폰의 번호입니다.',
    },
    COUPON_EXPIRED: {
      means: '쿠폰의 기한이 지났습니다.',
      todo: '쿠폰 없이 주문하세요.',
    },
    COUPON_ALREADY_USED: {
      means: '이 쿠폰으로 이미 결제했습니다.',
      todo: '쿠폰 없이 주문하세요. 그 주문이 환불되면 쿠폰도 돌아옵니다.',
    },
    COUPON_REVOKED: {
      means: '가게가 이 쿠폰을 회수했습니다.',
      todo: '쿠폰 없이 다시 주문하세요.',
    },
    QUANTITY_BELOW_ISSUED: {
      means: '쿠폰 수량을 이미 나간 수량보다 적게 할 수 없습니다. issued가 나간 수량입니다.',
      todo: 'issued 이상으로 정하거나, 쿠폰을 마감하세요.',
    },
    INVALID_ORDER: {
      means: '주문이 잘못되었습니다: 상품이 없음, 수량이 범위를 벗어남, 줄이 너무 많음, 쿠폰의 최소 금액보다 적음.',
      todo: 'detail을 보고 주문을 고치세요. 한도는 GET /api/v1/shop에 있습니다.',
    },
    TOO_MANY_PENDING_ORDERS: {
      means: '이 사용자의 결제하지 않은 주문이 너무 많습니다. maximum까지 됩니다.',
      todo: '있는 주문을 결제하거나 취소하세요.',
    },
    ORDER_NOT_FOUND: {
      means: '그 번호의 주문이 없거나, 다른 사용자의 것입니다.',
      todo: '주문 번호와 userId를 함께 확인하세요.',
    },
    INSUFFICIENT_POINTS: {
      means: '포인트가 모자랍니다. required만큼 필요하고 balance만큼 있습니다.',
      todo: '차액을 충전하고 다시 결제하세요. 주문은 기한까지 그대로 있습니다.',
    },
    ORDER_ALREADY_PAID: {
      means: '이미 결제한 주문입니다.',
      todo: '할 일이 없습니다. 한 번만 빠져나갔습니다.',
    },
    ORDER_CANCELLED: {
      means: '취소된 주문입니다.',
      todo: '새로 주문하세요.',
    },
    ORDER_EXPIRED: {
      means: '제때 결제하지 않아 만료된 주문입니다.',
      todo: '새로 주문하세요. 재고는 이미 돌아갔습니다.',
    },
    ORDER_REFUNDED: {
      means: '환불된 주문입니다.',
      todo: '할 일이 없습니다. 다시 사려면 새로 주문하세요.',
    },
    RACE_IN_PROGRESS: {
      means: '다른 선착순 경주가 진행 중입니다.',
      todo: '끝난 뒤에 다시 시작하세요.',
    },
    IDEMPOTENCY_KEY_REUSED: {
      means: '같은 Idempotency-Key로 다른 요청을 보냈습니다.',
      todo: '요청마다 새 키를 쓰고, 다시 보낼 때만 같은 키를 쓰세요.',
    },
    REQUEST_IN_PROGRESS: {
      means: '같은 키의 요청을 아직 처리하고 있습니다.',
      todo: 'Retry-After만큼 기다렸다가 같은 요청을 다시 보내세요.',
    },
    MALFORMED_REQUEST: {
      means: '요청의 모양이 잘못되었습니다. field가 그 자리를, expected가 있어야 할 것을 말합니다.',
      todo: '요청을 고치세요. 모르는 필드, 문자열로 적은 숫자, 소수는 받지 않습니다.',
    },
    UNAUTHENTICATED: {
      means: '키나 토큰이 없거나 틀렸습니다.',
      todo: 'Authorization: Bearer 뒤에 관리자 키나 사용자 토큰을 보내세요.',
    },
    FORBIDDEN: {
      means: '이 호출자에게 허락되지 않은 요청입니다. detail이 이유를 말합니다.',
      todo: '알맞은 키를 쓰거나, detail이 말하는 대로 서버를 설정하세요.',
    },
    NOT_FOUND: {
      means: '이 주소에는 아무것도 없습니다.',
      todo: '주소를 확인하세요. 테스트 모드의 호출은 테스트 모드에만 있습니다.',
    },
    METHOD_NOT_ALLOWED: {
      means: '이 주소는 다른 메서드만 받습니다. Allow에 있습니다.',
      todo: 'Allow에 있는 메서드로 보내세요.',
    },
    PAYLOAD_TOO_LARGE: {
      means: '본문이 너무 큽니다.',
      todo: 'detail이 말하는 크기까지 줄이거나 나누어 보내세요.',
    },
    HEADERS_TOO_LARGE: {
      means: '주소와 헤더가 너무 깁니다.',
      todo: '쿠키와 질의를 줄이세요.',
    },
    UNSUPPORTED_MEDIA_TYPE: {
      means: '본문이 application/json이 아닙니다.',
      todo: 'Content-Type: application/json과 함께 JSON을 보내세요.',
    },
    RATE_LIMITED: {
      means: '요청이 너무 많습니다.',
      todo: 'Retry-After만큼 기다렸다가 다시 보내세요.',
    },
    INTERNAL: {
      means: '서버에서 문제가 생겼습니다. 아무것도 바뀌지 않았습니다.',
      todo: '잠시 뒤에 다시 보내고, 계속되면 requestId로 서버의 기록을 찾으세요.',
    },
    OVERLOADED: {
      means: '서버가 너무 바빠 아무것도 하지 않았습니다.',
      todo: 'Retry-After만큼 기다렸다가 다시 보내세요.',
    },
    OUTCOME_UNKNOWN: {
      means: '저장하는 동안 문제가 생겨, 처리되었는지 알 수 없습니다.',
      todo: '같은 Idempotency-Key로 다시 보내면 한 번만 처리됩니다. 키가 없었다면 먼저 확인하세요.',
    },
    STORAGE_FULL: {
      means: '서버의 디스크가 가득 찼습니다. 아무것도 저장되지 않았습니다.',
      todo: '디스크를 비운 뒤에 다시 보내세요.',
    },
    KEY_NAME_TAKEN: {
      means: '이 이름의 관리자 키가 이미 있습니다.',
      todo: '다른 이름을 정하세요. 취소한 키의 이름도 다시 쓸 수 없습니다.',
    },
    NOT_EMPTY: {
      means: '가게가 비어 있지 않아 채울 수 없습니다.',
      todo: '빈 가게에서 하거나, 테스트 모드에서 먼저 초기화하세요.',
    },
    EVENTS_GONE: {
      means: '찾는 이벤트는 오래되어 지워졌습니다.',
      todo: 'after 없이 처음부터 다시 읽고, 빠진 것은 목록 호출로 채우세요.',
    },
  },
  en: {
    USER_NOT_FOUND: {
      means: 'There is no user with this id.',
      todo: 'Check the id. Every flow looks the user up first.',
    },
    INVALID_CHARGE_AMOUNT: {
      means:
        'The amount to charge or adjust is wrong; violation says why: missing, below the minimum, above the maximum, above the balance limit, not a whole number.',
      todo: 'Send a whole number within chargeMin, chargeMax and balanceMax of GET /api/v1/shop.',
    },
    REFERENCE_REUSED: {
      means: 'This payment reference charged another user or amount before.',
      todo: 'Repeat the first request unchanged for the same payment, or use a new reference for another.',
    },
    REFERENCE_TAKEN: {
      means: 'Another thing of its kind has this reference: the one with that id.',
      todo: 'Use that id, or choose another reference.',
    },
    PRODUCT_NOT_FOUND: {
      means: 'There is no product with this id, or shoppers cannot see it.',
      todo: 'Check the id, and load the list again.',
    },
    PRODUCT_NOT_ON_SALE: {
      means: 'The order names a product whose sale has ended.',
      todo: 'Order again without it.',
    },
    OUT_OF_STOCK: {
      means: 'There is less of a product than was asked for; the reply names it and what is left.',
      todo: 'Order fewer, or again after new stock has come.',
    },
    COUPON_NOT_FOUND: {
      means: 'There is no coupon with this id.',
      todo: 'Check the id.',
    },
    COUPON_SOLD_OUT: {
      means: 'All coupons of this offer are gone.',
      todo: 'Trying again does not help, unless the quantity is raised.',
    },
    COUPON_NOT_OPEN: {
      means: 'The offer is outside its issue window, or closed.',
      todo: 'Look at issueFrom, issueUntil and closedAt.',
    },
    COUPON_ALREADY_ISSUED: {
      means: 'This user has this coupon already.',
      todo: 'Use the one that was issued: there is one for each user.',
    },
    ISSUED_COUPON_NOT_FOUND: {
      means: 'There is no such issued coupon, or it is another user’s.',
      todo: 'Take the id from the user’s coupons: that of the issued coupon, not of the offer.',
    },
    COUPON_EXPIRED: {
      means: 'The coupon has expired.',
      todo: 'Order without it.',
    },
    COUPON_ALREADY_USED: {
      means: 'The coupon has paid for an order already.',
      todo: 'Order without it. A refund of that order gives it back.',
    },
    COUPON_REVOKED: {
      means: 'The shop has taken the coupon back.',
      todo: 'Order again without it.',
    },
    QUANTITY_BELOW_ISSUED: {
      means: 'The quantity of an offer cannot be below what is issued, which issued tells.',
      todo: 'Set at least issued, or close the offer.',
    },
    INVALID_ORDER: {
      means:
        'The order is wrong: no items, a quantity out of range, too many lines, or less than the coupon’s minimum.',
      todo: 'Mend it as detail says. The limits are in GET /api/v1/shop.',
    },
    TOO_MANY_PENDING_ORDERS: {
      means: 'This user has too many unpaid orders; maximum is the most.',
      todo: 'Pay or cancel one first.',
    },
    ORDER_NOT_FOUND: {
      means: 'There is no such order, or it is another user’s.',
      todo: 'Check the order’s id together with userId.',
    },
    INSUFFICIENT_POINTS: {
      means: 'There are not enough points: required are needed, balance is there.',
      todo: 'Charge the difference and pay again. The order stays until it expires.',
    },
    ORDER_ALREADY_PAID: {
      means: 'The order is paid already.',
      todo: 'Nothing: the points were taken once.',
    },
    ORDER_CANCELLED: {
      means: 'The order was cancelled.',
      todo: 'Place a new one.',
    },
    ORDER_EXPIRED: {
      means: 'The order was not paid in time and has expired.',
      todo: 'Place a new one: its stock was given back.',
    },
    ORDER_REFUNDED: {
      means: 'The order was refunded.',
      todo: 'Nothing. To buy again, place a new one.',
    },
    RACE_IN_PROGRESS: {
      means: 'Another race is running.',
      todo: 'Start again when it is over.',
    },
    IDEMPOTENCY_KEY_REUSED: {
      means: 'The same Idempotency-Key came with another request.',
      todo: 'Use a new key for each request, and the same one only to repeat it.',
    },
    REQUEST_IN_PROGRESS: {
      means: 'A request with the same key is still being processed.',
      todo: 'Wait as long as Retry-After says and repeat the same request.',
    },
    MALFORMED_REQUEST: {
      means: 'The request is malformed: field names the place, expected what belongs there.',
      todo: 'Mend the request. Unknown fields, numbers as text and fractions are not taken.',
    },
    UNAUTHENTICATED: {
      means: 'There is no key or token, or it is wrong.',
      todo: 'Send the admin key or a user’s token after Authorization: Bearer.',
    },
    FORBIDDEN: {
      means: 'This caller may not do this; detail says why.',
      todo: 'Use the right key, or set the server up as detail says.',
    },
    NOT_FOUND: {
      means: 'There is nothing at this address.',
      todo: 'Check the address. Calls of test mode exist in test mode alone.',
    },
    METHOD_NOT_ALLOWED: {
      means: 'This address takes other methods, which Allow lists.',
      todo: 'Use one of them.',
    },
    PAYLOAD_TOO_LARGE: {
      means: 'The body is too large.',
      todo: 'Send no more than detail says, or in parts.',
    },
    HEADERS_TOO_LARGE: {
      means: 'The address and the headers are too long.',
      todo: 'Shorten cookies and query.',
    },
    UNSUPPORTED_MEDIA_TYPE: {
      means: 'The body is not application/json.',
      todo: 'Send JSON with Content-Type: application/json.',
    },
    RATE_LIMITED: {
      means: 'There are too many requests.',
      todo: 'Wait as long as Retry-After says and try again.',
    },
    INTERNAL: {
      means: 'Something went wrong in the server; nothing was changed.',
      todo: 'Try again shortly. If it stays, look for the requestId in the server’s log.',
    },
    OVERLOADED: {
      means: 'The server is too busy and did nothing.',
      todo: 'Wait as long as Retry-After says and try again.',
    },
    OUTCOME_UNKNOWN: {
      means: 'The database failed while it committed: the request may or may not have taken effect.',
      todo: 'Repeat it with the same Idempotency-Key: it takes effect once. Without a key, check first.',
    },
    STORAGE_FULL: {
      means: 'The server’s disk is full; nothing was written.',
      todo: 'Make room, then try again.',
    },
    KEY_NAME_TAKEN: {
      means: 'There is a key with this name already.',
      todo: 'Choose another name. A revoked key keeps its name.',
    },
    NOT_EMPTY: {
      means: 'The shop is not empty, so it cannot be filled.',
      todo: 'Use an empty shop, or reset it first in test mode.',
    },
    EVENTS_GONE: {
      means: 'The events asked for are too old and were deleted.',
      todo: 'Read again without after, and fill the gap from the lists.',
    },
  },
};
