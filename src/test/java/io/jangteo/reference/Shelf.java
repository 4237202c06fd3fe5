package io.jangteo.reference;

import static io.jangteo.reference.ExpectedReply.members;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Products, their stocks, and the movements of these. */
final class Shelf {
    private final TreeMap<Long, Item> items = new TreeMap<>();

    static final class Item {
        final long id;
        final List<Movement> movements = new ArrayList<>();
        String name;
        long price;
        long stock;
        boolean onSale = true;

        Item(long id, String name, long price) {
            this.id = id;
            this.name = name;
            this.price = price;
        }

        Map<String, Object> shopProduct() {
            return members("id", id, "name", name, "price", price, "stock", stock);
        }

        Map<String, Object> product() {
            return members("id", id, "name", name, "price", price, "stock", stock, "onSale", onSale, "reference", null);
        }
    }

    record Movement(String kind, long delta, long stockAfter, String reference) {}

    ExpectedReply create(String name, long price, long stock, Told told) {
        Item item = new Item(told.newAmong(items), name, price);
        items.put(item.id, item);
        move(item, "INITIAL", stock, "created");
        return ExpectedReply.created(item.product());
    }

    ExpectedReply get(long id) {
        Item item = require(id);
        if (!item.onSale) {
            throw notFound().as("PRODUCT_NOT_FOUND/off sale").thrown();
        }
        return ExpectedReply.ok(item.shopProduct());
    }

    ExpectedReply getAny(long id) {
        return ExpectedReply.ok(require(id).product());
    }

    ExpectedReply list(int limit) {
        List<Item> onSale = all().stream().filter(item -> item.onSale).toList();
        return ExpectedReply.ok(Listing.of("products", onSale, Item::shopProduct, limit));
    }

    ExpectedReply listAll(int limit) {
        return ExpectedReply.ok(Listing.of("products", all(), Item::product, limit));
    }

    /** Changes what is not null. */
    ExpectedReply patch(long id, String name, Long price, Boolean onSale) {
        Item item = require(id);
        item.onSale = onSale == null ? item.onSale : onSale;
        item.name = name == null ? item.name : name;
        item.price = price == null ? item.price : price;
        return ExpectedReply.ok(item.product());
    }

    ExpectedReply adjust(long id, long delta, String reason) {
        Item item = require(id);
        requireStock(item, -delta);
        move(item, "ADJUST", delta, reason);
        return ExpectedReply.ok(item.product());
    }

    Item require(long id) {
        Item item = items.get(id);
        if (item == null) {
            throw notFound().thrown();
        }
        return item;
    }

    void requireOnSale(Item item) {
        if (!item.onSale) {
            throw ExpectedReply.refused(409, "PRODUCT_NOT_ON_SALE", "productId", item.id)
                    .thrown();
        }
    }

    private static ExpectedReply notFound() {
        return ExpectedReply.refused(404, "PRODUCT_NOT_FOUND");
    }

    void requireStock(Item item, long quantity) {
        if (item.stock < quantity) {
            throw ExpectedReply.refused(409, "OUT_OF_STOCK", "productId", item.id, "stock", item.stock)
                    .thrown();
        }
    }

    void move(Item item, String kind, long delta, String reference) {
        item.stock += delta;
        item.movements.add(new Movement(kind, delta, item.stock, reference));
    }

    List<Item> all() {
        return new ArrayList<>(items.values());
    }
}
