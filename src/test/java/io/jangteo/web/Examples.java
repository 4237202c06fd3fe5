package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.Engines;
import io.jangteo.TestShop;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A valid request for every operation, against a small shop made for them. Each can be sent after all those before it.
 * A name after a comma distinguishes two requests of one operation.
 */
final class Examples {
    private static final String API = "/api/v1";
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final String ADMIN = API + "/admin";
    private static final String RACE = "{\"coupons\":1,\"users\":2,\"concurrency\":1}";

    private final DocumentedDoor door;
    private final Map<String, RawRequest> requests = new LinkedHashMap<>();

    private Examples(DocumentedDoor door) {
        this.door = door;
    }

    /** Fills the shop and returns the requests by operation name. */
    static Map<String, RawRequest> in(TestShop shop, DocumentedDoor door) {
        Examples examples = new Examples(door);
        shop.advance(untilTomorrowMorning());
        examples.fill();
        shop.advance(Duration.ZERO);
        return examples.requests;
    }

    /** Returns those with a body described by the document. */
    static Map<String, RawRequest> withBody(Map<String, RawRequest> examples) {
        Map<String, RawRequest> chosen = new LinkedHashMap<>(examples);
        chosen.values().removeIf(request -> request.body().length == 0);
        return chosen;
    }

    /** The operation's name in the document. */
    static String operation(String name) {
        return name.split(",")[0];
    }

    private void fill() {
        long user = id(admin("/users", "{\"name\":\"김하나\"}"));
        done(admin("/users/" + user + "/points/adjust", "{\"amount\":500000,\"reason\":\"개업\"}"));
        long product = id(admin("/products", "{\"name\":\"사과\",\"price\":3000,\"stock\":1000}"));
        String fixed = "{\"name\":\"할인\",\"discount\":{\"type\":\"FIXED\",\"amount\":500},\"minOrderAmount\":0,"
                + "\"quantity\":10,\"validDays\":30}";
        long coupon = id(admin("/coupons", fixed));
        long other = id(admin("/coupons", fixed));
        String self = "{\"userId\":" + user + "}";
        long issued = id(shopper(user, RawRequest.post(API + "/coupons/" + coupon + "/issue", self)));
        String order = "{\"userId\":" + user + ",\"items\":[{\"productId\":" + product + ",\"quantity\":2}]}";
        long toPay = id(shopper(user, RawRequest.post(API + "/orders", order)));
        long toCancel = id(shopper(user, RawRequest.post(API + "/orders", order)));
        long paid = id(shopper(user, RawRequest.post(API + "/orders", order)));
        done(shopper(user, RawRequest.post(API + "/orders/" + paid + "/payment", self)));
        if (!Engines.isPostgres()) {
            done(admin("/snapshots", "{\"name\":\"kept\"}"));
        }
        long delivery = done(administrator(RawRequest.get(ADMIN + "/deliveries")))
                .json()
                .at("/deliveries/0/id")
                .asLong();

        long race = id(administrator(RawRequest.post(API + "/races", RACE)));

        String items = "\"items\":[{\"productId\":" + product + ",\"quantity\":3}]";
        String withCoupon = "{\"userId\":" + user + "," + items + ",\"issuedCouponId\":" + issued + "}";
        ofShoppers(user, other, withCoupon, self, toPay, toCancel);
        ofAnyone(product, coupon, race);
        ofAdministration(user, product, fixed, paid, delivery);
        ofOffers(user, other, fixed);
        ofTheOffice(user, product, paid);
        ofTestMode();
        if (!Engines.isPostgres()) {
            ofCopies();
        }
        put("resetShop", administrator(RawRequest.of("POST", ADMIN + "/reset")));
    }

    private void ofShoppers(long user, long coupon, String order, String self, long toPay, long toCancel) {
        String users = API + "/users/" + user;
        String orders = API + "/orders/";
        put("getUser", shopper(user, RawRequest.get(users)));
        put("chargePoints", shopper(user, RawRequest.post(users + "/points/charge", "{\"amount\":10000}")));
        put("listPointEntries", shopper(user, RawRequest.get(users + "/points/history?limit=2")));
        put("issueCoupon", shopper(user, RawRequest.post(API + "/coupons/" + coupon + "/issue", self)));
        put("listIssuedCoupons", shopper(user, RawRequest.get(users + "/coupons?status=ISSUED")));
        put("placeOrder", shopper(user, RawRequest.post(API + "/orders", order)));
        put("payOrder", shopper(user, RawRequest.post(orders + toPay + "/payment", self)));
        put("cancelOrder", shopper(user, RawRequest.post(orders + toCancel + "/cancel", self)));
        put("getOrder", shopper(user, RawRequest.get(orders + toPay + "?userId=" + user)));
        put("listOrders", shopper(user, RawRequest.get(users + "/orders?limit=1")));
    }

