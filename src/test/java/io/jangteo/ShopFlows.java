package io.jangteo;

import io.jangteo.administration.Audit;
import io.jangteo.administration.MadeKey;
import io.jangteo.administration.NamedKeys;
import io.jangteo.attention.Notices;
import io.jangteo.books.Books;
import io.jangteo.books.BooksRuns;
import io.jangteo.coupon.CouponChange;
import io.jangteo.coupon.CouponStatus;
import io.jangteo.coupon.Coupons;
import io.jangteo.coupon.Discount;
import io.jangteo.coupon.Issue;
import io.jangteo.coupon.IssuedCoupon;
import io.jangteo.coupon.NewCoupon;
import io.jangteo.coupon.Offers;
import io.jangteo.database.AsOf;
import io.jangteo.database.Batch;
import io.jangteo.database.Database;
import io.jangteo.database.Engine;
import io.jangteo.database.Outcome;
import io.jangteo.database.Page;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.dataplatform.BackOff;
import io.jangteo.dataplatform.Deliveries;
import io.jangteo.dataplatform.Delivery;
import io.jangteo.dataplatform.DeliveryStatus;
import io.jangteo.dataplatform.DueMessages;
import io.jangteo.dataplatform.EventPage;
import io.jangteo.dataplatform.EventPruning;
import io.jangteo.dataplatform.EventType;
import io.jangteo.dataplatform.Events;
import io.jangteo.dataplatform.Message;
import io.jangteo.dataplatform.Outbox;
import io.jangteo.dataplatform.Receipt;
import io.jangteo.dataplatform.Relay;
import io.jangteo.dataplatform.Sink;
import io.jangteo.idempotency.Answer;
import io.jangteo.idempotency.Idempotency;
import io.jangteo.idempotency.KeyPruning;
import io.jangteo.idempotency.KeyedBatch;
import io.jangteo.idempotency.KeyedRequest;
import io.jangteo.idempotency.Reply;
import io.jangteo.json.Json;
import io.jangteo.order.Customers;
import io.jangteo.order.NewOrder;
import io.jangteo.order.Order;
import io.jangteo.order.OrderExpiry;
import io.jangteo.order.OrderFilter;
import io.jangteo.order.OrderLimits;
import io.jangteo.order.OrderList;
import io.jangteo.order.OrderStatus;
import io.jangteo.order.Orders;
import io.jangteo.order.Payment;
import io.jangteo.order.Trails;
import io.jangteo.point.Charge;
import io.jangteo.point.PointLimits;
import io.jangteo.point.Points;
import io.jangteo.problem.Problem;
import io.jangteo.product.NewProduct;
import io.jangteo.product.ProductChange;
import io.jangteo.product.ProductSort;
import io.jangteo.product.Products;
import io.jangteo.ranking.DailySales;
import io.jangteo.ranking.Ranking;
import io.jangteo.ranking.SalesReports;
import io.jangteo.schedule.BusinessDays;
import io.jangteo.user.NewUser;
import io.jangteo.user.UserChange;
import io.jangteo.user.UserSort;
import io.jangteo.user.Users;
import io.jangteo.web.Change;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that the shop asks of its database, but for its books, for starts and for test mode: played once, by one thread, on
 * rows of its own, one by one and as batches of two.
 */
final class ShopFlows {
    static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant DAY_BEFORE = YESTERDAY.minus(Duration.ofDays(1));
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(30);
    private static final List<AsOf> NOW_AND_THEN = List.of(AsOf.NOW, new AsOf(YESTERDAY));

    /** Nothing, a short part, one that an index finds, and one that many have. */
    private static final List<Search> SEARCHES = List.of(
            Search.ALL,
            Search.of(Optional.of("님")),
            Search.of(Optional.of("홍길동")),
            Search.of(Optional.of("손님")).withFoundMax(0));

    private final String name;
    private final Database database;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Users users;
    private final Points points;
    private final Products products;
    private final Outbox outbox;
    private final Coupons coupons;
    private final Orders orders;
    private final Deliveries deliveries;
    private final DailySales dailySales;
    private final BusinessDays days = new BusinessDays(ZONE);

    private int references;
    private final List<Long> shoppers;
    private final List<Long> shelf;
    private final List<Page> pages;

