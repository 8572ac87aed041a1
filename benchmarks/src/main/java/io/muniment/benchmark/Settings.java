package io.muniment.benchmark;

import java.nio.file.Path;

/**
 * How large and how long, from system properties.
 *
 * @param entries the entries of each map and database
 * @param rounds how often each side has its turn; one more comes before, and does not count
 * @param millis how long a turn takes, where it is time that ends it
 * @param directory where the files go; what is in it before is removed
 */
record Settings(int entries, int rounds, int millis, Path directory) {

    static Settings fromProperties() {
        return new Settings(
                Integer.getInteger("entries", 1_000_000),
                Integer.getInteger("rounds", 5),
                Integer.getInteger("millis", 1_000),
                Path.of(System.getProperty("directory", "benchmark-data")));
    }

    /** The entries where each one is synced. */
    int syncedEntries() {
        return Math.max(1, entries / 10);
    }
}
