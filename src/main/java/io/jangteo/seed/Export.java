package io.jangteo.seed;

import io.jangteo.database.Database;
import io.jangteo.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes a shop as a seed file, one entry a line, in parts, so that a shop of any size takes little memory. Orders that
 * were cancelled or refunded or have expired are left out, and so are keys, tokens, messages, charges and reasons.
 */
public final class Export {
    private static final int PART = 1_000;

    private final Database database;
    private final Json json;
    private final OutputStream file;
    private final Places users = new Places();
    private final Places products = new Places();
    private final Places coupons = new Places();
    private boolean hasList;
    private boolean hasEntry;

    /** @param database of which every read sees the same snapshot */
    private Export(Database database, Json json, OutputStream file) {
        this.database = database;
        this.json = json;
        this.file = file;
    }

    /**
     * Writes a whole shop.
     *
     * @param database of which every read sees the same snapshot
     */
    public static void write(Database database, Json json, OutputStream file) throws IOException {
        new Export(database, json, file).write();
    }

    private void write() throws IOException {
        text("{");
        rows("users", users, after -> database.read(handle -> ExportSql.users(handle, after, PART)));
        rows("products", products, after -> database.read(handle -> ExportSql.products(handle, after, PART)));
        rows("coupons", coupons, after -> database.read(handle -> ExportSql.coupons(handle, after, PART)));
        begin("issued");
        this.<ExportSql.Issued>parts(
                last -> database.read(handle -> ExportSql.issued(
                        handle, last == null ? 0 : last.couponId(), last == null ? 0 : last.rank(), PART)),
                this::issue);
        end();
        begin("orders");
        this.<ExportSql.Order>parts(
                last -> database.read(handle -> ExportSql.orders(
                        handle, last == null ? Instant.EPOCH : last.at(), last == null ? 0 : last.id(), PART)),
                this::order);
        end();
        text("\n}\n");
        file.flush();
    }

    private <T> void rows(String list, Places places, Function<Long, List<ExportSql.Row<T>>> reader)
            throws IOException {
        ToLongFunction<ExportSql.@Nullable Row<T>> id = last -> last == null ? 0 : last.id();
        begin(list);
        this.<ExportSql.Row<T>>parts(last -> reader.apply(id.applyAsLong(last)), row -> {
            places.add(row.id());
            return row.entry();
        });
        end();
    }

    /** @param reader returns the rows after the one it gets; the first ones for null */
    private <R> void parts(Function<@Nullable R, List<R>> reader, Function<R, Object> entry) throws IOException {
        R last = null;
        List<R> part;
        do {
            part = reader.apply(last);
            for (R row : part) {
                entry(entry.apply(row));
                last = row;
            }
        } while (part.size() == PART);
    }

    private SeedIssue issue(ExportSql.Issued issued) {
        return new SeedIssue(
                name(issued.coupon(), coupons),
                name(issued.user(), users),
                issued.at(),
                issued.revokedAt(),
                issued.revokeReason());
    }

    private SeedOrder order(ExportSql.Order order) {
        List<SeedOrder.SeedItem> items = order.lines().stream()
                .map(line -> new SeedOrder.SeedItem(
                        name(line.product(), products),
                        line.quantity(),
                        line.unitPrice() == line.priceNow() ? null : line.unitPrice(),
                        line.name().equals(line.nameNow()) ? null : line.name()))
                .toList();
        Instant paidAt = order.paidAt();
        return new SeedOrder(
                name(order.user(), users),
                items,
                order.coupon() == null ? null : name(order.coupon(), coupons),
                paidAt != null,
                order.at(),
                order.at().equals(paidAt) ? null : paidAt);
    }

    private static Object name(ExportSql.Name name, Places places) {
        return name.reference() == null ? (Object) places.of(name.id()) : name.reference();
    }

    private void begin(String list) throws IOException {
        text((hasList ? ",\n" : "\n") + "  \"" + list + "\": [");
        hasList = true;
        hasEntry = false;
    }

    private void entry(Object entry) throws IOException {
        text(hasEntry ? ",\n    " : "\n    ");
        file.write(json.write(entry));
        hasEntry = true;
    }

    private void end() throws IOException {
        text("]");
    }

    private void text(String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
