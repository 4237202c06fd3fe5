package io.jangteo;

/** The contract's table of errors. Some texts are from the contract, the others from the shop. */
public final class ErrorTable {
    public static final Refused USER_NOT_FOUND =
            Refused.of(400, "USER_NOT_FOUND", "존재하지 않는 사용자입니다", "There is no such user");
    public static final Refused PRODUCT_NOT_FOUND =
            Refused.of(404, "PRODUCT_NOT_FOUND", "존재 하지 않는 상품입니다", "There is no such product");

    public static final Refused COUPON_NOT_FOUND =
            Refused.of(400, "COUPON_NOT_FOUND", "존재하지 않는 쿠폰입니다", "There is no such coupon");
    public static final Refused COUPON_SOLD_OUT =
            Refused.of(400, "COUPON_SOLD_OUT", "쿠폰이 모두 소진되었습니다", "This coupon is sold out");
    public static final Refused COUPON_NOT_OPEN =
            Refused.of(400, "COUPON_NOT_OPEN", "쿠폰 발급 기간이 아닙니다", "This coupon is not being issued at this time");
    public static final Refused COUPON_ALREADY_ISSUED =
            Refused.of(409, "COUPON_ALREADY_ISSUED", "이미 발급받은 쿠폰입니다", "This user already has this coupon");
    public static final Refused ISSUED_COUPON_NOT_FOUND =
            Refused.of(400, "ISSUED_COUPON_NOT_FOUND", "보유하고 있지 않은 쿠폰입니다", "This user has no such coupon");
    public static final Refused COUPON_EXPIRED =
            Refused.of(409, "COUPON_EXPIRED", "유효기간이 지난 쿠폰입니다", "This coupon is no longer valid");
    public static final Refused COUPON_ALREADY_USED =
            Refused.of(409, "COUPON_ALREADY_USED", "이미 사용한 쿠폰입니다", "This coupon has already been used");

    public static final Refused ORDER_NOT_FOUND =
            Refused.of(404, "ORDER_NOT_FOUND", "존재하지 않는 주문입니다", "There is no such order");
    public static final Refused ORDER_ALREADY_PAID =
            Refused.of(409, "ORDER_ALREADY_PAID", "이미 결제된 주문입니다", "This order is already paid");
    public static final Refused ORDER_CANCELLED =
            Refused.of(409, "ORDER_CANCELLED", "취소된 주문입니다", "This order was cancelled");
    public static final Refused ORDER_EXPIRED =
            Refused.of(409, "ORDER_EXPIRED", "결제 시간이 지나 만료된 주문입니다", "This order was not paid in time and has expired");
    public static final Refused ORDER_REFUNDED =
            Refused.of(409, "ORDER_REFUNDED", "환불된 주문입니다", "This order was refunded");

    public static final Refused IDEMPOTENCY_KEY_REUSED = Refused.of(
            422,
            "IDEMPOTENCY_KEY_REUSED",
            "같은 Idempotency-Key로 다른 요청을 보낼 수 없습니다",
            "This Idempotency-Key was already used for another request");
    public static final Refused REQUEST_IN_PROGRESS =
            Refused.of(409, "REQUEST_IN_PROGRESS", "같은 요청을 처리하고 있습니다…", "The same request is still being processed…");
    public static final Refused RACE_IN_PROGRESS =
            Refused.of(409, "RACE_IN_PROGRESS", "이미 진행 중인 경주가 있습니다…", "Another race is running…");
    public static final Refused UNAUTHENTICATED =
            Refused.of(401, "UNAUTHENTICATED", "인증이 필요합니다", "Authentication is required…");
    public static final Refused FORBIDDEN = Refused.of(403, "FORBIDDEN", "접근 권한이 없습니다", "You may not do this");
    public static final Refused NOT_THERE =
            Refused.of(404, "NOT_FOUND", "찾으시는 대상이 없습니다", "The requested item does not exist");
    public static final Refused NOT_FOUND =
            Refused.of(404, "NOT_FOUND", "요청하신 주소를 찾을 수 없습니다", "There is nothing at this address");
    public static final Refused HEADERS_TOO_LARGE = Refused.of(
            431, "HEADERS_TOO_LARGE", "요청 헤더가 너무 큽니다…", "The address and headers of the request are too large…");
    public static final Refused PAYLOAD_TOO_LARGE =
            Refused.of(413, "PAYLOAD_TOO_LARGE", "요청 본문이 너무 큽니다…", "The request body is too large…");
    public static final Refused UNSUPPORTED_MEDIA_TYPE = Refused.of(
            415, "UNSUPPORTED_MEDIA_TYPE", "요청 본문은 application/json…", "The request body must be application/json");
    public static final Refused RATE_LIMITED = Refused.of(429, "RATE_LIMITED", "요청이 너무 많습니다…", "Too many requests…");
    public static final Refused INTERNAL = Refused.of(500, "INTERNAL", "서버에 문제가 발생했습니다…", "Something went wrong…");
    public static final Refused OVERLOADED =
            Refused.of(503, "OVERLOADED", "지금은 요청이 많아 처리하지 못했습니다…", "The server is too busy…");
    public static final Refused OUTCOME_UNKNOWN =
            Refused.of(503, "OUTCOME_UNKNOWN", "요청이 처리되었는지 확인하지 못했습니다…", "The request may or may not…");
    public static final Refused STORAGE_FULL =
            Refused.of(503, "STORAGE_FULL", "서버의 저장 공간이 가득 찼습니다…", "The disk of the server is full…");

