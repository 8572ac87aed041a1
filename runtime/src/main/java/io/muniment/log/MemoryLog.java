package io.muniment.log;

import io.muniment.error.CommitsGoneException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The log of a database in memory: the commits that somebody has still to read, and the last one. Each reader holds on
 * to what it has not read; nobody else does.
 */
public final class MemoryLog {

    /** Written by whoever has the gate, read by any. */
    private volatile Node last;

    private static final class Node {

        private final Logged logged;
        private volatile @Nullable Node next;

        Node(Logged logged) {
            this.logged = logged;
        }
    }

    /** Begins behind commit {@code after}. */
    public MemoryLog(long after) {
        last = new Node(new Logged(after, new byte[0]));
    }

    /** Appends a commit. Under the gate. */
    public void append(Record commit) {
        Node node = new Node(new Logged(commit.sequence(), Arrays.copyOf(commit.bytes, commit.length)));
        last.next = node;
        last = node;
    }

    /** A place from which it can be read, now or later. */
    public Place place() {
        return new Place(last);
    }

    /** A place in the log; what comes after it is kept as long as somebody has it. */
    public static final class Place {

        private final Node node;

        private Place(Node node) {
            this.node = node;
        }

        /**
         * Reads what comes after commit {@code after}.
         *
         * @throws CommitsGoneException if that begins before this place
         */
        public CommitReader readAfter(long after) {
            return new Reader(node, after);
        }
    }

    private static final class Reader implements CommitReader {

        private final long after;
        private Node read;

        Reader(Node read, long after) {
            this.read = read;
            this.after = after;
            if (read.logged.sequence() > after) {
                throw new CommitsGoneException(after, read.logged.sequence() + 1);
            }
        }

        @Override
        public @Nullable Logged next(long limit) {
            Node next = read.next;
            while (next != null && next.logged.sequence() <= limit) {
                read = next;
                if (next.logged.sequence() > after) {
                    return next.logged;
                }
                next = next.next;
            }
            return null;
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
