package io.muniment.recovery;

import io.muniment.error.DamagedException;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentRepair;
import io.muniment.snapshot.SnapshotName;
import io.muniment.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What lies in a store's directory.
 *
 * @param segments the newest epoch of each, by first sequence
 * @param superseded older epochs
 * @param snapshots newest first
 * @param temporary what was never finished
 * @param torn what recoveries have cut, oldest first
 * @param misnamed begin like a segment or a snapshot, and are called like none
 * @param oldVersions the directories of what was there before a migration, the oldest first
 * @param unfinishedVersions directories that are being filled with that
 */
record StoreFiles(
        NavigableMap<Long, SegmentName> segments,
        List<SegmentName> superseded,
        List<SnapshotName> snapshots,
        List<String> temporary,
        List<String> torn,
        List<String> misnamed,
        List<String> oldVersions,
        List<String> unfinishedVersions) {

    private static final String TEMPORARY = ".tmp";

    static StoreFiles list(Storage storage) throws IOException {
        List<String> names = storage.list();
        StoreFiles files = new StoreFiles(
                new TreeMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                OldVersions.in(storage, names),
                new ArrayList<>());
        for (String name : names) {
            if (OldVersions.isUnfinished(name) && storage.isDirectory(name)) {
                files.unfinishedVersions.add(name);
            } else {
                files.add(name);
            }
        }
        files.snapshots.sort(Comparator.reverseOrder());
        files.torn.sort(Comparator.naturalOrder());
        return files;
    }

    private void add(String name) {
        if (name.endsWith(TEMPORARY)) {
            temporary.add(name);
        } else if (name.startsWith(SegmentName.PREFIX)) {
            SegmentName.parse(name).ifPresentOrElse(this::add, () -> misnamed.add(name));
        } else if (name.startsWith(SnapshotName.PREFIX)) {
            SnapshotName.parse(name).ifPresentOrElse(snapshots::add, () -> misnamed.add(name));
        } else if (SegmentRepair.isTorn(name)) {
            torn.add(name);
        }
    }

    private void add(SegmentName name) {
        SegmentName other = segments.get(name.firstSequence());
        if (other == null || other.epoch() < name.epoch()) {
            segments.put(name.firstSequence(), name);
            if (other != null) {
                superseded.add(other);
            }
        } else {
            superseded.add(name);
        }
    }

    /** Whether there is no store here. */
    boolean isEmpty() {
        return segments.isEmpty() && snapshots.isEmpty() && misnamed.isEmpty();
    }

    /** Throws if a file has a name that only damage can have given it. */
    void checkNames(Storage storage) {
        if (!misnamed.isEmpty()) {
            throw new DamagedException(
                    storage.pathOf(misnamed.get(0)),
                    0,
                    "its name begins like that of a file of the database, and goes on otherwise",
                    -1,
                    -1);
        }
    }

    /** The segments from the one that begins at {@code first}, which must be there, to the newest. */
    List<SegmentName> chainFrom(long first, Storage storage, String whoNamesIt) {
        if (!segments.containsKey(first)) {
            throw new DamagedException(
                    storage.pathOf(new SegmentName(first, 0).fileName()),
                    0,
                    "the segment of commit " + first + " is missing; " + whoNamesIt,
                    first,
                    -1);
        }
        return List.copyOf(segments.tailMap(first, true).values());
    }
}
