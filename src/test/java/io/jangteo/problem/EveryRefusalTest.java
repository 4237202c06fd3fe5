package io.jangteo.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jangteo.point.ChargeViolation;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that every refusal has a text; finds the refusals in the compiled classes. */
class EveryRefusalTest {
    private static final List<Refusal> REFUSALS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.jangteo").stream()
                    .flatMap(type -> type.getFields().stream())
                    .filter(EveryRefusalTest::isRefusal)
                    .map(EveryRefusalTest::valueOf)
                    .toList();

    private final Texts texts = new Texts();

    @Test
    void every_refusal_has_a_text_in_every_language() {
        assertThat(REFUSALS).hasSizeGreaterThan(20).allSatisfy(refusal -> {
            assertThat(Texts.LANGUAGES)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(language -> assertThat(texts.detail(refusal.problem(), language))
                            .isNotEqualTo(refusal.code()));
        });
    }

    @Test
    void no_code_is_declared_twice() {
        assertThat(REFUSALS).extracting(Refusal::code).doesNotHaveDuplicates();
    }

    @Test
    void every_charge_violation_has_a_text_of_its_own_in_english() {
        Refusal refusal = new Refusal("INVALID_CHARGE_AMOUNT", 400);
        Set<String> details = Arrays.stream(ChargeViolation.values())
                .map(violation -> texts.detail(refusal.problem().variant(violation.name()), Locale.ENGLISH))
                .collect(Collectors.toSet());

        assertThat(details)
                .hasSize(ChargeViolation.values().length)
                .doesNotContain(texts.detail(refusal.problem(), Locale.ENGLISH));
    }

    private static boolean isRefusal(JavaField field) {
        return field.getRawType().isEquivalentTo(Refusal.class)
                && field.getModifiers().contains(JavaModifier.STATIC);
    }

    private static Refusal valueOf(JavaField declared) {
        JavaClass owner = declared.getOwner();
        try {
            Field field = owner.reflect().getDeclaredField(declared.getName());
            field.setAccessible(true);
            return (Refusal) field.get(null);
        } catch (ReflectiveOperationException thrown) {
            throw new AssertionError(declared.getFullName(), thrown);
        }
    }
}
