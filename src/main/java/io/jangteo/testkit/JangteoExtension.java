package io.jangteo.testkit;

import io.jangteo.Config;
import io.jangteo.ConfigBuilder;
import io.jangteo.Jangteo;
import io.jangteo.database.DataDirectory;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A shop for JUnit tests: the real server on a free port, in test mode, alone in its tests.
 *
 * <p>In a {@code static} field it is started once for the class, in an ordinary field once for each test. It is reset
 * before each test, and its books are checked after each; both can be switched off. A parameter of type {@link Jangteo}
 * is this shop. {@code @ExtendWith(JangteoExtension.class)} does as well as a field.
 */
public final class JangteoExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final UnaryOperator<ConfigBuilder> settings;
    private final boolean resets;
    private final boolean checksBooks;
    private final boolean stopsClock;
    private Jangteo shop;
    private String startedBy;
    private final AtomicReference<String> runningTest = new AtomicReference<>();

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

    /** A shop that is kept in memory. */
    public static JangteoExtension inMemory() {
        return new JangteoExtension();
    }

    /** A shop that is kept in a directory; give it a temporary one, for nothing in it is deleted. */
    public static JangteoExtension in(Path directory) {
        Objects.requireNonNull(directory, "There is no directory yet: say in(() -> directory) of a @TempDir");
        return in(() -> directory);
    }

    /** As {@link #in(Path)}, for a directory that is only known when the shop starts, as a {@code @TempDir} is. */
    public static JangteoExtension in(Supplier<Path> directory) {
        return new JangteoExtension(settings -> settings.data(directory.get()), true, true, false);
    }

    /** Each test begins with the demo shop instead of an empty one. */
    public JangteoExtension demo() {
        return with(builder -> builder.demo(true));
    }

    /** Sets more of it; test mode and the free port stay. */
    public JangteoExtension with(UnaryOperator<ConfigBuilder> more) {
        return new JangteoExtension(builder -> more.apply(settings.apply(builder)), resets, checksBooks, stopsClock);
    }

    /** Each test goes on with the shop that the one before left. */
    public JangteoExtension withoutReset() {
        return new JangteoExtension(settings, false, checksBooks, stopsClock);
    }

    /** The books are not checked by themselves. */
    public JangteoExtension withoutBooks() {
        return new JangteoExtension(settings, resets, false, stopsClock);
    }

    /** The clock stands still in each test until it is moved. */
    public JangteoExtension withStoppedClock() {
        return new JangteoExtension(settings, resets, checksBooks, true);
    }

    /** The shop, from the first callback on. */
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
            shop.clock().stop();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean wasAlone = !resets || runningTest.compareAndSet(context.getUniqueId(), null);
        if (shop == null || !wasAlone) {
            // It could not be started, or is another test's, and that was said.
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
        // A nested class ends before the one that holds the shop.
        stopIfStartedBy(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Jangteo.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // A class of which there is one instance for all tests is constructed before anything else happens.
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
        if (context.getUniqueId().equals(startedBy)) {
            Jangteo ending = shop;
            shop = null;
            startedBy = null;
            ending.close();
        }
    }

    private static IllegalStateException sharedAtOnce() {
        return new IllegalStateException("Two tests use this shop at once, and each would reset it under the other:"
                + " give each its own in an ordinary field, run them one by one with @Execution(SAME_THREAD),"
                + " or share it withoutReset()");
    }

    /** Closed by JUnit when the context ends: before 5.13 for the one reason, from then on for the other. */
    @SuppressWarnings("deprecation")
    private record AtEnd(Runnable work) implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            work.run();
        }
    }
}
