package io.jangteo.torture;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.Arrays;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/** Takes one defence out of the unchanged jar: a method, by its class and name, that then does nothing at all. */
public final class UndoneAgent {
    private UndoneAgent() {}

    /** The option of the Java machine that undoes the method, such as {@code io.jangteo.web.Deadlines#sweep}. */
    static String option(Path directory, String method) throws IOException {
        requireThere(method);
        Path jar = AgentJar.make(directory.resolve("undone.jar"), UndoneAgent.class, Undone.class);
        return "-javaagent:" + jar + "=" + method;
    }

    /** A defence that has been renamed would stay, and the control would catch nothing. */
    private static void requireThere(String method) {
        String[] names = method.split("#");
        try {
            Class<?> type = Class.forName(names[0], false, UndoneAgent.class.getClassLoader());
            if (Arrays.stream(type.getDeclaredMethods())
                    .noneMatch(each -> each.getName().equals(names[1]))) {
                throw new AssertionError("There is no method " + method);
            }
        } catch (ClassNotFoundException thrown) {
            throw new AssertionError("There is no class of the method " + method, thrown);
        }
    }

    public static void premain(String argument, Instrumentation instrumentation) {
        String[] names = argument.split("#");
        new AgentBuilder.Default()
                .type(ElementMatchers.named(names[0]))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Undone.class).on(ElementMatchers.named(names[1]))))
                .installOn(instrumentation);
    }

    /** Before the method: it is skipped, and gives nothing. */
    static final class Undone {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }
}
