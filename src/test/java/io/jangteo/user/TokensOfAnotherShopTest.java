package io.jangteo.user;

import static io.jangteo.ErrorTable.OUTCOME_UNKNOWN;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.database.DatabaseId;
import io.jangteo.wire.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token belongs to a user of one database: in another one the same id is a different user. */
class TokensOfAnotherShopTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    @ParameterizedTest
    @ValueSource(strings = {"/admin/reset", "/admin/snapshots/kept/restore"})
    void a_token_of_the_shop_before_opens_nobodys_account(String path) {
        SHOP.user("김하나", 0);
        String kept = tokenOfFirstUser();
        json(SHOP.admin("{\"name\":\"kept\"}").post("/admin/snapshots"), 200);
        String later = tokenOfFirstUser();
        json(account(later), 200);
        String id = databaseId();
        json(SHOP.admin().post(path), 200);
        assertThat(databaseId()).isNotEqualTo(id).hasSameSizeAs(id);
        if (path.equals("/admin/reset")) {
            SHOP.user("이두리", 0);
        }
        for (String token : new String[] {kept, later}) {
            UNAUTHENTICATED.check(account(token), "/users/1");
            assertThat(account(token).header("WWW-Authenticate")).isEqualTo("Bearer");
        }
        json(account(tokenOfFirstUser()), 200);
    }

    @Test
    void every_shop_that_takes_the_place_has_an_id_of_its_own() {
        json(SHOP.admin("{\"name\":\"kept\"}").post("/admin/snapshots"), 200);
        String[] ids = new String[4];
        for (int i = 0; i < ids.length; i++) {
            json(SHOP.admin().post(i % 2 == 0 ? "/admin/reset" : "/admin/snapshots/kept/restore"), 200);
            ids[i] = databaseId();
        }
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void a_token_outlives_a_restart_and_a_reset_that_failed() {
        SHOP.user("김하나", 0);
        String token = tokenOfFirstUser();
        SHOP.restart();
        json(account(token), 200);
        assertThat(SHOP.admin().post("/admin/snapshots/missing/restore").status())
                .isEqualTo(404);
        SHOP.database()
                .write(tx -> tx.handle()
                        .execute("CREATE TRIGGER planted BEFORE DELETE ON shop_user"
                                + " BEGIN SELECT RAISE(ABORT, 'planted'); END"));
        try {
            assertThat(SHOP.admin().post("/admin/reset").status()).isEqualTo(500);
        } finally {
            SHOP.database().write(tx -> tx.handle().execute("DROP TRIGGER planted"));
        }
        json(account(token), 200);
    }

    @Test
    void the_id_is_read_again_where_nobody_knows_whether_a_commit_holds() {
        long user = SHOP.user("김하나", 1_000);
        String token = tokenOfFirstUser();
        json(account(token), 200);
        SHOP.database().write(tx -> {
            DatabaseId.renew(tx.handle());
            // A failure of the database itself, not a violated rule of the schema.
            return tx.handle()
                    .execute("CREATE TRIGGER planted BEFORE INSERT ON point_entry BEGIN SELECT json('{'); END");
        });
        try {
            OUTCOME_UNKNOWN.check(
                    SHOP.admin(Map.of("amount", 5, "reason", "덤")).post("/admin/users/{id}/points/adjust", user),
                    "/admin/users/" + user + "/points/adjust");
        } finally {
            SHOP.database().write(tx -> tx.handle().execute("DROP TRIGGER planted"));
        }
        UNAUTHENTICATED.check(account(token), "/users/1");
    }

    private static Response account(String token) {
        return SHOP.api().header("Authorization", "Bearer " + token).get("/users/1");
    }

    private static String tokenOfFirstUser() {
        return json(SHOP.admin("{\"userId\":1,\"ttlSeconds\":600}").post("/admin/tokens"), 200)
                .path("token")
                .textValue();
    }

    private static String databaseId() {
        return SHOP.database().read(DatabaseId::of);
    }
}
