package io.jangteo.user;

import static io.jangteo.ErrorTable.OUTCOME_UNKNOWN;
import static io.jangteo.ErrorTable.UNAUTHENTICATED;
import static io.jangteo.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.BothEngines;
import io.jangteo.PlantedTrigger;
import io.jangteo.SqliteOnly;
import io.jangteo.TestShop;
import io.jangteo.config.Config;
import io.jangteo.database.DatabaseId;
import io.jangteo.wire.Response;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A token belongs to a user of one database: in another one the same id is a different user. */
@BothEngines
@Tag("wide")
class TokensOfAnotherShopTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.with(settings -> settings.auth(Config.Auth.TOKEN));

    @ParameterizedTest
    @MethodSource("io.jangteo.TestShop#replacements")
    void a_token_of_the_shop_before_opens_nobodys_account(String path) {
        SHOP.user("김하나", 0);
        String kept = tokenOfFirstUser();
        SHOP.prepareReplacement(path);
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
        Set<String> ids = new HashSet<>(Set.of(databaseId()));
        for (int i = 0; i < 2; i++) {
            for (String path : TestShop.replacements()) {
                SHOP.prepareReplacement(path);
                json(SHOP.admin().post(path), 200);
                assertThat(databaseId()).matches("[0-9a-f]{32}").matches(ids::add, "is new");
            }
        }
    }

    @Test
    void a_token_outlives_a_restart_and_a_reset_that_failed() {
        SHOP.user("김하나", 0);
        String token = tokenOfFirstUser();
        SHOP.restart();
        json(account(token), 200);
        assertThat(SHOP.admin().post("/admin/snapshots/missing/restore").status())
                .isEqualTo(404);
        try (PlantedTrigger failing = PlantedTrigger.failing(SHOP.database(), "DELETE ON shop_user")) {
            assertThat(SHOP.admin().post("/admin/reset").status()).isEqualTo(500);
        }
        json(account(token), 200);
    }

    @Test
    @SqliteOnly("on PostgreSQL the id stays what it is while a shop runs")
    void the_id_is_read_again_where_nobody_knows_whether_a_commit_holds() {
        long user = SHOP.user("김하나", 1_000);
        String token = tokenOfFirstUser();
        json(account(token), 200);
        SHOP.database().run(tx -> DatabaseId.renew(tx.handle()));
        try (PlantedTrigger breaking = PlantedTrigger.breaking(SHOP.database(), "INSERT ON point_entry")) {
            OUTCOME_UNKNOWN.check(
                    SHOP.admin(Map.of("amount", 5, "reason", "덤")).post("/admin/users/{id}/points/adjust", user),
                    "/admin/users/" + user + "/points/adjust");
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
