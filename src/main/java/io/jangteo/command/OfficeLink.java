package io.jangteo.command;

import io.jangteo.Jangteo;
import io.jangteo.config.Config;
import io.jangteo.log.LogFormat;
import java.io.Console;
import java.util.Optional;

/**
 * What a server that was started by hand says of its back office: a link that carries the key in its fragment, which a
 * browser sends nowhere. A server that nobody watches, or that others reach, shows no key: its output is a log, and a key
 * does not belong there.
 */
final class OfficeLink {
    private OfficeLink() {}

    /** Empty if nobody looks; without the key if others reach the server, or if the key was given from outside. */
    static Optional<String> of(Config config, Jangteo shop) {
        if (!config.demo() && !config.testMode() && !isTerminal(System.console())) {
            return Optional.empty();
        }
        String page = "Back office: " + shop.baseUrl() + "/office";
        // Lines of JSON are for whoever collects logs, and a key does not belong there either.
        if (config.adminKey() != null || !config.isLoopback() || config.logFormat() == LogFormat.JSON) {
            return Optional.of(page);
        }
        return Optional.of(page + "#key=" + shop.adminKey());
    }

    /** From Java 22 on there is a console even where there is no terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
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
