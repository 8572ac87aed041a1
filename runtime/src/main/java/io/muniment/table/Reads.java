package io.muniment.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has read of a table, other than its own changes, and what must still be the newest when it
 * commits: then it is as if it had read at that moment.
 */
final class Reads<K> {

    private final VersionedMap<K, ?> versions;
    private final Set<K> keys = new HashSet<>();

    // Few transactions need these, so they are not made before that.
    private List<Scan<K>> scans = List.of();
    private Set<ByIndex> byIndex = Set.of();
    private Set<ByRange> byRange = Set.of();
    private boolean isSizeRead;
    private boolean isAllRead;

    /** What the newest change of the table was when the scans were last looked through, and found unchanged. */
    private long lookedThrough = -1;

    private record ByIndex(int index, Object key) {}

    private final List<ByPage<K>> byPage = new ArrayList<>();

    /** As far as {@code last}; null for the whole. */
    private record ByPage<K>(int index, Slice<K> slice, Slice.@Nullable Place<K> last) {}

    private record ByRange(int index, IndexRange range) {}

    Reads(VersionedMap<K, ?> versions) {
        this.versions = versions;
    }

    void key(K key) {
        keys.add(key);
    }

    /** The entries that have a key in an index. */
    void byIndex(int index, Object key) {
        byIndex = byIndex.isEmpty() ? new HashSet<>() : byIndex;
        byIndex.add(new ByIndex(index, key));
    }

    /** The entries that have a key in a range of an index. */
    void byRange(int index, IndexRange range) {
        byRange = byRange.isEmpty() ? new HashSet<>() : byRange;
        byRange.add(new ByRange(index, range));
    }

    /** A page by an index, as far as {@code last}; null for all that there may be in it. */
    void byPage(int index, Slice<K> slice, Slice.@Nullable Place<K> last) {
        byPage.add(new ByPage<>(index, slice, last));
    }

    void size() {
        isSizeRead = true;
    }

    /** All keys and values, in no order that could tell how far the reader came. */
    void all() {
        isAllRead = true;
    }

    Iterator<Map.Entry<K, Object>> scan(Range<K> range, Iterator<Map.Entry<K, Object>> raw) {
        Scan<K> scan = new Scan<>(range, raw);
        scans = scans.isEmpty() ? new ArrayList<>() : scans;
        scans.add(scan);
        return scan;
    }

    /**
     * A commit after {@code sequence} that changed what was read, or 0. The view of {@code sequence} is open. To be
     * asked before the gate too, where it may take its time: under the gate only what was changed since then is
     * looked at again.
     */
    long changeAfter(long sequence) {
        long newest = versions.lastChanged();
        if (newest <= sequence) {
            return 0;
        }
        if (isAllRead) {
            return newest;
        }
        if (isSizeRead && versions.lastResized() > sequence) {
            return versions.lastResized();
        }
        for (K key : keys) {
            long last = versions.lastChange(key);
            if (last > sequence) {
                return last;
            }
        }
        if (newest != lookedThrough) {
            // Asked first. What is not may be linked by half, or be taken back and its number given to another.
            boolean isForGood = versions.isForGood(newest);
            long last = scannedAfter(sequence);
            if (last > sequence) {
                return last;
            }
            lookedThrough = isForGood ? newest : -1;
        }
        return 0;
    }

    private long scannedAfter(long sequence) {
        for (Scan<K> scan : scans) {
            Range<K> seen = scan.seen();
            long last = seen == null ? 0 : versions.changeAfter(seen, sequence);
            if (last > sequence) {
                return last;
            }
        }
        for (ByIndex read : byIndex) {
            long last = versions.changeAfter(read.index(), read.key(), sequence);
            if (last > sequence) {
                return last;
            }
        }
        for (ByRange read : byRange) {
            long last = versions.changeAfter(read.index(), read.range(), sequence);
            if (last > sequence) {
                return last;
            }
        }
        for (ByPage<K> read : byPage) {
            long last = versions.changeAfter(read.index(), read.slice(), read.last(), sequence);
            if (last > sequence) {
                return last;
            }
        }
        return 0;
    }
}