    public static final Refused REFERENCE_REUSED = Refused.of(
            409,
            "REFERENCE_REUSED",
            "다른 사용자나 금액의 충전에 이미 사용한 참조 번호입니다",
            "This reference was already used for another user or amount");

    private ErrorTable() {}

    /** Names what has the reference. */
    public static Refused referenceTaken(long id) {
        return Refused.of(409, "REFERENCE_TAKEN", "이미 사용 중인 참조 번호입니다", "Something else already has this reference")
                .with("id", (int) id);
    }

    /** Names the product. */
    public static Refused notOnSale(long productId, String name) {
        return Refused.of(409, "PRODUCT_NOT_ON_SALE", "판매하지 않는 상품입니다: " + name, "This product is not on sale: " + name)
                .with("productId", (int) productId);
    }

    public static Refused tooManyPendingOrders(int maximum) {
        return Refused.of(
                        409,
                        "TOO_MANY_PENDING_ORDERS",
                        "결제하지 않은 주문은 " + maximum + "개까지 둘 수 있습니다",
                        "A user may have at most " + maximum + " unpaid orders")
                .with("maximum", maximum);
    }

    public static Refused invalidChargeAmount(String violation) {
        return Refused.of(400, "INVALID_CHARGE_AMOUNT", "충전금액이 잘못 되었습니다", "The …")
                .with("violation", violation);
    }

    public static Refused insufficientPoints(int required, int balance) {
        String korean = "포인트가 부족합니다: 필요한 포인트 %,d, 보유 포인트 %,d".formatted(required, balance);
        String english = "There are not enough points: %,d are needed, the balance is %,d".formatted(required, balance);
        return Refused.of(409, "INSUFFICIENT_POINTS", korean, english)
                .with("required", required)
                .with("balance", balance);
    }

    /** Names the product and what is left. */
    public static Refused outOfStock(long productId, String name, int left) {
        return Refused.of(
                        409,
                        "OUT_OF_STOCK",
                        "재고가 부족합니다: " + name + " (남은 수량 " + left + "개)",
                        "There is not enough of " + name + " in stock: " + left + " left")
                .with("productId", (int) productId)
                .with("stock", left);
    }

    public static Refused invalidOrder(String violation, String korean, String english) {
        return Refused.of(400, "INVALID_ORDER", korean, english).with("violation", violation);
    }

    public static Refused malformed(String field) {
        return Refused.of(400, "MALFORMED_REQUEST", "요청 형식이 올바르지 않습니다: " + field, "The request is malformed: " + field)
                .with("field", field);
    }

    public static Refused methodNotAllowed(String allowed) {
        return Refused.of(
                405, "METHOD_NOT_ALLOWED", "지원하지 않는 메서드입니다…", "This method is not supported here; allowed: " + allowed);
    }
}
