package io.jangteo.reference;

import static io.jangteo.reference.ModelCall.json;

import java.util.ArrayList;
import java.util.List;

/** Products and their stocks, by the administrator. */
final class ProductVerbs {
    private static final int PRODUCTS_MAX = 8;

    private static final String[] NO_PRODUCTS = {
        "{'name':'','price':1,'stock':1}",
        "{'price':1,'stock':1}",
        "{'name':'귤','stock':1}",
        "{'name':'귤','price':-1,'stock':1}",
        "{'name':'귤','price':1.5,'stock':1}",
        "{'name':'귤','price':1,'stock':-1}",
        "{'name':'귤','price':1,'stock':'1'}",
        "{'name':7,'price':1,'stock':1}"
    };

    private static final String[] NO_CHANGES = {
        "{'price':-1}", "{'price':'1'}", "{'name':''}", "{'stock':5}", "{'price':null}", "{'onSale':'false'}"
    };

    private static final String[] NO_MOVEMENTS = {
        "{'delta':0,'reason':'시험'}", "{'delta':1.5,'reason':'시험'}", "{'delta':5}", "{'reason':'시험'}"
    };

    private final Picks picks;
    private final Dice dice;

    ProductVerbs(Picks picks) {
        this.picks = picks;
        this.dice = picks.dice;
    }

    Step create() {
        if (dice.chance(20)) {
            return Step.malformed("create product", ModelCall.admin("POST", "/products", json(dice.of(NO_PRODUCTS))));
        }
        return picks.shop.shelf.all().size() < PRODUCTS_MAX ? createOne() : patch();
    }

    Step createOne() {
        String name = name();
        long price = price();
        long stock = dice.of(dice.between(0, 6), dice.between(5, 40), dice.between(5, 40), 2_500L);
        return new Step(
                "create product",
                ModelCall.admin("POST", "/products", json("{'name':'%s','price':%d,'stock':%d}", name, price, stock)),
                (shop, told) -> shop.shelf.create(name, price, stock, told));
    }

    Step patch() {
        long id = picks.product();
        String path = "/products/" + id;
        if (dice.chance(15)) {
            return Step.malformed("change product", ModelCall.admin("PATCH", path, json(dice.of(NO_CHANGES))));
        }
        String name = dice.chance(50) ? name() : null;
        Long price = dice.chance(60) ? price() : null;
        // Most are on sale again soon.
        Boolean onSale = dice.chance(40) ? dice.chance(70) : null;
        List<String> members = new ArrayList<>();
        if (name != null) {
            members.add(json("'name':'%s'", name));
        }
        if (price != null) {
            members.add(json("'price':%d", price));
        }
        if (onSale != null) {
            members.add(json("'onSale':%b", onSale));
        }
        String body = "{" + String.join(",", members) + "}";
        return new Step(
                "change product",
                ModelCall.admin("PATCH", path, body),
                (shop, told) -> shop.shelf.patch(id, name, price, onSale));
    }

    Step stock() {
        boolean known = dice.chance(95);
        Shelf.Item item = picks.item();
        String path = "/products/" + (known ? item.id : Picks.NOBODY) + "/stock";
        if (dice.chance(15)) {
            return Step.malformed("adjust stock", ModelCall.admin("POST", path, json(dice.of(NO_MOVEMENTS))));
        }
        long delta =
                dice.of(dice.between(1, 20), -dice.between(1, 5), item.stock == 0 ? 3 : -item.stock, -item.stock - 1);
        return new Step(
                "adjust stock",
                ModelCall.admin("POST", path, json("{'delta':%d,'reason':'입고'}", delta)),
                (shop, told) -> shop.shelf.adjust(known ? item.id : Picks.NOBODY, delta, "입고"));
    }

    private String name() {
        return dice.of("사과", "배", "감 1kg", "Süßkartoffel", "🍊", "x".repeat(100));
    }

    private long price() {
        return dice.chance(5) ? 0 : dice.of(1L, 333L, 1_999L, 12_345L, 48_000L, dice.between(1, 30_000));
    }
}
