package io.jangteo.database;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that holds a data directory until its input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (DirectoryLock lock = new DataDirectory(Path.of(arguments[0])).lock()) {
            System.out.println("held");
            System.in.read();
        } catch (UnusableDatabase thrown) {
            System.exit(1);
        }
    }

    static Process start(Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        Process process =
                new ProcessBuilder(java, "-cp", classes, LockHolder.class.getName(), directory.toString()).start();
        process.inputReader().readLine();
        return process;
    }
}
