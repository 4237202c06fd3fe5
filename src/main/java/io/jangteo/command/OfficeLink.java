package io.jangteo.command;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.log.LogFormat;
import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The link to the back office that a server started by hand prints. It carries the key in its fragment, which a browser
 * sends nowhere. An unattended server, or one that others can reach, prints no key: its output is a log, where a key
 * does not belong.
 */
final class OfficeLink {
    private OfficeLink() {}

    /**
     * Empty if nobody watches the output; without the key if others can reach the server, or if the key was configured.
     */
    static Optional<String> of(Config config, Jangteo shop) {
        if (!config.demo() && !config.testMode() && !isTerminal(System.console())) {
            return Optional.empty();
        }
        String page = "Back office: " + shop.baseUrl() + "/office";
        // JSON lines are collected as logs, where a key does not belong either.
        if (config.adminKey() != null || !config.isLoopback() || config.logFormat() == LogFormat.JSON) {
            return Optional.of(page);
        }
        return Optional.of(page + "#key=" + shop.adminKey());
    }

    /** From Java 22 on there is a console even without a terminal, and a method that tells. */
    static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException thrown) {
            return false;
        }
    }
}
