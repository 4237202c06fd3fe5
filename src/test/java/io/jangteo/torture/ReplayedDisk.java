package io.jangteo.torture;

import io.jangteo.torture.DiskEvent.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a disk may hold after the power went at some point of a trace. Written data is sure to be there once a flush of
 * its file has come back; a name once its directory was flushed, or, on a file system that keeps names in a journal, any
 * file. A flush that failed leaves what it should have flushed to chance for good: the system takes it for written.
 */
final class ReplayedDisk {
    private static final int SECTOR_BYTES = 512;
    /** Rebuilt from the log at each start; its content after a power cut does not matter. */
    private static final String LOG_INDEX = "-shm";

    private final Random random;
    private final boolean journaledNames;
    private final Map<String, Inode> live = new HashMap<>();
    private final Map<String, Inode> durable = new HashMap<>();
    private final Map<DiskEvent, Inode> created = new IdentityHashMap<>();
    private final List<DiskEvent> pendingNames = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    /** A file's content that is sure to be on the disk. */
    private static final class Inode {
        /** Zero from the length on. */
        private byte[] content = {};

        private int length;

        void apply(DiskEvent event) {
            int offset = (int) event.offset();
            if (event.is(Kind.TRUNCATE)) {
                Arrays.fill(content, Math.min(offset, length), length, (byte) 0);
                reserve(offset);
                length = offset;
                return;
            }
            int end = offset + event.data().length;
            reserve(end);
            length = Math.max(length, end);
            System.arraycopy(event.data(), 0, content, offset, event.data().length);
        }

        private void reserve(int size) {
            if (size > content.length) {
                content = Arrays.copyOf(content, Math.max(size, 2 * content.length));
            }
        }

        void leave(Path file) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(content, 0, length);
            }
        }

        /** Only those sectors of the write that are chosen. */
        void applyTorn(DiskEvent event, Random random) {
            boolean wasBegun = random.nextBoolean();
            int first = wasBegun ? 0 : random.nextInt(1 + event.data().length / SECTOR_BYTES);
            int sectors = 1 + random.nextInt(1 + event.data().length / SECTOR_BYTES);
            // Sectors are counted from the beginning of the file, not of the write.
            long from = Math.max(event.offset(), align(event.offset()) + (long) first * SECTOR_BYTES);
            long to = Math.min(
                    event.offset() + event.data().length,
                    align(event.offset()) + (long) (first + sectors) * SECTOR_BYTES);
            if (to > from) {
                byte[] part =
                        Arrays.copyOfRange(event.data(), (int) (from - event.offset()), (int) (to - event.offset()));
                apply(DiskEvent.write(event.begin(), event.end(), event.path(), from, part));
            }
        }

        private static long align(long offset) {
            return offset - offset % SECTOR_BYTES;
        }
    }

    private record Pending(Inode inode, DiskEvent event) {}

    /** Plays the trace up to the point where the power goes; choices that are open follow from the random numbers. */
    ReplayedDisk(List<DiskEvent> events, int cut, Random random) {
        this.random = random;
        this.journaledNames = random.nextBoolean();
        for (DiskEvent event : events) {
            if (event.begin() >= cut) {
                break;
            }
            play(event, cut);
        }
    }

    /** Puts what is left into a directory, which is emptied before. */
    void leave(Weather weather, Path directory) throws IOException {
        loseWrites(weather);
        loseNames(weather);
        empty(directory);
        for (Map.Entry<String, Inode> file : durable.entrySet()) {
            if (!file.getKey().endsWith(LOG_INDEX)) {
                Path path = directory.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                file.getValue().leave(path);
            }
        }
    }

    private void play(DiskEvent event, int cut) {
        switch (event.kind()) {
            case CREATE, RENAME, LINK, UNLINK -> {
                name(live, event);
                pendingNames.add(event);
            }
            case WRITE, TRUNCATE -> {
                Inode inode = live.get(event.path());
                if (inode != null) {
                    pending.add(new Pending(inode, event));
                }
            }
            case FLUSH -> {
                if (event.end() < cut) {
                    flush(event);
                }
            }
            case REPLY, READY -> {}
        }
    }

    private void name(Map<String, Inode> names, DiskEvent event) {
        switch (event.kind()) {
            case CREATE -> names.put(event.path(), created.computeIfAbsent(event, ignored -> new Inode()));
            case LINK -> put(names, event.other(), names.get(event.path()));
            case RENAME -> put(names, event.other(), names.remove(event.path()));
            default -> names.remove(event.path());
        }
    }

    private static void put(Map<String, Inode> names, String name, Inode inode) {
        if (inode != null) {
            names.put(name, inode);
        }
    }

    private void flush(DiskEvent flush) {
        if (!flush.failed() && (flush.path().isEmpty() || journaledNames)) {
            List<DiskEvent> reached =
                    pendingNames.stream().filter(name -> name.isBefore(flush)).toList();
            reached.forEach(name -> name(durable, name));
            pendingNames.removeAll(reached);
        }
        Inode inode = live.get(flush.path());
        if (inode == null) {
            return;
        }
        double chance = flush.failed() ? random.nextInt(3) / 3.0 : 1;
        pending.removeIf(write -> {
            boolean reached = write.inode == inode && write.event.isBefore(flush);
            if (reached && random.nextDouble() < chance) {
                inode.apply(write.event);
            }
            return reached;
        });
    }

    private void loseWrites(Weather weather) {
        switch (weather) {
            case ALL_LOST -> {}
            case IN_ORDER -> {
                int whole = random.nextInt(1 + pending.size());
                pending.subList(0, whole).forEach(write -> write.inode.apply(write.event));
                if (whole < pending.size() && random.nextBoolean()) {
                    tear(pending.get(whole));
                }
            }
            case AT_RANDOM -> {
                double chance = (1 + random.nextInt(3)) / 4.0;
                if (random.nextBoolean()) {
                    Collections.shuffle(pending, random);
                }
                for (Pending write : pending) {
                    if (random.nextDouble() < chance) {
                        write.inode.apply(write.event);
                    } else if (random.nextBoolean()) {
                        tear(write);
                    }
                }
            }
        }
    }

    private void tear(Pending write) {
        if (write.event.is(Kind.WRITE)) {
            write.inode.applyTorn(write.event, random);
        }
    }

    /** Names reach the disk in their order: file systems keep that much. */
    private void loseNames(Weather weather) {
        int kept = weather == Weather.ALL_LOST ? 0 : random.nextInt(1 + pendingNames.size());
        pendingNames.subList(0, kept).forEach(name -> name(durable, name));
    }

    private static void empty(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                if (!file.equals(directory)) {
                    Files.delete(file);
                }
            }
        }
    }
}
