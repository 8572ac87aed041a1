package io.muniment.recovery;

import io.muniment.error.CorruptException;
import io.muniment.error.IncompatibleException;
import io.muniment.error.OccupiedException;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentReader;
import io.muniment.schema.Shape;
import io.muniment.snapshot.SnapshotName;
import io.muniment.snapshot.SnapshotReader;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was there before a migration: whole generations of files, each in a directory of its own in the store's, which the
 * program of that version can open as it is.
 */
public final class OldVersions {

    /*
     * A directory gets its name, `v1`, when all of the generation is in it; until then it is `v1.tmp`. So what is called `v1`
     * is whole, and two generations are never mixed, whatever a crash or a person has left. There is one exception: one that is
     * being dropped. Its files go in an order in which what is left is all there is to know, or is refused.
     */

    private static final Pattern UNFINISHED = Pattern.compile("v([1-9][0-9]{0,8})\\.tmp");
    private static final Pattern FINISHED = Pattern.compile("v([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?");

    private static final int COMPARED_BYTES = 1 << 16;

    private OldVersions() {}

    /** The directory of the n-th generation of a version. */
    private record Name(int version, int number) implements Comparable<Name> {

        private static final Comparator<Name> ORDER =
                Comparator.comparingInt(Name::version).thenComparingInt(Name::number);

        static Optional<Name> parse(String name) {
            Matcher matcher = FINISHED.matcher(name);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            int number = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            return Optional.of(new Name(Integer.parseInt(matcher.group(1)), number));
        }

        String text() {
            return number == 1 ? "v" + version : "v" + version + "-" + number;
        }

        @Override
        public int compareTo(Name other) {
            return ORDER.compare(this, other);
        }
    }

    /** Whether a directory of this name holds an old generation. */
    static boolean isFinished(String name) {
        return Name.parse(name).filter(parsed -> parsed.text().equals(name)).isPresent();
    }

    /** Whether a directory of this name is being filled with an old generation. */
    static boolean isUnfinished(String name) {
        return UNFINISHED.matcher(name).matches();
    }

    /** The name of the directory that is being filled with the generation of a version. */
    static String unfinished(int version) {
        return "v" + version + ".tmp";
    }

    /** Those of {@code names} that are directories that hold old generations, the oldest first. */
    static List<String> in(Storage storage, List<String> names) throws IOException {
        TreeSet<Name> found = new TreeSet<>();
        for (String name : names) {
            if (isFinished(name) && storage.isDirectory(name)) {
                found.add(Name.parse(name).orElseThrow());
            }
        }
        return found.stream().map(Name::text).toList();
    }

    // ---- Beside the newest version

    /**
     * Whether {@code base}, of {@code version}, is what a migration has published before it gave the segment after it its name: that
     * lies there and holds nothing, none comes after it, and the log of the older version is there still.
     */
    static boolean isUnnamed(Storage storage, StoreFiles files, Base base, String schema, int version)
            throws IOException {
        SegmentName first = new SegmentName(base.follows(), 0);
        if (base.snapshot() == null
                || base.follows() != base.sequence() + 1
                || !files.temporary().contains(first.temporaryName())
                || files.segments().isEmpty()
                || files.segments().lastKey() >= base.follows()) {
            return false;
        }
        SegmentName before = files.segments().lastEntry().getValue();
        Optional<Integer> found =
                version(() -> SegmentReader.header(storage, before).schema(), schema);
        if (found.isEmpty() || found.get() >= version) {
            return false;
        }
        try (SegmentReader reader = SegmentReader.openUnnamed(storage, first)) {
            return reader.isEmpty();
        }
    }

    /**
     * Takes those of versions below {@code version} out of {@code files}: a migration that was cut short has still to set them
     * aside. Unless no file is of that version at all.
     */
    static void leaveOutOlder(Storage storage, StoreFiles files, String schema, int version) throws IOException {
        Map<SegmentName, Optional<Integer>> segments = new TreeMap<>();
        for (SegmentName name : files.segments().values()) {
            segments.put(name, version(() -> SegmentReader.header(storage, name).schema(), schema));
        }
        Map<SnapshotName, Optional<Integer>> snapshots = new TreeMap<>();
        for (SnapshotName name : files.snapshots()) {
            snapshots.put(
                    name, version(() -> SnapshotReader.header(storage, name).schema(), schema));
        }
        Optional<Integer> wanted = Optional.of(version);
        if (segments.containsValue(wanted) || snapshots.containsValue(wanted)) {
            segments.values().removeIf(found -> found.isEmpty() || found.get() >= version);
            snapshots.values().removeIf(found -> found.isEmpty() || found.get() >= version);
            files.segments().values().removeAll(segments.keySet());
            files.snapshots().removeAll(snapshots.keySet());
        }
    }

