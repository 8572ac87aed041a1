package io.muniment.snapshot;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a snapshot's file. Ordered by sequence.
 *
 * @param sequence the last commit in it
 */
public record SnapshotName(long sequence) implements Comparable<SnapshotName> {

    /** A file whose name begins so is a snapshot, or damage. */
    public static final String PREFIX = "snapshot-";

    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-7][0-9a-f]{15})\\.snap");

    /** Reads a file name; empty when no snapshot is called so. */
    public static Optional<SnapshotName> parse(String fileName) {
        Matcher matcher = FORM.matcher(fileName);
        return matcher.matches()
                ? Optional.of(new SnapshotName(Long.parseLong(matcher.group(1), 16)))
                : Optional.empty();
    }

    /** The name of the file. */
    public String fileName() {
        return String.format("%s%016x.snap", PREFIX, sequence);
    }

    /** The name of the file while it is being made. */
    public String temporaryName() {
        return fileName() + ".tmp";
    }

    @Override
    public int compareTo(SnapshotName other) {
        return Long.compare(sequence, other.sequence);
    }

    @Override
    public String toString() {
        return fileName();
    }
}