    private void ofAnyone(long product, long coupon, long race) {
        put("getProduct", RawRequest.get(API + "/products/" + product));
        put("listProducts", RawRequest.get(API + "/products?limit=10"));
        put("popularProducts", RawRequest.get(API + "/products/popular?explain=true"));
        put("listCoupons", RawRequest.get(API + "/coupons?limit=1"));
        put("getCoupon", RawRequest.get(API + "/coupons/" + coupon));
        // The key is required where shoppers need tokens, and harmless elsewhere.
        put("startRace", administrator(RawRequest.post(API + "/races", RACE)));
        put("getRace", administrator(RawRequest.get(API + "/races/" + race)));
        put("isLive", RawRequest.get("/health/live"));
        put("isReady", RawRequest.get("/health/ready"));
    }

    private void ofAdministration(long user, long product, String fixed, long paid, long delivery) {
        put("createUser", admin("/users", "{\"name\":\"이두리\"}"));
        put("listUsers", administrator(RawRequest.get(ADMIN + "/users?sort=-point&limit=1")));
        put(
                "chargePaidPoints",
                admin("/users/" + user + "/points/charge", "{\"amount\":9000,\"reference\":\"pay-1\"}"));
        put("adjustPoints", admin("/users/" + user + "/points/adjust", "{\"amount\":-100,\"reason\":\"정정\"}"));
        put("createProduct", admin("/products", "{\"name\":\"배\",\"price\":4000,\"stock\":50,\"reference\":\"pear\"}"));
        put(
                "changeProduct",
                admin("/products/" + product, "{\"name\":\"햇사과\",\"price\":3500,\"onSale\":true}")
                        .method("PATCH"));
        put("adjustStock", admin("/products/" + product + "/stock", "{\"delta\":-3,\"reason\":\"파손\"}"));
        String yesterday = LocalDate.now(ZONE).toString();
        put("computeRanking", administrator(RawRequest.of("POST", ADMIN + "/ranking/" + yesterday)));
        put("getAttention", administrator(RawRequest.get(ADMIN + "/attention")));
        put("checkBooks", administrator(RawRequest.get(ADMIN + "/books")));
        put(
                "listAllOrders",
                administrator(RawRequest.get(ADMIN + "/orders?status=PAID,PENDING&from=2026-01-01&userId=" + user)));
        put("getOrderTrail", administrator(RawRequest.get(ADMIN + "/orders/" + paid + "/trail")));
        put("listSales", administrator(RawRequest.get(ADMIN + "/sales?days=3")));
        put("listDeliveries", administrator(RawRequest.get(ADMIN + "/deliveries?status=DELIVERED")));
        put("replayDelivery", administrator(RawRequest.of("POST", ADMIN + "/deliveries/" + delivery + "/replay")));
        put("replayDeadDeliveries", admin("/deliveries/replay", "{\"status\":\"DEAD\"}"));
        put("createToken", admin("/tokens", "{\"userId\":" + user + ",\"ttlSeconds\":60}"));
    }

    private void ofOffers(long user, long offer, String fixed) {
        put("createCoupon, fixed", admin("/coupons", fixed));
        put("createCoupon, percent", admin("/coupons", """
            {"name":"잔치","discount":{"type":"PERCENT","percent":10,"maxAmount":3000},"minOrderAmount":10000,
             "quantity":100,"issueFrom":"2026-01-01T00:00:00+09:00","issueUntil":"2126-01-01T00:00:00Z","validDays":7,
             "reference":"feast"}
            """));
        put("listOffers", administrator(RawRequest.get(ADMIN + "/coupons?limit=2")));
        put("changeCoupon", admin("/coupons/" + offer, """
            {"name":"큰 잔치","quantity":20,"issueFrom":"2026-01-01T00:00:00+09:00","issueUntil":"2126-01-01T00:00:00Z"}
            """).method("PATCH"));
        long another = id(admin("/coupons", fixed));
        String self = "{\"userId\":" + user + "}";
        long issued = id(shopper(user, RawRequest.post(API + "/coupons/" + another + "/issue", self)));
        put("listWinners", administrator(RawRequest.get(ADMIN + "/coupons/" + another + "/issued?status=ISSUED")));
        put("revokeCoupon", admin("/issued-coupons/" + issued + "/revoke", "{\"reason\":\"오발급\"}"));
        put("closeCoupon", administrator(RawRequest.of("POST", ADMIN + "/coupons/" + another + "/close")));
    }

