package io.muniment.snapshot;

import io.muniment.log.SegmentName;
import io.muniment.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which files a newer snapshot has made superfluous. */
public final class Generations {

    private Generations() {}

    /**
     * Removes all but the newest snapshots, and the segments that those which stay do not need. What is needed
     * stays readable at each step: nothing is removed before the directory is synced, so that whatever makes a
     * file superfluous is there.
     *
     * @param keep how many snapshots stay, at least 1; with fewer there are, nothing is removed
     * @param heldFrom segments from the one that begins with this commit stay too
     * @return the names of the files removed
     */
    public static List<String> retire(Storage storage, int keep, long heldFrom) throws IOException {
        List<String> names = storage.list();
        List<SnapshotName> snapshots = names.stream()
                .map(SnapshotName::parse)
                .flatMap(Optional::stream)
                .sorted(Comparator.reverseOrder())
                .toList();
        if (snapshots.size() < keep) {
            return List.of();
        }
        long needed = SnapshotReader.header(storage, snapshots.get(keep - 1)).follows();
        long kept = Math.min(needed, heldFrom);
        List<String> superfluous = new ArrayList<>();
        snapshots.subList(keep, snapshots.size()).forEach(snapshot -> superfluous.add(snapshot.fileName()));
        names.stream()
                .map(SegmentName::parse)
                .flatMap(Optional::stream)
                .filter(segment -> segment.firstSequence() < kept)
                .sorted()
                .forEach(segment -> superfluous.add(segment.fileName()));
        if (!superfluous.isEmpty()) {
            storage.syncDirectory();
        }
        for (String name : superfluous) {
            storage.delete(name);
        }
        return superfluous;
    }
}
