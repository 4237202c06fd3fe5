package io.jangteo;

import static io.jangteo.ErrorTable.malformed;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jangteo.wire.ApiCall;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A search finds what a look at each name would find, in every list, order and page, whatever finds it. */
@BothEngines
class SearchTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    private static final long SEED = 20261130;
    private static final int NAMES = 60;
    private static final int SEARCHES = 120;

    /** More than are sorted once they are found. */
    private static final int CROWD = 5_100;

    /** Syllables and their letters, capitals of several scripts, what patterns and quotes are made of, pairs of halves. */
    private static final List<String> CHARACTERS = List.of(
            "가",
            "나",
            "하",
            "한",
            "\u1112",
            "\u1161",
            "\u11ab",
            "a",
            "A",
            "b",
            "B",
            "I",
            "i",
            "\u0130",
            "\u0131",
            "k",
            "\u212a",
            "s",
            "\u017f",
            "\u00df",
            "\u00e9",
            "\u00c9",
            "e",
            "\u0301",
            "\u03a3",
            "\u03c2",
            "\uff21",
            "\uff41",
            "%",
            "_",
            "!",
            "\\",
            "'",
            "\"",
            "*",
            "^",
            "-",
            ":",
            "(",
            " ",
            " ",
            "1",
            "2",
            "0",
            "\ud83c\udf4e",
            "\u200d",
            "\ud83d\udc69",
            "\ufe0f");

    private static final Comparator<Thing> BY_ID = Comparator.comparingLong(Thing::id);
    private static final Comparator<Thing> BY_NAME = Comparator.comparing(
                    (Thing thing) -> thing.name().codePoints().toArray(), Arrays::compare)
            .thenComparing(BY_ID);
    private static final Comparator<Thing> BY_POINTS =
            Comparator.comparingLong(Thing::number).thenComparing(BY_ID).reversed();

    private record Thing(long id, String name, long number, boolean onSale) {
        Thing {
            name = composed(name);
        }
    }

    private record Sale(long id, Thing user) {}

    private final Random random = new Random(SEED);
    private final List<Thing> users = new ArrayList<>();
    private final List<Thing> products = new ArrayList<>();
    private final List<Sale> orders = new ArrayList<>();

    @BeforeEach
    void fill() {
        for (int i = 0; i < NAMES; i++) {
            String first = name();
            String name = name();
            long points = random.nextInt(4) * 10L;
            long user = SHOP.user(first, points);
            json(SHOP.admin(Map.of("name", name)).patch("/admin/users/" + user), 200);
            users.add(new Thing(user, name, points, true));
            boolean onSale = random.nextInt(4) > 0;
            long product = SHOP.product(first, 1, 50 + random.nextInt(4));
            json(SHOP.admin(Map.of("name", name, "onSale", onSale)).patch("/admin/products/" + product), 200);
            products.add(new Thing(product, name, 0, onSale));
        }
        long goods = SHOP.product("상품", 1, 10_000);
        products.add(new Thing(goods, "상품", 0, true));
        for (int i = 0; i < NAMES; i++) {
            Thing user = users.get(random.nextInt(users.size()));
            orders.add(new Sale(SHOP.order(user.id(), goods, 1), user));
        }
    }

    @Test
    @Tag("slow")
    void it_finds_what_a_look_at_each_name_finds() {
        int found = 0;
        for (int i = 0; i < SEARCHES; i++) {
            String query = query();
            Predicate<Thing> sought = thing -> contains(thing.name(), query) || isId(query, thing.id());
            found += search("/admin/users", "users", query, users, sought, BY_ID);
            search("/admin/users?sort=name", "users", query, users, sought, BY_NAME);
            search("/admin/users?sort=-point", "users", query, users, sought, BY_POINTS);
            search("/admin/products", "products", query, products, sought, BY_ID);
            search("/admin/products?sort=name", "products", query, products, sought, BY_NAME);
            search(
                    "/admin/products?onSale=false",
                    "products",
                    query,
                    products,
                    sought.and(thing -> !thing.onSale()),
                    BY_ID);
            search(
                    "/products",
                    "products",
                    query,
                    products,
                    thing -> thing.onSale() && contains(thing.name(), query),
                    BY_ID);
            searchOrders(query);
        }
        assertThat(found).isGreaterThan(SEARCHES);
    }

    @Test
    @Tag("slow")
    void what_thousands_have_is_found_like_what_few_have() {
        SHOP.database().run(tx -> {
            String numbers = Engines.isPostgres()
                    ? "SELECT n FROM generate_series(1, " + CROWD + ") AS n"
                    : "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < " + CROWD + ")"
                            + " SELECT n FROM c";
            tx.handle()
                    .execute(
                            "INSERT INTO shop_user (name, point_max, created_at) SELECT '단골손님 ' || n, 1000000, 0 FROM ("
                                    + numbers + ") AS many");
        });
        long first = users.get(users.size() - 1).id();
        for (long n = 1; n <= CROWD; n++) {
            users.add(new Thing(first + n, "단골손님 " + n, 0, true));
        }
        long goods = products.get(products.size() - 1).id();
        for (int n : List.of(7, 70, 5_000, 17)) {
            orders.add(new Sale(SHOP.order(first + n, goods, 1), users.get(users.size() - 1 - CROWD + n)));
        }
        for (String query : List.of("단", "단골", "단골손", "단골손님", "골손님 7")) {
            Predicate<Thing> sought = thing -> contains(thing.name(), query);
            search("/admin/users?limit=100", "users", query, users, sought, BY_ID);
            search("/admin/users?limit=100&sort=name", "users", query, users, sought, BY_NAME);
            searchOrders(query);
        }
    }

    @Test
    void a_search_has_one_to_a_hundred_printable_characters_and_is_nothing_if_it_is_empty() {
        for (String list : List.of("/admin/users", "/admin/products", "/admin/orders", "/products")) {
            assertThat(json(SHOP.request(list).get(list + "?query="), 200))
                    .isEqualTo(json(SHOP.request(list).get(list), 200));
            json(
                    SHOP.request(list)
                            .queryParam("query", "\ud83c\udf4e".repeat(100))
                            .get(list),
                    200);
            for (String wrong : List.of("가".repeat(101), "a\0b", "a\nb")) {
                malformed("query")
                        .to(
                                SHOP,
                                list,
                                request -> request.queryParam("query", wrong).get(list));
            }
        }
    }

    @Test
    void a_cursor_belongs_to_its_search() {
        JsonNode page = json(SHOP.admin().get("/admin/users?query=1&limit=1"), 200);
        String cursor = page.path("nextCursor").textValue();
        assertThat(cursor).isNotNull();
        malformed("cursor")
                .to(
                        SHOP,
                        "/admin/users",
                        request -> request.queryParam("cursor", cursor).get("/admin/users?query=2"));
    }

    @Test
    void what_was_reset_is_found_no_more_and_what_came_then_is() {
        SHOP.user("홍길동이", 0);
        json(SHOP.admin().post("/admin/reset"), 200);
        assertThat(json(SHOP.admin().queryParam("query", "홍길동").get("/admin/users"), 200)
                        .path("users"))
                .isEmpty();
        long later = SHOP.user("홍길동이", 0);
        assertThat(ids("/admin/users", "users", "홍길동")).containsExactly(later);
    }

    private void searchOrders(String query) {
        Predicate<Sale> sought = order -> contains(order.user().name(), query) || isId(query, order.id());
        Comparator<Sale> newest = Comparator.comparingLong(Sale::id).reversed();
        List<Long> expected =
                orders.stream().filter(sought).sorted(newest).map(Sale::id).toList();
        assertThat(ids("/admin/orders", "orders", query)).as(query).isEqualTo(expected);
        String today = "from=2000-01-01&to=2999-01-01&status=PENDING";
        assertThat(ids("/admin/orders?" + today, "orders", query)).as(query).isEqualTo(expected);
        assertThat(ids("/admin/orders?status=PAID", "orders", query)).isEmpty();
        Thing user = orders.get(random.nextInt(orders.size())).user();
        assertThat(ids("/admin/orders?userId=" + user.id(), "orders", query))
                .as(query)
                .isEqualTo(orders.stream()
                        .filter(sought.and(order -> order.user() == user))
                        .sorted(newest)
                        .map(Sale::id)
                        .toList());
    }

    /** Checks a list, and returns how many it found. */
    private static int search(
            String path, String name, String query, List<Thing> all, Predicate<Thing> sought, Comparator<Thing> order) {
        List<Long> expected =
                all.stream().filter(sought).sorted(order).map(Thing::id).toList();
        assertThat(ids(path, name, query)).as(path + " with " + query).isEqualTo(expected);
        return expected.size();
    }

    private static List<Long> ids(String path, String name, String query) {
        List<Long> ids = new ArrayList<>();
        String cursor = null;
        int total = -1;
        do {
            ApiCall request = SHOP.request(path).queryParam("query", query);
            if (!path.contains("limit=")) {
                request = request.queryParam("limit", 7);
            }
            if (path.startsWith("/admin/")) {
                request = request.queryParam("details", true);
            }
            JsonNode page = json((cursor == null ? request : request.queryParam("cursor", cursor)).get(path), 200);
            page.path(name).forEach(item -> ids.add(item.path("id").longValue()));
            total = page.path("total").isNumber() ? page.path("total").intValue() : total;
            cursor = page.path("nextCursor").textValue();
        } while (cursor != null);
        assertThat(total).isIn(-1, ids.size());
        return ids;
    }

    /** Compares character by character: those of A to Z without their case. */
    private static boolean contains(String name, String part) {
        int[] there = plain(name);
        int[] sought = plain(part);
        for (int start = 0; start + sought.length <= there.length; start++) {
            if (Arrays.equals(there, start, start + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static int[] plain(String text) {
        return composed(text)
                .codePoints()
                .map(each -> each >= 'A' && each <= 'Z' ? each + 'a' - 'A' : each)
                .toArray();
    }

    private static boolean isId(String query, long id) {
        return query.chars().allMatch(digit -> digit >= '0' && digit <= '9') && Long.parseLong(query) == id;
    }

    /** A part of a name, in other cases or decomposed, or anything else, of one to five characters. */
    private String query() {
        int length = 1 + random.nextInt(5);
        String name = users.get(random.nextInt(users.size())).name();
        int[] characters = name.codePoints().toArray();
        if (random.nextInt(5) == 0) {
            return Long.toString(1 + random.nextInt(2 * NAMES));
        }
        if (random.nextInt(5) == 0 || characters.length < length) {
            return text(length);
        }
        int start = random.nextInt(characters.length - length + 1);
        String part = new String(characters, start, length);
        return switch (random.nextInt(3)) {
            case 0 -> part;
            case 1 -> asciiSwapped(part);
            default -> Normalizer.normalize(part, Normalizer.Form.NFD);
        };
    }

    private static String asciiSwapped(String text) {
        return text.codePoints()
                .map(each -> (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z') ? each ^ 32 : each)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String name() {
        String name;
        do {
            name = text(1 + random.nextInt(9));
        } while (!name.equals(name.strip()) || name.isEmpty());
        return name;
    }

    private String text(int length) {
        return random.ints(length, 0, CHARACTERS.size())
                .mapToObj(CHARACTERS::get)
                .collect(Collectors.joining());
    }
}
