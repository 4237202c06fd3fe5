package io.jangteo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jangteo.database.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests of a shop run on both engines, or say why not. */
@BothEngines
class EnginesTest {
    @RegisterExtension
    static final TestShop SHOP = TestShop.standard();

    @Test
    void the_shop_runs_on_the_engine_of_this_run() {
        assertThat(SHOP.database().engine()).isEqualTo(Engines.isPostgres() ? Engine.POSTGRES : Engine.SQLITE);
    }

    @Test
    void every_test_of_a_shop_is_of_both_engines_or_says_why_not() {
        List<String> silent = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS).importPackages("io.jangteo").stream()
                        .filter(EnginesTest::hasAShop)
                        .filter(test -> !test.isAnnotatedWith(BothEngines.class)
                                && !test.isAnnotatedWith(SqliteOnly.class)
                                && !test.isAnnotatedWith(PostgresOnly.class))
                        .map(JavaClass::getFullName)
                        .toList();
        assertThat(silent).isEmpty();
    }

    /** Pages are the same on both. */
    private static boolean hasAShop(JavaClass test) {
        return test.getSimpleName().endsWith("Test")
                && !test.getPackageName().equals("io.jangteo.browser")
                && test.getFields().stream()
                        .anyMatch(field -> field.getRawType().isEquivalentTo(TestShop.class));
    }
}
