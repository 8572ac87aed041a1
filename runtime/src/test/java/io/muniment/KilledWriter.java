package io.muniment;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * A program that writes until it is killed. Each of its threads puts the keys of its own range one after the other,
 * and prints each when it is acknowledged; and asks for ids, and prints them.
 */
final class KilledWriter {

    static final int THREADS = 3;
    static final long RANGE = 1_000_000_000L;
    static final String ID = "id ";

    private KilledWriter() {}

    /** The directory, the durability, and for each thread the first key to put. */
    public static void main(String[] arguments) {
        Options options = Options.defaults()
                .durability(Durability.valueOf(arguments[1]))
                .segmentBytes(1 << 20)
                .snapshotAt(0.2, 200_000);
        SampleDb db = SampleDb.open(Path.of(arguments[0]), options);
        PrintStream acknowledgements = System.out;
        for (int t = 0; t < THREADS; t++) {
            long first = Long.parseLong(arguments[2 + t]);
            String name = "thread " + t;
            new Thread(() -> {
                        for (long key = first; ; key++) {
                            db.events().put(key, "value of " + key);
                            db.counts().put(name, key);
                            synchronized (acknowledgements) {
                                acknowledgements.println(key);
                            }
                            long id = db.events().nextId();
                            synchronized (acknowledgements) {
                                acknowledgements.println(ID + id);
                            }
                        }
                    })
                    .start();
        }
    }
}
