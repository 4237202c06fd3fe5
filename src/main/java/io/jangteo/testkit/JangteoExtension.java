package io.jangteo.testkit;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.config.ConfigBuilder;
import io.jangteo.database.DataDirectory;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A shop for JUnit tests: the real server on a free port, in test mode, used by these tests alone.
 *
 * <p>In a {@code static} field it is started once for the class, in an ordinary field once for each test. It is reset
 * before each test, and its books are checked after each; both can be switched off. A parameter of type {@link Jangteo}
 * is this shop. {@code @ExtendWith(JangteoExtension.class)} works like a field.
 */
public final class JangteoExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final UnaryOperator<ConfigBuilder> settings;
    private final boolean resets;
    private final boolean checksBooks;
    private final boolean stopsClock;
    private @Nullable Jangteo shop;
    private String startedBy = "";
    private final AtomicReference<@Nullable String> runningTest = new AtomicReference<>();

    /** As {@link #inMemory()}. */
    public JangteoExtension() {
        this(settings -> settings.inMemory(true), true, true, false);
    }

    private JangteoExtension(
            UnaryOperator<ConfigBuilder> settings, boolean resets, boolean checksBooks, boolean stopsClock) {
        this.settings = settings;
        this.resets = resets;
        this.checksBooks = checksBooks;
        this.stopsClock = stopsClock;
    }

    /** Keeps the shop in memory. */
    public static JangteoExtension inMemory() {
        return new JangteoExtension();
    }

    /** Keeps the shop in a directory; use a temporary one, since the extension deletes nothing in it. */
    public static JangteoExtension in(Path directory) {
        Objects.requireNonNull(directory, "There is no directory yet: say in(() -> directory) of a @TempDir");
        return in(() -> directory);
    }

    /** As {@link #in(Path)}, for a directory known only when the shop starts, such as a {@code @TempDir}. */
    public static JangteoExtension in(Supplier<Path> directory) {
        return new JangteoExtension(settings -> settings.data(directory.get()), true, true, false);
    }

    /** Begins each test with the demo shop instead of an empty one. */
    public JangteoExtension demo() {
        return with(builder -> builder.demo(true));
    }

    /** Begins each test with the shop of a seed file; {@link Jangteo#seed} fills an empty shop within a test. */
    public JangteoExtension seed(Path file) {
        return with(builder -> builder.seed(file));
    }

    /** Changes further settings; test mode and the free port stay. */
    public JangteoExtension with(UnaryOperator<ConfigBuilder> more) {
        return new JangteoExtension(builder -> more.apply(settings.apply(builder)), resets, checksBooks, stopsClock);
    }

    /** Continues each test with the shop as the previous one left it. */
    public JangteoExtension withoutReset() {
        return new JangteoExtension(settings, false, checksBooks, stopsClock);
    }

    /** Leaves checking the books to the tests. */
    public JangteoExtension withoutBooks() {
        return new JangteoExtension(settings, resets, false, stopsClock);
    }

    /** Stops the clock at the start of each test, until it is moved. */
    public JangteoExtension withStoppedClock() {
        return new JangteoExtension(settings, resets, checksBooks, true);
    }

    /** Returns the shop; available from the first callback on. */
    public Jangteo shop() {
        if (shop == null) {
            throw new IllegalStateException("The shop has not been started yet: is the field a @RegisterExtension?");
        }
        return shop;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (shop == null) {
            start(context);
        } else if (!context.getUniqueId().startsWith(startedBy)) {
            throw sharedAtOnce();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (resets && !runningTest.compareAndSet(null, context.getUniqueId())) {
            throw sharedAtOnce();
        }
        if (shop == null) {
            start(context);
        } else if (shop.isClosed()) {
            shop = started();
        } else if (resets) {
            shop.reset();
        }
        if (stopsClock) {
            shop().clock().stop();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean wasAlone = !resets || runningTest.compareAndSet(context.getUniqueId(), null);
        if (shop == null || !wasAlone) {
            // It could not start, or another test is using it; that was reported.
            return;
        }
        try {
            if (checksBooks && !shop.isClosed()) {
                BooksAssert.assertThat(shop.books()).balanced();
            }
        } finally {
            stopIfStartedBy(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // A nested class ends before the class that holds the shop.
        stopIfStartedBy(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Jangteo.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // With one instance for all tests, the class is constructed before any callback.
        if (shop == null && parameter.getDeclaringExecutable() instanceof Constructor) {
            start(context);
        }
        return shop();
    }

    private void start(ExtensionContext context) {
        shop = started();
        startedBy = context.getUniqueId();
        // No callback follows when a constructor fails.
        context.getStore(Namespace.create(this)).put("shop", new AtEnd(() -> stopIfStartedBy(context)));
    }

    private Jangteo started() {
        Config config = settings.apply(Config.builder()).port(0).testMode(true).build();
        boolean used = !config.inMemory() && Files.exists(new DataDirectory(config.data()).database());
        Jangteo started = Jangteo.start(config);
        if (used && resets) {
            started.reset();
        }
        return started;
    }

    private void stopIfStartedBy(ExtensionContext context) {
        Jangteo ending = shop;
        if (ending != null && context.getUniqueId().equals(startedBy)) {
            shop = null;
            startedBy = "";
            ending.close();
        }
    }

    private static IllegalStateException sharedAtOnce() {
        return new IllegalStateException("Two tests use this shop at once, and each would reset it under the other:"
                + " give each its own in an ordinary field, run them one by one with @Execution(SAME_THREAD),"
                + " or share it withoutReset()");
    }

    /** Closed by JUnit when the context ends: through the first interface before 5.13, through the second since. */
    @SuppressWarnings("deprecation")
    private record AtEnd(Runnable work) implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            work.run();
        }
    }
}
