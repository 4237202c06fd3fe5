package io.jangteo.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run of the command line answered. */
record CommandRun(int status, String out, String err) {

    static CommandRun of(String... arguments) {
        return withPassword(null, arguments);
    }

    /** Runs it with the password of the database in the environment. */
    static CommandRun withPassword(@Nullable String password, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        if (password != null) {
            environment.put("JANGTEO_DATABASE_PASSWORD", password);
        }
        return in(environment, arguments);
    }

    static CommandRun in(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Commands.run(List.of(arguments), environment, new Console(print(out), print(err)));
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