    /**
     * What to tell when no snapshot of {@code version} is whole: a migration to it that was cut short behind its publishing has left
     * all of the older version, and a person can go back to that. Empty if there is no such thing.
     */
    static Optional<OccupiedException> cutShort(Storage storage, StoreFiles files, String schema, int version)
            throws IOException {
        List<String> older = new ArrayList<>();
        List<String> newer = new ArrayList<>();
        boolean isMigrated = false;
        long from = 0;
        for (SegmentName name : files.segments().values()) {
            Optional<Integer> found =
                    version(() -> SegmentReader.header(storage, name).schema(), schema);
            if (found.isPresent() && found.get() < version) {
                // What cannot be told, and lies before one of the older version, is of that too.
                older.addAll(newer);
                newer.clear();
                older.add(name.fileName());
                from = name.firstSequence();
            } else {
                newer.add(name.fileName());
                isMigrated |= found.isPresent();
            }
        }
        boolean isAbove = true;
        for (SnapshotName name : files.snapshots()) {
            Optional<Integer> found =
                    version(() -> SnapshotReader.header(storage, name).schema(), schema);
            isAbove = isAbove && name.sequence() >= from && found.orElse(version) >= version;
            (isAbove ? newer : older).add(name.fileName());
            isMigrated |= isAbove && (found.isPresent() || isPrepared(storage, files, name, schema, version));
        }
        List<String> moved = new ArrayList<>();
        for (String directory : files.unfinishedVersions()) {
            storage.list(directory).forEach(file -> moved.add(directory + "/" + file));
        }
        older.addAll(moved);
        return older.isEmpty() || !isMigrated
                ? Optional.empty()
                : Optional.of(goBack(storage.pathOf(""), version, older, newer, moved));
    }

    /** Whether the segment to go on with behind a snapshot has its temporary name still. */
    private static boolean isPrepared(
            Storage storage, StoreFiles files, SnapshotName snapshot, String schema, int version) throws IOException {
        SegmentName first = new SegmentName(snapshot.sequence() + 1, 0);
        if (!files.temporary().contains(first.temporaryName())) {
            return false;
        }
        Optional<Integer> found = version(
                () -> {
                    try (SegmentReader reader = SegmentReader.openUnnamed(storage, first)) {
                        return reader.header().schema();
                    }
                },
                schema);
        return found.equals(Optional.of(version));
    }

    private static OccupiedException goBack(
            String path, int version, List<String> older, List<String> newer, List<String> moved) {
        return new OccupiedException(
                path,
                "a migration to version " + version
                        + " was cut short, no snapshot of that version is whole, and beside it are"
                        + " the files of the older version: " + String.join(", ", older),
                "To go back to the older version as it was before, move " + String.join(", ", newer)
                        + " to another place"
                        + (moved.isEmpty()
                                ? ""
                                : ", and " + String.join(", ", moved) + " to the directory of the database")
                        + ", and open it. To salvage what is left of version " + version
                        + " instead, move the files of the older version to another place.");
    }

    // ---- Setting aside

    /** The files of a store that {@code base} and what follows it have no need of, by name, with their versions if they are known. */
    private static Map<String, Optional<Integer>> beside(Storage storage, StoreFiles files, Base base, String schema)
            throws IOException {
        Map<String, Optional<Integer>> beside = new TreeMap<>();
        List<SegmentName> segments =
                new ArrayList<>(files.segments().headMap(base.follows()).values());
        files.superseded().stream()
                .filter(name -> name.firstSequence() < base.follows())
                .forEach(segments::add);
        for (SegmentName name : segments) {
            beside.put(
                    name.fileName(),
                    version(() -> SegmentReader.header(storage, name).schema(), schema));
        }
        for (SnapshotName name : files.snapshots()) {
            if (name.sequence() < base.sequence()) {
                beside.put(
                        name.fileName(),
                        version(() -> SnapshotReader.header(storage, name).schema(), schema));
            }
        }
        return beside;
    }

