package io.jangteo.jar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the jar is made of, how large it is, and that it says whose work it is. */
class ContentsIT {
    private static final Path JAR = Path.of(System.getProperty("jangteo.jar", "target/jangteo.jar"));
    private static final long BYTES_MAX = 22_000_000;
    private static final Pattern IN_REPOSITORY = Pattern.compile(".*/([^/]+)/([^/]+)/\\1-\\2\\.jar");

    @Test
    void it_is_no_larger_than_it_has_to_be() throws IOException {
        assertThat(Files.size(JAR)).isLessThanOrEqualTo(BYTES_MAX);
    }

    @Test
    void everything_in_it_has_a_notice_with_a_licence() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            String notices = text(jar, "META-INF/THIRD-PARTY.txt");
            List<String> libraries = librariesIn(jar);
            assertThat(libraries)
                    .hasSizeGreaterThan(30)
                    .allSatisfy(library -> assertThat(notices).contains(library));
            assertThat(notices.lines().filter(line -> line.contains(" - ") && line.contains(":")))
                    .allMatch(line -> line.matches("\\s*\\(.+\\).*"));
            assertThat(notices).doesNotContainIgnoringCase("unknown license");
        }
    }

    @Test
    void the_texts_of_licences_that_ask_for_it_come_along() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/NOTICE")).contains("Jackson", "Prometheus");
            assertThat(text(jar, "META-INF/LICENSE.txt")).contains("QOS.ch");
            assertThat(text(jar, "META-INF/java-jwt-LICENSE.txt")).contains("Auth0");
            assertThat(text(jar, "META-INF/maven/org.xerial/sqlite-jdbc/LICENSE.zentus"))
                    .contains("David Crawshaw");
        }
    }

    @Test
    void every_jar_that_is_installed_has_the_licence_and_the_fat_one_adds_those_of_others() throws IOException {
        String licence = Files.readString(Path.of("src/main/resources/META-INF/LICENSE"));
        String name = JAR.resolveSibling("jangteo-" + version()).toString();
        for (String end : List.of(".jar", "-sources.jar")) {
            try (ZipFile jar = new ZipFile(name + end)) {
                assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(licence);
            }
        }
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).startsWith(licence).hasSizeGreaterThan(licence.length() + 1_000);
        }
    }

    @Test
    void what_is_installed_and_both_readmes_name_the_licence() throws IOException {
        assertThat(Files.readString(JAR.resolveSibling("jangteo.pom")))
                .contains("<version>" + version() + "</version>")
                .containsSubsequence("<url>", "<license>", "<name>Apache-2.0</name>", "<developer>", "<scm>");
        for (Path readme : List.of(Path.of("README.md"), Path.of("src/docs/README.ko.md"))) {
            assertThat(Files.readString(readme)).contains("[Apache License 2.0](");
        }
    }

    @Test
    void it_runs_where_people_run_it() throws IOException {
        TreeSet<String> platforms = new TreeSet<>();
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith("org/sqlite/native/") && !name.endsWith("/"))
                    .forEach(name -> platforms.add(name.split("/")[3] + "/" + name.split("/")[4]));
        }
        assertThat(platforms)
                .containsExactly(
                        "Linux-Musl/aarch64",
                        "Linux-Musl/x86_64",
                        "Linux/aarch64",
                        "Linux/x86_64",
                        "Mac/aarch64",
                        "Mac/x86_64",
                        "Windows/aarch64",
                        "Windows/x86_64");
    }

    private static String version() throws IOException {
        Matcher version = Pattern.compile("<version>(.*)</version>").matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    /** The libraries of the class path of which something stands in the jar, as {@code :name:version}. */
    private static List<String> librariesIn(ZipFile jar) throws IOException {
        List<String> libraries = new ArrayList<>();
        for (String path : classPath().toList()) {
            Matcher matcher = IN_REPOSITORY.matcher(path.replace(File.separatorChar, '/'));
            if (matcher.matches() && holdsSomethingOf(jar, path)) {
                libraries.add(":" + matcher.group(1) + ":" + matcher.group(2));
            }
        }
        return libraries;
    }

    private static boolean holdsSomethingOf(ZipFile jar, String path) throws IOException {
        try (ZipFile library = new ZipFile(path)) {
            Enumeration<? extends ZipEntry> entries = library.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                ZipEntry shaded = jar.getEntry(entry.getName());
                boolean counts = entry.getName().endsWith(".class")
                        || entry.getName().startsWith("META-INF/resources/webjars/") && !entry.isDirectory();
                if (counts && entry.getSize() > 0 && shaded != null && shaded.getCrc() == entry.getCrc()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Stream<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator)).filter(each -> each.endsWith(".jar"));
    }

    private static String text(ZipFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