    private ShopFlows(String name, Database database, long middle) {
        this.name = name;
        this.database = database;
        this.users = new Users(database, 1_000_000);
        this.outbox = new Outbox(new Json(ZONE), EnumSet.allOf(EventType.class), () -> {});
        this.points = new Points(database, users, outbox, new PointLimits(1, 9_999, 1_000_000));
        this.products = new Products(database, outbox, 5);
        this.coupons = new Coupons(database, users, outbox, CLOCK);
        this.deliveries = new Deliveries(database, () -> {});
        this.dailySales = new DailySales(database, products, null, registry);
        OrderLimits limits = new OrderLimits(9, 9, TIME_TO_LIVE, 9);
        this.orders = new Orders(database, users, products, coupons, points, outbox, dailySales::add, days, limits);
        this.pages = List.of(new Page(2, null, ""), new Page(2, middle, ""));
        this.shoppers =
                twice(() -> database.write(tx -> users.create(tx.at(DAY_BEFORE), new NewUser("손님", reference("user"))))
                        .id());
        this.shelf = twice(() -> database.write(
                        tx -> products.create(tx, new NewProduct("사과", 1L, 1_000L, reference("product"))))
                .id());
    }

    /**
     * Plays all flows.
     *
     * @param name of this time, for keys and references
     * @param middle an id from the middle of those that are in use, for pages after the first
     */
    static void play(String name, Database database, long middle) {
        ShopFlows flows = new ShopFlows(name, database, middle);
        flows.lookAtUsers();
        flows.chargePoints();
        flows.keepShelf();
        List<Long> issued = flows.issueCoupons();
        List<Long> paid = flows.order(issued);
        flows.letOrdersExpire();
        flows.countSales();
        flows.repeatRequests();
        flows.deliver(paid);
        flows.readEvents();
        flows.refund(paid);
        flows.list();
        flows.lookAround();
        flows.administer();
    }

    private static <T> List<T> twice(Supplier<T> made) {
        return List.of(made.get(), made.get());
    }

    private void lookAtUsers() {
        for (UserSort sort : UserSort.values()) {
            for (Search search : SEARCHES) {
                walk(page ->
                        users.list(Optional.empty(), search, sort, true, page).nextCursor());
            }
        }
        users.list(Optional.empty(), Search.ALL, UserSort.ID, true, new SortedPage(1, ""));
        users.list(Optional.of(reference("user")), Search.ALL, UserSort.ID, true, new SortedPage(2, ""));
        database.run(tx -> users.change(tx, shoppers.get(0), new UserChange("다른 손님")));
        new Customers(database, users).get(shoppers.get(0));
        NOW_AND_THEN.forEach(moment -> users.get(shoppers.get(0), moment));
    }

    private void chargePoints() {
        database.run(tx -> points.charge(tx, shoppers.get(0), 1_000));
        database.run(tx -> points.chargePaid(tx, shoppers.get(0), 1_000, "pay " + name));
        List<Charge> together = List.of(
                new Charge(shoppers.get(0), 1_000, null, "pay first " + name),
                new Charge(shoppers.get(1), 1_000, null, "pay second " + name));
        together(points.charges(), NOW, together);
        database.run(tx -> points.adjust(tx, shoppers.get(0), -1, "시험"));
        pages.forEach(page -> points.history(shoppers.get(0), page));
    }

    private void keepShelf() {
        pages.forEach(page -> SEARCHES.forEach(search -> products.list(search, page)));
        products.get(shelf.get(0));
        products.getAny(shelf.get(0));
        for (ProductSort sort : ProductSort.values()) {
            for (Search search : SEARCHES) {
                walk(page -> products.listAll(Optional.empty(), search, Optional.empty(), sort, true, page)
                        .nextCursor());
            }
        }
        products.listAll(Optional.empty(), Search.ALL, Optional.empty(), ProductSort.ID, true, new SortedPage(1, ""));
        products.listAll(
                Optional.of(reference("product")),
                Search.ALL,
                Optional.empty(),
                ProductSort.ID,
                true,
                new SortedPage(2, ""));
        pages.forEach(page -> products.movements(shelf.get(0), page));
        database.run(tx -> products.change(tx, shelf.get(0), new ProductChange("배", 2L, true)));
        database.run(tx -> products.adjustStock(tx, shelf.get(0), 1, "시험"));
    }