    /** The version of a schema in a header; empty if it cannot be told, or if it is another schema. */
    static Optional<Integer> version(Translation.Step<String> header, String schema) throws IOException {
        try {
            Shape shape = Shape.parse(header.run());
            return shape.name().equals(schema) ? Optional.of(shape.version()) : Optional.empty();
        } catch (CorruptException | IncompatibleException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Brings what is not of {@code version} any more, but of an older one, into a directory of its own, if there is any beside what
     * {@code base} needs; and completes what a crash has left of that. When it returns, all of it is durable.
     *
     * @return whether there was anything to do
     */
    static boolean setAside(Storage storage, StoreFiles files, Base base, String schema, int version)
            throws IOException {
        List<String> directories = new ArrayList<>(files.unfinishedVersions());
        Map<String, Optional<Integer>> beside = beside(storage, files, base, schema);
        Optional<Integer> older = beside.values().stream()
                .flatMap(Optional::stream)
                .filter(found -> found < version)
                .max(Comparator.naturalOrder());
        if (older.isPresent()) {
            // What cannot be read lies among them, and is theirs.
            List<String> moved = beside.entrySet().stream()
                    .filter(file ->
                            file.getValue().map(found -> found < version).orElse(true))
                    .map(Map.Entry::getKey)
                    .toList();
            String directory = unfinished(older.get());
            move(storage, moved, directory);
            if (!directories.contains(directory)) {
                directories.add(directory);
            }
        }
        for (String directory : directories) {
            finish(storage, directory);
        }
        return !directories.isEmpty();
    }

    private static void move(Storage storage, List<String> files, String directory) throws IOException {
        storage.makeDirectory(directory);
        storage.syncDirectory();
        List<String> taken = storage.list(directory);
        for (String file : files) {
            // Whoever has copied a file back has left it the same, and then the one takes the other's place.
            if (taken.contains(file) && !isSame(storage, file, directory + "/" + file)) {
                throw new OccupiedException(
                        storage.pathOf(directory + "/" + file),
                        "a file of an older version is to be set aside there, and there is another one",
                        "Move one of the two to another place.");
            }
        }
        for (String file : files) {
            storage.rename(file, directory + "/" + file);
        }
        storage.syncDirectory();
    }

    private static boolean isSame(Storage storage, String one, String other) throws IOException {
        try (StorageFile first = storage.open(one, false);
                StorageFile second = storage.open(other, false)) {
            long size = first.size();
            if (second.size() != size) {
                return false;
            }
            ByteBuffer left = ByteBuffer.allocate(COMPARED_BYTES);
            ByteBuffer right = ByteBuffer.allocate(COMPARED_BYTES);
            for (long at = 0; at < size; at += COMPARED_BYTES) {
                first.read(left.clear(), at);
                second.read(right.clear(), at);
                if (!left.flip().equals(right.flip())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Gives a directory that is filled its name; removes it if there is nothing in it. */
    private static void finish(Storage storage, String directory) throws IOException {
        if (storage.list(directory).isEmpty()) {
            storage.delete(directory);
        } else {
            Matcher matcher = UNFINISHED.matcher(directory);
            int version = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
            List<String> names = storage.list();
            Name name = new Name(version, 1);
            while (names.contains(name.text())) {
                name = new Name(version, name.number + 1);
            }
            storage.rename(directory, name.text());
        }
        storage.syncDirectory();
    }

    // ---- Dropping

    /**
     * Deletes the old generations of versions below {@code version}. One in which there is anything else than segments and snapshots
     * stays: somebody has opened it since, and it is a database of its own.
     *
     * @return the paths of those that are gone
     * @throws io.muniment.error.StorageException if the directory cannot be read or written
     */
    public static List<String> drop(Storage storage, int version) {
        return Translation.of(storage, "the files of older versions could not be deleted", () -> {
            List<String> dropped = new ArrayList<>();
            for (String name : in(storage, storage.list())) {
                if (Name.parse(name).orElseThrow().version < version && isDropped(storage, name)) {
                    dropped.add(storage.pathOf(name));
                }
            }
            return dropped;
        });
    }

    private static boolean isDropped(Storage storage, String directory) throws IOException {
        TreeSet<SnapshotName> snapshots = new TreeSet<>();
        TreeSet<SegmentName> segments = new TreeSet<>();
        for (String file : storage.list(directory)) {
            Optional<SnapshotName> snapshot = SnapshotName.parse(file);
            Optional<SegmentName> segment = SegmentName.parse(file);
            snapshot.ifPresent(snapshots::add);
            segment.ifPresent(segments::add);
            if (snapshot.isEmpty() && segment.isEmpty()) {
                return false;
            }
        }
        for (SnapshotName snapshot : snapshots.descendingSet()) {
            storage.delete(directory + "/" + snapshot.fileName());
        }
        for (SegmentName segment : segments) {
            storage.delete(directory + "/" + segment.fileName());
        }
        storage.delete(directory);
        storage.syncDirectory();
        return true;
    }
}
