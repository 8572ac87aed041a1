package io.muniment.log;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a segment's file. Ordered by first sequence, then by epoch.
 *
 * @param firstSequence the sequence of its first commit, at least 1
 * @param epoch how often a recovery has copied it
 */
public record SegmentName(long firstSequence, int epoch) implements Comparable<SegmentName> {

    /** A file whose name begins so is a segment, or damage. */
    public static final String PREFIX = "segment-";

    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-7][0-9a-f]{15})-([0-9a-f]{4})\\.log");

    private static final Comparator<SegmentName> ORDER =
            Comparator.comparingLong(SegmentName::firstSequence).thenComparingInt(SegmentName::epoch);

    /** Reads a file name; empty when no segment is called so. */
    public static Optional<SegmentName> parse(String fileName) {
        Matcher matcher = FORM.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(matcher.group(1), 16);
        return first == 0
                ? Optional.empty()
                : Optional.of(new SegmentName(first, Integer.parseInt(matcher.group(2), 16)));
    }

    /** The name of the file. */
    public String fileName() {
        return String.format("%s%016x-%04x.log", PREFIX, firstSequence, epoch);
    }

    /** The name of the file while it is being made. */
    public String temporaryName() {
        return fileName() + ".tmp";
    }

    @Override
    public int compareTo(SegmentName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return fileName();
    }
}