    /** Returns a coupon of each shopper. */
    private List<Long> issueCoupons() {
        Supplier<NewCoupon> offer =
                () -> new NewCoupon("쿠폰", new Discount.Fixed(1L), 0L, 5L, null, null, 1L, reference("coupon"));
        List<Long> offers = twice(
                () -> database.write(tx -> coupons.create(tx, offer.get())).id());
        NewCoupon taken = offer.get();
        database.run(tx -> coupons.create(tx, taken));
        try {
            database.run(tx -> coupons.create(tx, taken));
            throw new AssertionError("A reference was given twice");
        } catch (Problem refused) {
            // Whose it is was looked up.
        }
        pages.forEach(coupons::list);
        coupons.get(offers.get(0));
        IssuedCoupon alone = database.write(tx -> coupons.issue(tx, offers.get(0), shoppers.get(1)));
        List<Issue> together =
                List.of(new Issue(offers.get(0), shoppers.get(0)), new Issue(offers.get(1), shoppers.get(1)));
        List<IssuedCoupon> issued = together(coupons.issues(), NOW, together);
        keepOffer(offers.get(0), alone.id());
        return issued.stream().map(IssuedCoupon::id).toList();
    }

    private void keepOffer(long offer, long issuedCoupon) {
        Offers kept = new Offers(database, users, coupons, outbox, CLOCK);
        database.run(tx -> {
            long user = users.create(tx, new NewUser("참가자", null)).id();
            NewCoupon offered = new NewCoupon("경주", new Discount.Fixed(1L), 0L, 5L, null, null, 1L, reference("race"));
            long madeUp = coupons.create(tx, offered).id();
            coupons.issue(tx, madeUp, user);
            kept.remove(tx, madeUp);
            users.removeUnused(tx, user);
        });
        database.run(tx -> kept.revoke(tx, issuedCoupon, "시험"));
        database.run(tx -> kept.change(tx, offer, new CouponChange("다른 쿠폰", null, null, null)));
        database.run(tx -> kept.close(tx, offer));
        for (Page page : pages) {
            kept.list(page);
            kept.issued(offer, EnumSet.allOf(CouponStatus.class), true, page);
            for (CouponStatus status : CouponStatus.values()) {
                kept.issued(offer, EnumSet.of(status), true, page);
            }
        }
    }

    /** Returns three paid orders of the first shopper and one of the second; two of them with a coupon. */
    private List<Long> order(List<Long> issued) {
        List<NewOrder> together =
                List.of(wanted(shoppers.get(0), issued.get(0)), wanted(shoppers.get(1), issued.get(1)));
        List<Long> placed = together(orders.placements(), NOW, together).stream()
                .map(Order::id)
                .toList();
        List<Payment> payments =
                List.of(new Payment(placed.get(0), shoppers.get(0)), new Payment(placed.get(1), shoppers.get(1)));
        together(orders.payments(), NOW, payments);
        long cancelled = place(NOW);
        database.run(tx -> orders.cancel(tx, cancelled, shoppers.get(0)));
        long alone = place(NOW);
        database.run(tx -> orders.pay(tx, alone, shoppers.get(0)));
        long last = place(NOW);
        database.run(tx -> orders.pay(tx, last, shoppers.get(0)));
        return List.of(placed.get(0), placed.get(1), alone, last);
    }

    private void letOrdersExpire() {
        place(YESTERDAY);
        OrderExpiry expiry = new OrderExpiry(database, orders, CLOCK);
        expiry.nextDue();
        expiry.run();
    }

    private void countSales() {
        Ranking ranking = new Ranking(database, dailySales, products, days, CLOCK);
        ranking.popular();
        ranking.explained();
        database.run(tx -> ranking.compute(tx, days.dayOf(YESTERDAY).toString()));
        ranking.job().nextDue();
        ranking.job().run();
        new SalesReports(database, dailySales, products, days, CLOCK).last(2);
        // Sold and given back on a day whose sales are stored.
        long late = place(YESTERDAY);
        database.run(tx -> orders.pay(tx.at(YESTERDAY), late, shoppers.get(0)));
        database.run(tx -> orders.cancel(tx, late, shoppers.get(0)));
    }

