package io.jangteo.seed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.jangteo.coupon.Discount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a seed file entry by entry and collects all faults, each with its place, instead of ending at the first one;
 * they are told when the file is loaded, with those that only the shop's settings and its clock show.
 */
final class SeedReader extends JsonDeserializer<Seed> {
    private static final long BILLION = 1_000_000_000L;
    /** As {@code --balance-max} allows. */
    private static final long POINT_MAX = 1_000_000_000_000L;

    @Override
    public Seed deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw JsonMappingException.from(parser, "an object is expected");
        }
        SeedFaults faults = new SeedFaults();
        List<SeedUser> users = new ArrayList<>();
        List<SeedProduct> products = new ArrayList<>();
        List<SeedCoupon> coupons = new ArrayList<>();
        List<SeedIssue> issued = new ArrayList<>();
        List<SeedOrder> orders = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String list = parser.currentName();
            parser.nextToken();
            switch (list) {
                case "users" -> read(parser, context, list, faults, users, SeedReader::user);
                case "products" -> read(parser, context, list, faults, products, SeedReader::product);
                case "coupons" -> read(parser, context, list, faults, coupons, entry -> coupon(entry, context));
                case "issued" -> read(parser, context, list, faults, issued, SeedReader::issue);
                case "orders" -> read(parser, context, list, faults, orders, SeedReader::order);
                default -> {
                    faults.add(list, "expected one of users, products, coupons, issued and orders");
                    parser.skipChildren();
                }
            }
        }
        return new Seed(users, products, coupons, issued, orders, faults);
    }

    private interface EntryReader<T> {
        T read(SeedEntry entry) throws IOException;
    }

    private static <T> void read(
            JsonParser parser,
            DeserializationContext context,
            String list,
            SeedFaults faults,
            List<T> entries,
            EntryReader<T> reader)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                faults.add(list, "expected a list");
            }
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            SeedEntry entry = new SeedEntry(list + "[" + entries.size() + "]", context.readTree(parser), faults);
            entries.add(reader.read(entry));
            entry.end();
        }
    }

    private static SeedUser user(SeedEntry entry) {
        return new SeedUser(entry.text("name"), entry.optionalWhole("point", 0, POINT_MAX), entry.reference());
    }

    private static SeedProduct product(SeedEntry entry) {
        return new SeedProduct(
                entry.text("name"),
                entry.whole("price", 0, BILLION),
                entry.whole("stock", 0, BILLION),
                entry.reference(),
                entry.optionalFlag("onSale"));
    }

    private static SeedCoupon coupon(SeedEntry entry, DeserializationContext context) throws IOException {
        return new SeedCoupon(
                entry.text("name"),
                entry.value("discount", Discount.class, new Discount.Fixed(1L), context),
                entry.whole("minOrderAmount", 0, POINT_MAX),
                entry.whole("quantity", 1, BILLION),
                entry.optionalMoment("issueFrom"),
                entry.optionalMoment("issueUntil"),
                entry.whole("validDays", 1, 3650),
                entry.reference(),
                entry.optionalMoment("closedAt"));
    }

    private static SeedIssue issue(SeedEntry entry) {
        return new SeedIssue(
                entry.name("coupon"),
                entry.name("user"),
                entry.optionalMoment("at"),
                entry.optionalMoment("revokedAt"),
                entry.optionalText("revokeReason"));
    }

    private static SeedOrder order(SeedEntry entry) {
        return new SeedOrder(
                entry.name("user"),
                entry.list("items", SeedReader::item),
                entry.optionalName("coupon"),
                entry.optionalFlag("paid"),
                entry.optionalMoment("at"),
                entry.optionalMoment("paidAt"));
    }

    private static SeedOrder.SeedItem item(SeedEntry entry) {
        return new SeedOrder.SeedItem(
                entry.name("product"),
                entry.whole("quantity", 1, BILLION),
                entry.optionalWhole("unitPrice", 0, BILLION),
                entry.optionalText("name"));
    }
}
