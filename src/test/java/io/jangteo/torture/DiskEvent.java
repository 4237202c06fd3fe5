package io.jangteo.torture;

/**
 * One thing that a traced process did.
 *
 * @param begin where it stands among all that was noted
 * @param end where it had come back, or the process had ended in the midst of it
 * @param kind what it was
 * @param path the file, relative to the data directory and empty for the directory itself; of a reply, its request's id
 * @param other the new name of a link or of a renamed file; of a reply, its text
 * @param offset where it wrote, or to what length it cut; of a reply, its status
 * @param data what it wrote
 * @param failed whether the call said that it had not worked
 */
record DiskEvent(int begin, int end, Kind kind, String path, String other, long offset, byte[] data, boolean failed) {
    private static final byte[] NOTHING = {};

    enum Kind {
        CREATE,
        WRITE,
        TRUNCATE,
        FLUSH,
        RENAME,
        LINK,
        UNLINK,
        /** A whole HTTP reply went into a socket. */
        REPLY,
        /** The server said that it is ready. */
        READY
    }

    static DiskEvent write(int begin, int end, String path, long offset, byte[] data) {
        return new DiskEvent(begin, end, Kind.WRITE, path, "", offset, data, false);
    }

    static DiskEvent truncate(int begin, int end, String path, long length) {
        return new DiskEvent(begin, end, Kind.TRUNCATE, path, "", length, NOTHING, false);
    }

    static DiskEvent flush(int begin, int end, String path, boolean failed) {
        return new DiskEvent(begin, end, Kind.FLUSH, path, "", 0, NOTHING, failed);
    }

    static DiskEvent names(Kind kind, int begin, int end, String path, String other) {
        return new DiskEvent(begin, end, kind, path, other, 0, NOTHING, false);
    }

    static DiskEvent reply(int begin, String requestId, long status, String text) {
        return new DiskEvent(begin, begin, Kind.REPLY, requestId, text, status, NOTHING, false);
    }

    static DiskEvent ready(int begin) {
        return new DiskEvent(begin, begin, Kind.READY, "", "", 0, NOTHING, false);
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether it wrote to the database's log or flushed it. */
    boolean isOfLog() {
        return path.equals("jangteo.db-wal") && (kind == Kind.WRITE || kind == Kind.FLUSH || kind == Kind.TRUNCATE);
    }

    /** Whether it had come back before the other began: only then is it sure to have come first. */
    boolean isBefore(DiskEvent other) {
        return end < other.begin;
    }
}