    private void repeatRequests() {
        Answer answer = new Answer(new Reply(200, Reply.JSON, null, new byte[1]), false);
        Idempotency keys = new Idempotency(database);
        for (int times = 0; times < 2; times++) {
            keys.once(keyed("once"), tx -> answer, Supplier::get);
            keys.onceOutside(keyed("outside"), answer::reply);
        }
        together(new KeyedBatch<>(points.charges()), DAY_BEFORE, List.of(ask("first", answer), ask("second", answer)));
        KeyPruning pruning = new KeyPruning(database, CLOCK, Duration.ofDays(1));
        pruning.nextDue();
        pruning.run();
    }

    private KeyedRequest keyed(String key) {
        return KeyedRequest.of("flows", key + " " + name, "POST", "/", new byte[0]);
    }

    private <R> KeyedBatch.Ask<Charge, R> ask(String key, Answer answer) {
        return new KeyedBatch.Ask<>(
                keyed(key),
                Outcome.of(new Charge(shoppers.get(0), 1, null, null)),
                result -> answer,
                (tx, result) -> {});
    }

    private void deliver(List<Long> paid) {
        DueMessages due = database.engine() == Engine.POSTGRES
                ? DueMessages.ofSeveralProcesses(database, Duration.ofMinutes(1), CLOCK, System::nanoTime)
                : DueMessages.ofOneProcess(database);
        run(due, new Receiver(true), BackOff.STANDARD_WEBHOOKS);
        List<Delivery> delivered = deliveries
                .list(EnumSet.of(DeliveryStatus.DELIVERED), Optional.empty(), pages.get(0))
                .deliveries();
        database.run(tx -> deliveries.replay(tx, delivered.get(0).id()));
        run(due, new Receiver(false), BackOff.STANDARD_WEBHOOKS);
        database.run(tx -> deliveries.replay(tx, delivered.get(1).id()));
        run(due, new Receiver(false), List.of());
        deliveries.replayDead(tx -> {});
        // Leaves none that was given up: the more there are, the more a replay of all reads.
        run(due, new Receiver(true), BackOff.STANDARD_WEBHOOKS);
        database.run(tx ->
                due.bringForward(tx, delivered.stream().map(Delivery::messageId).toList()));
        new Trails(database, users, points, products, coupons, deliveries).of(paid.get(0));
    }

    private void readEvents() {
        Events events = new Events(database);
        EventPage page = events.after(events.placeOf(null), 2);
        events.after(events.placeOf(page.nextCursor()), 2);
        events.placeOf(page.events().get(0).id());
        InstantSource later = InstantSource.fixed(NOW.plus(Duration.ofDays(8)));
        EventPruning pruning = new EventPruning(database, later);
        pruning.nextDue();
        pruning.run();
    }

    private void run(DueMessages due, Sink sink, List<Duration> delays) {
        PrometheusRegistry metrics = new PrometheusRegistry();
        BackOff backOff = new BackOff(delays, new Random(1));
        try (Relay relay =
                new Relay(database, due, sink, backOff, Duration.ofMinutes(1), CLOCK, System::nanoTime, metrics)) {
            relay.nextDue();
            relay.run();
            metrics.scrape();
        }
    }

    private void refund(List<Long> paid) {
        // Leaves no sales of today: the more there are, the more a report of today reads.
        database.run(tx -> orders.cancel(tx, paid.get(1), shoppers.get(1)));
        database.run(tx -> orders.cancelAny(tx, paid.get(0), "시험"));
        for (long order : List.of(paid.get(2), paid.get(3))) {
            database.run(tx -> orders.cancel(tx, order, shoppers.get(0)));
        }
    }

