package io.jangteo;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import io.jangteo.database.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms: which may import which, where SQL may be, and how large a file or method may grow. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java/io/jangteo");
    private static final int FILE_LINES_MAX = 300;
    private static final int FILE_LINES_MEDIAN_MAX = 80;
    private static final int METHOD_LINES_MAX = 50;
    private static final int ROOT_FILES_MAX = 10;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jangteo");

    /** The imports allowed to each room; every room may import itself and libraries. */
    private static final Map<String, Set<String>> ROOMS = rooms();

    private static final Set<String> DOMAIN =
            Set.of("books", "coupon", "dataplatform", "demo", "order", "point", "product", "race", "ranking", "user");

    private static Map<String, Set<String>> rooms() {
        Set<String> platform = Set.of("problem", "database", "json", "web", "security", "idempotency", "schedule");
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        rooms.put("problem", Set.of());
        rooms.put("log", Set.of());
        rooms.put("database", Set.of("problem", "schedule"));
        rooms.put("json", Set.of("problem"));
        rooms.put("security", Set.of("problem", "database"));
        rooms.put("schedule", Set.of("problem"));
        rooms.put("idempotency", Set.of("problem", "database", "schedule"));
        rooms.put("web", Set.of("log", "problem", "database", "json", "security", "idempotency", "schedule"));
        rooms.put("administration", platform);
        rooms.put("backup", platform);
        rooms.put("books", platform);
        rooms.put("dataplatform", platform);
        rooms.put("user", platform);
        rooms.put("point", with(platform, "user", "dataplatform"));
        rooms.put("product", with(platform, "dataplatform"));
        rooms.put("coupon", with(platform, "user", "dataplatform"));
        rooms.put("race", with(platform, "user", "coupon", "product", "order", "books"));
        rooms.put("ranking", with(platform, "product"));
        rooms.put("order", with(platform, "user", "point", "product", "coupon", "dataplatform"));
        rooms.put("attention", with(platform, "product", "coupon", "order", "dataplatform", "books"));
        rooms.put("config", Set.of("log", "security", "dataplatform"));
        rooms.put("storage", Set.of("problem", "database", "security", "dataplatform", "config"));
        rooms.put("testmode", platform);
        rooms.put("testkit", with(rooms.get("order"), "order", "books", "testmode", "config"));
        rooms.put("seed", with(platform, "user", "point", "product", "coupon", "order"));
        rooms.put("demo", with(platform, "user", "point", "product", "coupon", "order", "seed"));
        rooms.put("command", Set.copyOf(rooms.keySet()));
        return rooms;
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        Set<String> all = new TreeSet<>(rooms);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<String> without(Set<String> rooms, String... some) {
        Set<String> others = new TreeSet<>(rooms);
        others.removeAll(List.of(some));
        return others;
    }

    @Test
    void every_room_stands_in_the_table() {
        Set<String> found = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("io.jangteo."))
                .map(name -> name.substring("io.jangteo.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(new TreeSet<>(ROOMS.keySet()));
    }

    @Test
    void the_root_is_a_table_of_contents() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeLessThanOrEqualTo(ROOT_FILES_MAX);
        }
    }

    @Test
    void rooms_import_only_what_the_table_allows() {
        ROOMS.forEach((room, allowed) -> {
            DescribedPredicate<JavaClass> ours = resideInAPackage("io.jangteo..");
            DescribedPredicate<JavaClass> permitted = resideInAPackage(packageOf(room));
            if (room.equals("testkit") || room.equals("command")) {
                // They start the whole shop, for test authors and for a process of its own.
                permitted = permitted.or(resideInAPackage("io.jangteo"));
            }
            for (String other : allowed) {
                permitted = permitted.or(resideInAPackage(packageOf(other)));
            }
            noClasses()
                    .that()
                    .resideInAPackage(packageOf(room))
                    .should()
                    .dependOnClassesThat(are(ours.and(DescribedPredicate.not(permitted))))
                    .because("the room " + room + " may import " + allowed)
                    .check(CLASSES);
        });
    }

    @Test
    void rooms_of_the_domain_know_nothing_of_http() {
        domain(DOMAIN)
                .and()
                .haveSimpleNameNotEndingWith("Routes")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.jangteo.web..", "io.javalin..", "org.eclipse.jetty..")
                .check(CLASSES);
    }

    /** Omits the books and the race, which read the JSON that others were sent. */
    @Test
    void services_know_nothing_of_json() {
        domain(without(DOMAIN, "books", "race"))
                .and()
                .haveSimpleNameNotEndingWith("Routes")
                .and()
                .haveSimpleNameNotEndingWith("Request")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")
                        .and(DescribedPredicate.not(resideInAPackage("com.fasterxml.jackson.databind.annotation"))))
                .check(CLASSES);
    }

    private static GivenClassesConjunction domain(Set<String> rooms) {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        rooms.stream().map(ArchitectureTest::packageOf).toArray(String[]::new));
    }

    @Test
    void rooms_form_no_circle() {
        slices().matching("io.jangteo.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void sql_stands_in_the_sql_classes_alone() {
        noClasses()
                .that(DescribedPredicate.not(simpleNameEndingWith("Sql")))
                .should()
                .callMethodWhere(
                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                        "createQuery|createUpdate|createScript|createCall|prepareBatch|executeQuery|executeUpdate")))
                .orShould()
                // By name: parameters come and go, and a rule for those of yesterday is never broken.
                .callMethodWhere(DescribedPredicate.describe(
                        "Sql.of or Rows.insert",
                        call -> Set.of("Sql.of", "Rows.insert")
                                .contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
                .check(CLASSES);
        classes()
                .that()
                .haveSimpleNameEndingWith("Sql")
                .and()
                .doNotBelongToAnyOf(Sql.class)
                .should()
                .notBePublic()
                .check(CLASSES);
    }

    @Test
    void nothing_looks_at_the_wall_clock_or_at_the_console() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.jangteo.log.Logging")
                .and()
                .doNotHaveFullyQualifiedName("io.jangteo.Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void no_cache_is_of_a_kind_that_the_jar_leaves_out() {
        noClasses()
                .should()
                .callMethod(Caffeine.class, "weakKeys")
                .orShould()
                .callMethod(Caffeine.class, "weakValues")
                .orShould()
                .callMethod(Caffeine.class, "softValues")
                .check(CLASSES);
    }

    @Test
    void no_room_is_a_drawer_for_odds_and_ends() {
        noClasses()
                .should()
                .resideInAnyPackage("..common..", "..util..", "..helper..", "..model..", "..dto..", "..impl..")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .check(CLASSES);
    }

    @Test
    void every_room_says_what_lives_there() {
        ROOMS.keySet()
                .forEach(room -> assertThat(SOURCES.resolve(room).resolve("package-info.java"))
                        .isRegularFile());
    }

    @Test
    void files_and_methods_stay_small() throws IOException {
        List<Integer> lengths = new ArrayList<>();
        List<String> tooLong = new ArrayList<>();
        for (Path file : sources()) {
            int lines = Files.readAllLines(file).size();
            lengths.add(lines);
            if (lines > FILE_LINES_MAX) {
                tooLong.add(file + ": " + lines + " lines");
            }
        }
        tooLong.addAll(MethodLengths.above(METHOD_LINES_MAX, sources()));
        assertThat(tooLong).isEmpty();
        lengths.sort(Integer::compare);
        assertThat(lengths.get(lengths.size() / 2)).isLessThan(FILE_LINES_MEDIAN_MAX);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }

    private static String packageOf(String room) {
        return "io.jangteo." + room + "..";
    }
}
