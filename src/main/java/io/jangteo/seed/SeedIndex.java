package io.jangteo.seed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the users, products and offers of a seed file by what its other entries call them. */
final class SeedIndex {
    /** Stands for no such entry. */
    static final int NONE = -1;

    private final Names users;
    private final Names products;
    private final Names coupons;
    private final Map<List<Integer>, Integer> issued = new HashMap<>();

    SeedIndex(Seed seed) {
        users = new Names(Seed.each(seed.users()), SeedUser::reference);
        products = new Names(Seed.each(seed.products()), SeedProduct::reference);
        coupons = new Names(Seed.each(seed.coupons()), SeedCoupon::reference);
        List<SeedIssue> all = Seed.each(seed.issued());
        for (int i = 0; i < all.size(); i++) {
            List<Integer> names =
                    List.of(coupon(all.get(i).coupon()), user(all.get(i).user()));
            if (!names.contains(NONE)) {
                issued.putIfAbsent(names, i);
            }
        }
    }

    /** Returns the user's place from 0, or {@link #NONE}. */
    int user(Object name) {
        return users.find(name);
    }

    int product(Object name) {
        return products.find(name);
    }

    int coupon(Object name) {
        return coupons.find(name);
    }

    /** Returns which coupon of the offer was issued to the user, or {@link #NONE}. */
    int issued(Object coupon, Object user) {
        return issued.getOrDefault(List.of(coupon(coupon), user(user)), NONE);
    }

    /** The references of a list. */
    private static final class Names {
        private final Map<String, Integer> places = new HashMap<>();
        private final int size;

        <T> Names(List<T> entries, Function<T, @Nullable String> reference) {
            size = entries.size();
            for (int i = 0; i < size; i++) {
                String name = reference.apply(entries.get(i));
                if (name != null) {
                    places.putIfAbsent(name, i);
                }
            }
        }

        int find(Object name) {
            if (name instanceof Long place) {
                return place >= 1 && place <= size ? (int) (place - 1) : NONE;
            }
            return places.getOrDefault(name, NONE);
        }
    }
}
