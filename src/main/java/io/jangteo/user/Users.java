package io.jangteo.user;

import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.database.AsOf;
import io.jangteo.database.Database;
import io.jangteo.database.Search;
import io.jangteo.database.SortedPage;
import io.jangteo.database.Tx;
import io.jangteo.problem.Refusals;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The shop's users. Every operation first looks its user up here. */
public final class Users {
    private final Database database;
    private final long balanceMax;

    /**
     * @param balanceMax the most points a user may hold
     */
    public Users(Database database, long balanceMax) {
        this.database = database;
        this.balanceMax = balanceMax;
    }

    /**
     * Returns a user with the balance at that moment.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}, also if the user was created later
     */
    public ShopUser get(long id, AsOf asOf) {
        return ShopUser.of(database.readOne(handle -> require(handle, id, asOf)));
    }

    /**
     * Returns users.
     *
     * @param reference of the only one to list; all of them if empty
     * @param counted whether to say on the first page how many there are
     */
    public UserPage list(Optional<String> reference, Search search, UserSort sort, boolean counted, SortedPage page) {
        if (reference.isPresent()) {
            Optional<User> named = database.read(handle -> UserSql.ofReference(handle, reference.get()))
                    .filter(user -> search.matchesName(user.name()) || user.id() == search.id());
            return new UserPage(
                    named.stream().toList(), counted ? named.stream().count() : null, null);
        }
        return database.read(handle -> {
            Optional<List<User>> found = found(handle, search, sort);
            List<User> fetched = found.map(users -> users.stream()
                            .filter(user -> sort.isAfter(user, page))
                            .sorted(sort.comparator())
                            .limit(page.limitPlusOne())
                            .toList())
                    .orElseGet(() -> walked(handle, search, sort, page));
            Long total = counted
                    ? page.total(fetched, found, search, () -> UserSql.count(handle, SortedPage.COUNT_MAX + 1))
                    : null;
            return page.of(fetched, sort::key, User::id, (users, nextCursor) -> new UserPage(users, total, nextCursor));
        });
    }

    /** Returns the users whose names have a part; empty if they are too many to be told one by one. */
    public Optional<List<Long>> named(Handle handle, Search search) {
        List<Long> ids = search.isIndexed()
                ? UserSql.found(handle, search, search.foundMax() + 1).stream()
                        .map(User::id)
                        .toList()
                : UserSql.scanned(handle, search, search.foundMax() + 1);
        return Optional.of(ids).filter(all -> all.size() <= search.foundMax());
    }

    /** Returns the users that an index finds; empty if none can, or if they are too many to be sorted. */
    private static Optional<List<User>> found(Handle handle, Search search, UserSort sort) {
        // Walked by name, PostgreSQL would fetch each row from another place.
        if (search.isEverything() || (!search.isIndexed() && sort != UserSort.NAME)) {
            return Optional.empty();
        }
        List<User> named = UserSql.found(handle, search, search.foundMax() + 1);
        if (named.size() > search.foundMax()) {
            return Optional.empty();
        }
        Stream<User> numbered = UserSql.find(handle, search.id()).stream();
        return Optional.of(Stream.concat(named.stream(), numbered).distinct().toList());
    }

    private static List<User> walked(Handle handle, Search search, UserSort sort, SortedPage page) {
        return switch (sort) {
            case ID -> UserSql.byId(handle, search, page);
            case NAME -> UserSql.byName(handle, search, page);
            case MOST_POINTS -> UserSql.byMostPoints(handle, search, page);
        };
    }

    /**
     * Creates a user without points.
     *
     * @throws io.jangteo.problem.Problem {@code REFERENCE_TAKEN} if another user has the reference
     */
    public User create(Tx tx, NewUser wanted) {
        return UserSql.insert(tx.handle(), wanted, balanceMax, tx.now())
                .orElseThrow(() -> Refusals.referenceTaken(
                        UserSql.ofReference(tx.handle(), Objects.requireNonNull(wanted.reference()))
                                .orElseThrow()
                                .id()));
    }

    /**
     * Changes a user's name. Returns empty, and changes nothing, if it is that already.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public Optional<User> change(Tx tx, long id, UserChange change) {
        User user = require(tx.handle(), id);
        return change.name() == null ? Optional.empty() : UserSql.change(tx.handle(), user.id(), change.name());
    }

    /** Returns the names of those users, by id. */
    public List<UserName> names(Handle handle, Set<Long> ids) {
        return ids.isEmpty() ? List.of() : UserSql.names(handle, ids);
    }

    /** Returns when a user who exists was created. */
    public Instant createdAt(Handle handle, long id) {
        return UserSql.createdAt(handle, id);
    }

    /**
     * Returns the user in this snapshot or transaction.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}
     */
    public User require(Handle handle, long id) {
        return UserSql.find(handle, id).orElseThrow(USER_NOT_FOUND::problem);
    }

    /**
     * Returns the user with the balance at that moment.
     *
     * @throws io.jangteo.problem.Problem {@code USER_NOT_FOUND}, also if the user was created later
     */
    public User require(Handle handle, long id, AsOf asOf) {
        return UserSql.find(handle, id, asOf).orElseThrow(USER_NOT_FOUND::problem);
    }

    /** Sets the limit in the schema to the configured one. */
    public void applyBalanceLimit(Tx tx) {
        UserSql.changePointMax(tx.handle(), balanceMax);
    }

    /**
     * Removes a user who never had points, coupons or orders, such as one made up for a race; returns false, and does
     * nothing, for any other.
     */
    public boolean removeUnused(Tx tx, long id) {
        return UserSql.removeUnused(tx.handle(), id) == 1;
    }
}
