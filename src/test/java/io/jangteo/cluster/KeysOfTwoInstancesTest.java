package io.jangteo.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.jangteo.TestShop;
import io.jangteo.wire.ApiCall;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Named keys of a shop with two instances. */
@Tag("slow")
class KeysOfTwoInstancesTest {
    private static Instances instances;

    @BeforeAll
    static void start() {
        instances = Instances.start(2, settings -> settings);
    }

    @AfterAll
    static void close() {
        instances.close();
    }

    @Test
    void a_key_that_one_instance_revokes_is_refused_by_the_other_at_once() {
        for (int i = 0; i < 20; i++) {
            int making = i % 2;
            String name = "key-" + i;
            String key = as(making, TestShop.ADMIN_KEY)
                    .json(Map.of("name", name))
                    .post("/admin/keys")
                    .require(201)
                    .text("key");
            as(1 - making, key).json(Map.of("name", "김하나")).post("/admin/users").require(201);
            as(making, TestShop.ADMIN_KEY)
                    .post("/admin/keys/" + name + "/revoke")
                    .require(200);
            assertThat(as(1 - making, key).get("/admin/users").outcome()).isEqualTo("401 UNAUTHENTICATED");
            assertThat(as(making, key).get("/admin/users").outcome()).isEqualTo("401 UNAUTHENTICATED");
        }
    }

    private static ApiCall as(int instance, String key) {
        return ApiCall.to(instances.addresses().get(instance))
                .basePath("/api/v1")
                .bearer(key);
    }
}
