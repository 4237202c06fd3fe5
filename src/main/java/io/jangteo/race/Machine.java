package io.jangteo.race;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * The machine on which a race ran, so that its figures can be compared.
 *
 * @param processors the number that the server may use; the racers use them too
 * @param memoryMaxBytes the largest heap of the server
 * @param system the operating system and its processor architecture
 * @param java the version of the Java runtime
 */
@JsonTypeName("RaceMachine")
public record Machine(int processors, long memoryMaxBytes, String system, String java) {
    static Machine current() {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                runtime.availableProcessors(),
                runtime.maxMemory(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.version().toString());
    }
}
