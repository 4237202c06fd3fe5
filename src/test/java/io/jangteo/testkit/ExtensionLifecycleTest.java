package io.jangteo.testkit;

import static io.jangteo.testkit.Fixtures.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jangteo.Jangteo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The places of the extension, and the effect of each of its options. */
@Tag("slow")
class ExtensionLifecycleTest {
    private static long usersIn(Jangteo shop) {
        return shop.database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM shop_user")
                        .mapTo(Long.class)
                        .one());
    }

    @Nested
    class InAStaticField {
        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory();

        private static final Set<Jangteo> SEEN = new HashSet<>();
        private final Jangteo constructedWith;
        private Jangteo preparedWith;

        InAStaticField(Jangteo shop) {
            constructedWith = shop;
        }

        @BeforeAll
        static void before(Jangteo shop) {
            SEEN.add(shop);
        }

        @BeforeEach
        void prepare(Jangteo shop) {
            preparedWith = shop;
            assertThat(shop.given().user()).isEqualTo(1);
        }

        @RepeatedTest(2)
        void there_is_one_shop_for_all_tests_and_each_begins_anew(Jangteo shop) {
            assertThat(usersIn(shop)).isEqualTo(1);
            SEEN.addAll(List.of(shop, constructedWith, preparedWith, EXTENSION.shop()));
            assertThat(SEEN).hasSize(1);
        }

        @Nested
        class AndItsNestedClasses {
            @Test
            void have_the_same(Jangteo shop) {
                assertThat(usersIn(shop)).isEqualTo(1);
                SEEN.add(shop);
                assertThat(SEEN).hasSize(1);
            }

            @Nested
            class AndTheirs {
                @RepeatedTest(2)
                void too(Jangteo shop) {
                    assertThat(usersIn(shop)).isEqualTo(1);
                    SEEN.add(shop);
                    assertThat(SEEN).hasSize(1);
                }
            }
        }

        @AfterAll
        static void it_still_runs_after_the_last(Jangteo shop) {
            SEEN.add(shop);
            assertThat(SEEN).hasSize(1);
            assertThat(usersIn(shop)).isEqualTo(1);
        }
    }

    @Nested
    class InAnOrdinaryField {
        private static final List<Jangteo> SEEN = new ArrayList<>();

        @RegisterExtension
        final JangteoExtension extension = JangteoExtension.inMemory();

        @RepeatedTest(2)
        void each_test_has_a_shop_of_its_own_and_the_last_is_gone(Jangteo shop) {
            assertThat(shop).isSameAs(extension.shop()).isNotIn(SEEN);
            assertThat(shop.given().user()).isEqualTo(1);
            SEEN.forEach(ended -> assertThatThrownBy(() -> usersIn(ended)).isInstanceOf(RuntimeException.class));
            SEEN.add(shop);
        }

        @Nested
        class WithNestedClasses {
            @RepeatedTest(2)
            void it_is_the_same_there(Jangteo shop) {
                each_test_has_a_shop_of_its_own_and_the_last_is_gone(shop);
            }
        }
    }

    @Nested
    @ExtendWith(JangteoExtension.class)
    class ByAnnotation {
        @RepeatedTest(2)
        void it_is_in_memory(Jangteo shop) {
            assertThat(shop.given().user()).isEqualTo(1);
        }

        @Nested
        class WithNestedClasses {
            @Test
            void too(Jangteo shop) {
                assertThat(shop.given().user()).isEqualTo(1);
            }
        }
    }

    @Nested
    @ExtendWith(JangteoExtension.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ByAnnotationWithOneInstanceForAll {
        private final Jangteo constructedWith;

        ByAnnotationWithOneInstanceForAll(Jangteo shop) {
            constructedWith = shop;
        }

        @RepeatedTest(2)
        void the_shop_is_there_from_the_constructor_on(Jangteo shop) {
            assertThat(shop).isSameAs(constructedWith);
            assertThat(shop.given().user()).isEqualTo(1);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InAnOrdinaryFieldWithOneInstanceForAll {
        @RegisterExtension
        final JangteoExtension extension = JangteoExtension.inMemory();

        private final Set<Jangteo> seen = new HashSet<>();

        @BeforeAll
        void before(Jangteo shop) {
            seen.add(shop);
        }

        @RepeatedTest(2)
        void it_is_as_if_it_were_static(Jangteo shop) {
            seen.add(shop);
            assertThat(seen).hasSize(1);
            assertThat(shop.given().user()).isEqualTo(1);
        }
    }

    @Nested
    class WithTheDemoShop {
        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory().demo();

        @RepeatedTest(2)
        void each_test_begins_with_it(Jangteo shop) {
            assertThat(usersIn(shop)).isEqualTo(50);
            shop.given().user();
            shop.clock().advance(Duration.ofDays(1));
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class WithoutReset {
        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.inMemory().withoutReset();

        @Test
        @Order(1)
        void a_test_leaves_something(Jangteo shop) {
            shop.given().user(points(5_000));
        }

        @Test
        @Order(2)
        void the_next_one_finds_it(Jangteo shop) {
            assertThat(usersIn(shop)).isEqualTo(1);
        }
    }

    @Nested
    class WithAStoppedClock {
        @RegisterExtension
        static final JangteoExtension EXTENSION =
                JangteoExtension.inMemory().withStoppedClock().with(settings -> settings.chargeMin(7));

        @RepeatedTest(2)
        void it_stands_still_in_each_test(Jangteo shop) {
            Instant first = shop.clock().now();
            shop.given().user();
            assertThat(shop.clock().now()).isEqualTo(first);
            shop.clock().start();
        }
    }

    @Nested
    class InADirectory {
        @TempDir
        static Path directory;

        @RegisterExtension
        static final JangteoExtension EXTENSION = JangteoExtension.in(() -> directory);

        @Test
        void it_may_be_a_temporary_one(Jangteo shop) {
            assertThat(shop.given().user()).isEqualTo(1);
            assertThat(directory.resolve("jangteo.db")).exists();
        }
    }

    @Nested
    class InADirectoryOfEachTest {
        @TempDir
        Path directory;

        @RegisterExtension
        final JangteoExtension extension = JangteoExtension.in(() -> directory);

        @RepeatedTest(2)
        void it_may_be_a_temporary_one(Jangteo shop) {
            assertThat(shop.given().user()).isEqualTo(1);
            assertThat(directory.resolve("jangteo.db")).exists();
        }
    }

    @Nested
    class InADirectoryThatWasUsed {
        @TempDir
        static Path directory;

        @RegisterExtension
        final JangteoExtension extension = JangteoExtension.in(() -> directory);

        @RepeatedTest(3)
        void each_test_begins_anew_all_the_same(Jangteo shop) {
            assertThat(shop.given().user()).isEqualTo(1);
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InADirectoryWithoutReset {
        @TempDir
        static Path directory;

        @RegisterExtension
        final JangteoExtension extension = JangteoExtension.in(() -> directory).withoutReset();

        @Test
        @Order(1)
        void a_test_leaves_something(Jangteo shop) {
            shop.given().user();
        }

        @Test
        @Order(2)
        void the_next_one_finds_it(Jangteo shop) {
            assertThat(usersIn(shop)).isEqualTo(1);
        }
    }

    @Test
    void a_directory_that_is_not_there_yet_is_named_at_once() {
        assertThatThrownBy(() -> JangteoExtension.in((Path) null)).hasMessageContaining("in(() -> directory)");
    }

    @Test
    void a_shop_that_was_not_started_says_why() {
        assertThatThrownBy(() -> JangteoExtension.inMemory().shop())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }
}
