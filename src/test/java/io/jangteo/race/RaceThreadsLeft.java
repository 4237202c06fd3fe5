package io.jangteo.race;

import static org.awaitility.Awaitility.await;

import java.util.List;

/** The threads of races that are alive. */
final class RaceThreadsLeft {
    private RaceThreadsLeft() {}

    static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(RaceRun.THREADS))
                .toList();
    }

    static void awaitNone() {
        await().until(() -> names().isEmpty());
    }
}
