package io.jangteo.seed;

import java.util.Map;
import java.util.TreeMap;

/** The places of rows in a list, from 1, by their ids: remembers only where ids are missing. */
final class Places {
    /** The place of the first row after each gap, by id. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    private long lastId;
    private long count;

    /** Adds the next row of the list, in the order of the ids. */
    void add(long id) {
        count++;
        if (id != lastId + 1) {
            runs.put(id, count);
        }
        lastId = id;
    }

    long of(long id) {
        Map.Entry<Long, Long> run = runs.floorEntry(id);
        return run == null ? id : run.getValue() + id - run.getKey();
    }
}