    private void list() {
        long shopper = shoppers.get(0);
        OrderList all = new OrderList(database, users, days);
        Optional<LocalDate> ever = Optional.empty();
        Optional<LocalDate> today = Optional.of(days.dayOf(NOW));
        EnumSet<OrderStatus> any = EnumSet.allOf(OrderStatus.class);
        for (Search search : SEARCHES) {
            walk(page -> all.page(new OrderFilter(any, Optional.empty(), search, ever, ever), true, page)
                    .nextCursor());
        }
        walk(page -> all.page(new OrderFilter(any, Optional.empty(), Search.ALL, today, today), true, page)
                .nextCursor());
        for (OrderStatus status : OrderStatus.values()) {
            EnumSet<OrderStatus> one = EnumSet.of(status);
            walk(page -> all.page(new OrderFilter(one, Optional.empty(), Search.ALL, ever, ever), true, page)
                    .nextCursor());
            walk(page -> all.page(new OrderFilter(one, Optional.of(shopper), Search.ALL, today, today), true, page)
                    .nextCursor());
        }
        for (Page page : pages) {
            for (DeliveryStatus status : DeliveryStatus.values()) {
                deliveries.list(EnumSet.of(status), Optional.empty(), page);
                deliveries.list(EnumSet.of(status), Optional.of(EventType.ORDER_REFUNDED), page);
            }
            for (AsOf moment : NOW_AND_THEN) {
                orders.ofUser(shopper, page, moment);
                coupons.ofUser(shopper, EnumSet.allOf(CouponStatus.class), page, moment);
            }
        }
    }

    private void lookAround() {
        BooksRuns none = new BooksRuns(new Books(database), CLOCK);
        Offers offers = new Offers(database, users, coupons, outbox, CLOCK);
        OrderList all = new OrderList(database, users, days);
        new Notices(database, deliveries, all, products, offers, none, CLOCK, 1).now();
    }

    private void administer() {
        NamedKeys keys = new NamedKeys(database, CLOCK);
        MadeKey made = database.write(tx -> keys.make(tx, reference("key")));
        keys.callerOf(made.key());
        keys.run();
        keys.list();
        Audit audit = new Audit(database, keys, days);
        for (String operation : List.of("adjustPoints", "adjustStock", "adjustPoints")) {
            Change change = new Change(made.name(), operation, "users/1", "시험", "flows");
            database.run(tx -> audit.note(tx, change));
        }
        Optional<LocalDate> today = Optional.of(days.dayOf(NOW));
        walk(page -> audit.list(today, today, Optional.empty(), page).nextCursor());
        walk(page -> audit.list(today, today, Optional.of("adjustPoints"), page).nextCursor());
        database.run(tx -> keys.revoke(tx, made.name()));
    }

    /** Reads a list's first two pages. */
    private static void walk(Function<SortedPage, @Nullable String> list) {
        String next = list.apply(new SortedPage(2, ""));
        if (next != null) {
            list.apply(SortedPage.of("2", next, 20, ""));
        }
    }

    /** Returns another one each time. */
    private String reference(String kind) {
        return kind + "-" + name.replace(' ', '-') + "-" + ++references;
    }

    private long place(Instant moment) {
        Order placed = database.write(tx -> orders.place(tx.at(moment), wanted(shoppers.get(0), null)));
        NOW_AND_THEN.stream()
                .filter(asOf -> !asOf.isPast() || !moment.isAfter(YESTERDAY))
                .forEach(asOf -> orders.get(placed.id(), shoppers.get(0), asOf));
        return placed.id();
    }

    private NewOrder wanted(long shopper, @Nullable Long issued) {
        return new NewOrder(
                shopper, shelf.stream().map(id -> new NewOrder.Item(id, 1L)).toList(), issued);
    }

    /** Only on PostgreSQL are requests decided together. */
    private <Q, R> List<R> together(Batch<Q, R> batch, Instant moment, List<Q> requests) {
        return database.engine() == Engine.POSTGRES
                ? database.write(tx -> batch.run(tx.at(moment), requests)).stream()
                        .map(Outcome::get)
                        .toList()
                : requests.stream()
                        .map(request -> database.write(tx -> batch.one(tx.at(moment), request)))
                        .toList();
    }

    /** A receiver that takes every message, or none. */
    private record Receiver(boolean takes) implements Sink {
        @Override
        public int capacity() {
            return 2;
        }

        @Override
        public void deliver(List<Message> messages, Consumer<Receipt> receipts) {
            messages.forEach(message -> receipts.accept(
                    takes
                            ? new Receipt(message, Receipt.Answer.TAKEN, null, Duration.ZERO)
                            : Receipt.failed(message, "down")));
        }

        @Override
        public void close() {}
    }
}
