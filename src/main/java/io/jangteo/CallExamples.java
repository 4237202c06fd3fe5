package io.jangteo;

import static io.jangteo.web.CallExample.NONE;
import static io.jangteo.web.CallExample.body;

import io.jangteo.web.CallExample;
import java.util.HashMap;
import java.util.Map;

/**
 * The examples of the OpenAPI document by operation name: each works unchanged in a fresh demo shop. A call that is not
 * listed needs only ids, and 1 will do. Order 76, of user 2, is the one that the demo shop leaves unpaid, and issued
 * coupon 7 waits for an order.
 */
final class CallExamples {
    private static final String ID = "id";
    private static final String UNPAID = "76";
    private static final String UNUSED = "7";

    private CallExamples() {}

    static Map<String, CallExample> all() {
        Map<String, CallExample> examples = new HashMap<>();
        ofShoppers(examples);
        ofAdministration(examples);
        ofTestMode(examples);
        return examples;
    }

    private static void ofShoppers(Map<String, CallExample> examples) {
        CallExample buyer = body("{\"userId\":2}");
        examples.put("chargePoints", body("{\"amount\":10000}"));
        examples.put("issueCoupon", body("{\"userId\":1}").with("couponId", "3"));
        examples.put("placeOrder", body("{\"userId\":1,\"items\":[{\"productId\":6,\"quantity\":2}]}"));
        examples.put("getOrder", NONE.with("orderId", UNPAID).with("userId", "2"));
        examples.put("payOrder", buyer.with("orderId", UNPAID));
        examples.put("cancelOrder", buyer.with("orderId", UNPAID));
        examples.put("startRace", body("{\"coupons\":10,\"users\":100,\"concurrency\":10}"));
        examples.put("getRace", NONE.after("startRace"));
    }

    private static void ofAdministration(Map<String, CallExample> examples) {
        examples.put("createUser", body("{\"name\":\"이두리\",\"reference\":\"crm-2\"}"));
        examples.put("changeUser", body("{\"name\":\"김하나\"}"));
        examples.put("listUsers", NONE.with("query", "김").with("sort", "-point").with("limit", "3"));
        examples.put("createToken", body("{\"userId\":1,\"ttlSeconds\":3600}"));
        examples.put("chargePaidPoints", body("{\"amount\":10000,\"reference\":\"pay-20261129-1\"}"));
        examples.put("adjustPoints", body("{\"amount\":-100,\"reason\":\"정정\"}"));
        examples.put(
                "createProduct",
                body("{\"name\":\"제주 한라봉 3kg\",\"price\":24000,\"stock\":20,\"reference\":\"hallabong\"}"));
        examples.put("listAllProducts", NONE.with("onSale", "true").with("sort", "stock"));
        examples.put("changeProduct", body("{\"price\":16900,\"onSale\":true}"));
        examples.put("adjustStock", body("{\"delta\":-3,\"reason\":\"파손\"}"));
        examples.put("createCoupon", NONE.orBody("fixed", """
                {"name":"3,000원 할인","discount":{"type":"FIXED","amount":3000},"minOrderAmount":20000,
                 "quantity":100,"validDays":14,"reference":"autumn-2026"}
                """).orBody("percent", """
                {"name":"반값","discount":{"type":"PERCENT","percent":50,"maxAmount":15000},"minOrderAmount":0,
                 "quantity":20,"issueFrom":"2026-11-22T10:00:00+09:00","validDays":7}
                """));
        examples.put("changeCoupon", body("{\"quantity\":600,\"issueUntil\":null}"));
        examples.put("listWinners", NONE.with("status", "USED"));
        examples.put("revokeCoupon", body("{\"reason\":\"오발급\"}").with(ID, UNUSED));
        examples.put("createKey", body("{\"name\":\"crm\"}"));
        examples.put("revokeKey", NONE.with("name", "crm").after("createKey"));
        // Named after the moment of that one, which its reply says.
        examples.put(
                "downloadBackup",
                NONE.with("file", "jangteo-20261122T030000.000Z.db").after("takeBackup"));
        examples.put("listAudit", NONE.with("operation", "adjustPoints"));
        examples.put("computeRanking", NONE.with("date", "2026-11-20"));
        examples.put("getOrderTrail", NONE.with(ID, UNPAID));
        examples.put("cancelAnyOrder", body("{\"reason\":\"품절\"}"));
        examples.put("replayDeadDeliveries", body("{\"status\":\"DEAD\"}"));
        examples.put("listAllOrders", NONE.with("status", "PAID").with("from", "2026-11-01"));
    }

    private static void ofTestMode(Map<String, CallExample> examples) {
        examples.put("advanceClock", body("{\"duration\":\"PT24H\"}"));
        examples.put("takeSnapshot", body("{\"name\":\"before\"}"));
        examples.put("restoreSnapshot", NONE.with("name", "before").after("takeSnapshot"));
        examples.put("seedShop", body("""
                {"users":[{"name":"김하나","point":50000,"reference":"crm-1"}],
                 "products":[{"name":"사과 5kg","price":15900,"stock":30,"reference":"apple"}],
                 "orders":[{"user":"crm-1","items":[{"product":"apple","quantity":2}],"paid":true}]}
                """));
        examples.put(
                "addFault", body("{\"operation\":\"payOrder\",\"kind\":\"DELAY\",\"delayMillis\":500,\"times\":1}"));
    }
}