    private void ofTheOffice(long user, long product, long paid) {
        put("changeUser", admin("/users/" + user, "{\"name\":\"김둘\"}").method("PATCH"));
        put("getUserDetails", administrator(RawRequest.get(ADMIN + "/users/" + user)));
        put("listAllProducts", administrator(RawRequest.get(ADMIN + "/products?onSale=true&sort=stock&limit=1")));
        put("listAnyPointEntries", administrator(RawRequest.get(ADMIN + "/users/" + user + "/points/history?limit=2")));
        put("getAnyProduct", administrator(RawRequest.get(ADMIN + "/products/" + product)));
        put(
                "listStockMovements",
                administrator(RawRequest.get(ADMIN + "/products/" + product + "/stock-movements?limit=2")));
        put("createKey", admin("/keys", "{\"name\":\"crm\"}"));
        put("listKeys", administrator(RawRequest.get(ADMIN + "/keys")));
        put("revokeKey", administrator(RawRequest.of("POST", ADMIN + "/keys/crm/revoke")));
        put(
                "listAudit",
                administrator(RawRequest.get(ADMIN + "/audit?operation=adjustPoints&from=2026-01-01&limit=2")));
        put("cancelAnyOrder", admin("/orders/" + paid + "/cancel", "{\"reason\":\"품절\"}"));
    }

    private void ofTestMode() {
        put("advanceClock", admin("/clock/advance", "{\"duration\":\"PT1S\"}"));
        put("stopClock", administrator(RawRequest.of("POST", ADMIN + "/clock/stop")));
        put("startClock", administrator(RawRequest.of("POST", ADMIN + "/clock/start")));
        put(
                "addFault",
                admin("/faults", "{\"operation\":\"getRace\",\"kind\":\"DELAY\",\"delayMillis\":1,\"times\":2}"));
        put("listFaults", administrator(RawRequest.get(ADMIN + "/faults")));
        put("listRequests", administrator(RawRequest.get(ADMIN + "/requests?testId=none&limit=2")));
        put("seedShop", admin("/seed", SEED));
        put("clearFaults", administrator(RawRequest.of("POST", ADMIN + "/faults/clear")));
    }

    /** Well formed, though this shop is not empty. */
    private static final String SEED = """
            {"users":[{"name":"김하나","point":50000,"reference":"crm-1"}],
             "products":[{"name":"사과 5kg","price":15900,"stock":30,"reference":"apple","onSale":true}],
             "coupons":[{"name":"첫 장보기","discount":{"type":"FIXED","amount":5000},"minOrderAmount":30000,
                         "quantity":500,"validDays":30,"reference":"first"}],
             "issued":[{"coupon":1,"user":1,"at":"2026-11-26T09:00:00+09:00"}],
             "orders":[{"user":1,"items":[{"product":1,"quantity":2}],"coupon":1,"paid":true,
                        "at":"2026-11-27T10:00:00+09:00"}]}
            """;

    /** Copies of the database are SQLite's. */
    private void ofCopies() {
        put("takeBackup", administrator(RawRequest.of("POST", ADMIN + "/backup")));
        put("listBackups", administrator(RawRequest.get(ADMIN + "/backups")));
        String file = done(administrator(RawRequest.of("POST", ADMIN + "/backup")))
                .json()
                .path("file")
                .asText();
        put("downloadBackup", administrator(RawRequest.get(ADMIN + "/backups/" + file)));
        put("listSnapshots", administrator(RawRequest.get(ADMIN + "/snapshots")));
        put("takeSnapshot", admin("/snapshots", "{\"name\":\"other\"}"));
        put("restoreSnapshot", administrator(RawRequest.of("POST", ADMIN + "/snapshots/kept/restore")));
    }

    /** Keeps a day from ending while a test checks the effects of its requests. */
    private static Duration untilTomorrowMorning() {
        ZonedDateTime now = ZonedDateTime.now(ZONE).truncatedTo(ChronoUnit.SECONDS);
        return Duration.between(now, now.toLocalDate().plusDays(1).atTime(1, 0).atZone(ZONE));
    }

    private void put(String name, RawRequest request) {
        requests.put(name, request);
    }

    private RawRequest shopper(long user, RawRequest request) {
        String token = door.tokenOf(user);
        return token == null ? request : request.bearer(token);
    }

    private static RawRequest admin(String path, String json) {
        return administrator(RawRequest.post(ADMIN + path, json));
    }

    static RawRequest administrator(RawRequest request) {
        return request.bearer(TestShop.ADMIN_KEY);
    }

    private long id(RawRequest request) {
        return done(request).json().path("id").asLong();
    }

    private Response done(RawRequest request) {
        Response reply = door.send(request);
        assertThat(reply.status()).as("%s%n  was answered %s", request, reply).isBetween(200, 201);
        return reply;
    }
}
