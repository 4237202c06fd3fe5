package io.jangteo.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.jar.ShopClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the shop holds of one user: the entries in their order, the orders and the coupons by id. */
final class Account {
    private final List<String> entries = new ArrayList<>();
    private final Map<Long, String> orders = new TreeMap<>();
    private final Map<Long, String> coupons = new TreeMap<>();
    private long points;

    /** Reads the account as the shop shows it. */
    static Account read(ShopClient shop, long userId) {
        String user = "/api/v1/users/" + userId;
        Account account = new Account();
        account.points = shop.get(user).require(200).number("point");
        for (JsonNode entry : shop.listAll(user + "/points/history", "entries")) {
            account.entries.add(entry(
                    entry.get("kind").asText(),
                    entry.get("amount").asLong(),
                    entry.get("reference").asText(),
                    entry.get("balanceAfter").asLong()));
        }
        Collections.reverse(account.entries);
        for (JsonNode order : shop.listAll(user + "/orders", "orders")) {
            account.orders.put(order.get("id").asLong(), order.get("status").asText());
        }
        for (JsonNode coupon : shop.listAll(user + "/coupons", "coupons")) {
            account.coupons.put(coupon.get("id").asLong(), coupon.get("status").asText());
        }
        return account;
    }

    /** The account after these acknowledged calls, in this order. */
    static Account after(List<Sent> acknowledged) {
        Account account = new Account();
        acknowledged.forEach(account::apply);
        return account;
    }

    private void apply(Sent sent) {
        JsonNode reply = sent.json();
        long id = reply.get("id").asLong();
        switch (sent.errand()) {
            case CHARGE -> enter("CHARGE", sent.amount(), "null");
            case ISSUE -> coupons.put(id, "ISSUED");
            case ORDER -> orders.put(id, "PENDING");
            case PAY -> {
                orders.put(id, "PAID");
                enter("SPEND", -reply.get("totalAmount").asLong(), "order:" + id);
                couponBecomes(reply, "USED");
            }
            case CANCEL -> orders.put(id, "CANCELLED");
            case REFUND -> {
                orders.put(id, "REFUNDED");
                enter("REFUND", reply.get("totalAmount").asLong(), "order:" + id);
                couponBecomes(reply, "ISSUED");
            }
        }
    }

    private void enter(String kind, long amount, String reference) {
        points += amount;
        entries.add(entry(kind, amount, reference, points));
    }

    private void couponBecomes(JsonNode order, String status) {
        if (!order.get("issuedCouponId").isNull()) {
            coupons.put(order.get("issuedCouponId").asLong(), status);
        }
    }

    private static String entry(String kind, long amount, String reference, long balanceAfter) {
        return kind + " " + amount + " for " + reference + " = " + balanceAfter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Account that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return points + " points " + entries + " orders " + orders + " coupons " + coupons;
    }
}
