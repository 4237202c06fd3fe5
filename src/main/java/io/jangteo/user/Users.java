package io.jangteo.user;

import static io.jangteo.user.UserRefusals.USER_NOT_FOUND;

import io.jangteo.database.AsOf;
import io.jangteo.database.Database;
import io.jangteo.database.Page;
import io.jangteo.database.Tx;
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
    public User get(long id, AsOf asOf) {
        return database.read(handle -> require(handle, id, asOf));
    }

    /** Returns users in the order of their ids. */
    public UserPage list(Page page) {
        return page.of(database.read(handle -> UserSql.list(handle, page)), User::id, UserPage::new);
    }

    public User create(Tx tx, String name) {
        return UserSql.insert(tx.handle(), name, balanceMax, tx.now());
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
}
