package io.jangteo.torture;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Plants, in the unchanged jar, what exhausts the heap or the stack: in the handler of a read, on the writer's thread,
 * and in scheduled work. It is asked for by ids and amounts that nothing else uses.
 */
public final class PlantAgent {
    /** The ids of products whose reading exhausts something, and the amounts whose charging does. */
    static final long HEAP = 666_001;

    static final long STACK = 666_002;
    /** Has the schedule's next look exhaust the heap. */
    static final long HEAP_LATER = 666_003;

    private static final String FORGIVING = "forgiving";
    private static final int CHUNK_BYTES = 1 << 20;

    private static volatile boolean forgiving;
    private static volatile boolean later;

    private PlantAgent() {}

    /** The agent as a file, for {@code -javaagent}. */
    static Path jar(Path directory) throws IOException {
        return AgentJar.make(directory.resolve("plant.jar"), PlantAgent.class, Called.class, Looked.class);
    }

    /** The same agent's option of the Java machine; a forgiving plant keeps to itself what it has exhausted. */
    static String option(Path jar, boolean forgiving) {
        return "-javaagent:" + jar + (forgiving ? "=" + FORGIVING : "");
    }

    public static void premain(String argument, Instrumentation instrumentation) {
        forgiving = FORGIVING.equals(argument);
        new AgentBuilder.Default()
                .type(ElementMatchers.namedOneOf("io.jangteo.product.Products", "io.jangteo.point.Points"))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Called.class).on(ElementMatchers.namedOneOf("get", "charge"))))
                .type(ElementMatchers.named("io.jangteo.order.OrderExpiry"))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(Looked.class).on(ElementMatchers.named("nextDue"))))
                .installOn(instrumentation);
    }

    /** Before a planted method with arguments. */
    static final class Called {
        @Advice.OnMethodEnter
        static void enter(@Advice.AllArguments Object[] arguments) {
            PlantAgent.called(arguments);
        }
    }

    /** Before a look at the agenda. */
    static final class Looked {
        @Advice.OnMethodEnter
        static void enter() {
            PlantAgent.looked();
        }
    }

    public static void called(Object[] arguments) {
        for (Object argument : arguments) {
            // An amount may stand in a request's record.
            String text = String.valueOf(argument);
            if (text.contains(Long.toString(HEAP))) {
                exhaustHeap();
            } else if (text.contains(Long.toString(STACK))) {
                exhaustStack(0);
            } else if (text.contains(Long.toString(HEAP_LATER))) {
                later = true;
            }
        }
    }

    public static void looked() {
        if (later) {
            later = false;
            exhaustHeap();
        }
    }

    private static void exhaustHeap() {
        try {
            List<byte[]> all = new ArrayList<>();
            while (true) {
                all.add(new byte[CHUNK_BYTES]);
            }
        } catch (OutOfMemoryError exhausted) {
            if (!forgiving) {
                throw exhausted;
            }
        }
    }

    private static long exhaustStack(long depth) {
        return exhaustStack(depth + 1) + 1;
    }
}
