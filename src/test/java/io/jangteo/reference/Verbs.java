package io.jangteo.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What may happen next. */
final class Verbs {
    private static final int KEYED_PERCENT = 15;
    /** How often a key is one that was refused before. */
    private static final int FREE_KEY_PERCENT = 30;

    private static final int USERS = 3;
    /** How often a plot that has begun goes on; else something else happens. */
    private static final int PLOT_PERCENT = 60;

    private final Picks picks;
    private final Dice dice;
    private final PointVerbs points;
    private final ProductVerbs products;
    private final CouponVerbs coupons;
    private final OrderVerbs orders;
    private final RankingVerbs ranking;
    private final ReadVerbs reads;
    private final ClockVerbs time;
    private final RepeatVerbs repeats;

    /** A verb stands in it as often as it should be chosen. */
    private final List<Supplier<Step>> table = new ArrayList<>();

    private final Plots plots;
    private int keys;

    Verbs(ReferenceShop shop, Dice dice) {
        this.picks = new Picks(shop, dice);
        this.dice = dice;
        this.points = new PointVerbs(picks);
        this.products = new ProductVerbs(picks);
        this.coupons = new CouponVerbs(picks);
        this.orders = new OrderVerbs(picks);
        this.ranking = new RankingVerbs(picks);
        this.reads = new ReadVerbs(picks);
        this.time = new ClockVerbs(picks);
        this.repeats = new RepeatVerbs(picks);
        this.plots = new Plots(picks, points, orders, ranking, time);
        often(12, points::charge);
        often(4, points::chargePaid);
        often(4, points::adjust);
        often(2, products::create);
        often(4, products::patch);
        often(4, products::stock);
        often(1, coupons::create);
        often(9, coupons::issue);
        often(20, orders::place);
        often(16, () -> isAnyOrder() ? orders.pay() : orders.place());
        often(8, () -> isAnyOrder() ? orders.cancel() : orders.place());
        often(2, () -> isAnyOrder() ? orders.cancelAny() : orders.place());
        often(8, reads::any);
        often(
                4,
                () -> picks.shop.past.all().isEmpty()
                        ? reads.any()
                        : dice.one(picks.shop.past.all()).step());
        often(3, ranking::popular);
        often(1, ranking::explained);
        often(2, ranking::count);
        often(5, time::advance);
        often(6, plots::begin);
        often(2, this::malformed);
        often(6, () -> repeats.isPossible() ? repeats.repeat() : orders.place());
        often(4, () -> repeats.isAnyRefused() ? repeats.tryAgain() : orders.place());
        often(2, () -> repeats.isPossible() ? repeats.reuse() : orders.place());
    }

    /** Fills an empty shop: a few users, products and coupons. */
    List<Supplier<Step>> opening() {
        List<Supplier<Step>> opening = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            opening.add(this::createUser);
        }
        // With few products every order meets every other; with many, not all of them are among the popular five.
        long many = dice.chance(12) ? 7 : dice.between(3, 4);
        for (int i = 0; i < many; i++) {
            opening.add(products::createOne);
        }
        opening.add(points::charge);
        opening.add(points::charge);
        opening.add(coupons::createShareForTwo);
        opening.add(coupons::createWithWindow);
        opening.add(coupons::create);
        return opening;
    }

    Step next() {
        Step step = plots.isRunning() && dice.chance(PLOT_PERCENT)
                ? plots.next()
                : dice.one(table).get();
        boolean keyed = step.call().isPost() && step.call().key() == null && dice.chance(KEYED_PERCENT);
        if (!keyed) {
            return step;
        }
        boolean free = repeats.isAnyRefused() && dice.chance(FREE_KEY_PERCENT);
        return free ? repeats.underFreeKey(step) : step.with("key-" + ++keys);
    }

    /** What is looked at when all is done. */
    List<Step> closing() {
        long userId = dice.one(picks.shop.wallets.all()).id;
        return List.of(reads.history(userId), reads.orders(userId), ranking.explained());
    }

    private boolean isAnyOrder() {
        return !picks.shop.orders.all().isEmpty();
    }

    private void often(int times, Supplier<Step> verb) {
        for (int i = 0; i < times; i++) {
            table.add(verb);
        }
    }

    private Step createUser() {
        String name = dice.of("김하나", "O'Neil", "이둘", "🙂");
        return new Step(
                "create user",
                ModelCall.admin("POST", "/users", "{\"name\":\"" + name + "\"}"),
                (shop, told) -> shop.wallets.create(name, told));
    }

    /** Any call with a body that cannot be read as one. */
    private Step malformed() {
        Step step = dice.of(
                        (Supplier<Step>) points::charge,
                        points::adjust,
                        products::create,
                        products::patch,
                        products::stock,
                        coupons::create,
                        coupons::issue,
                        orders::place,
                        orders::pay,
                        orders::cancel,
                        time::advance)
                .get();
        ModelCall call = step.call();
        return Step.malformed("spoiled", call.asking(call.path(), picks.spoiled(call.body())));
    }
}
