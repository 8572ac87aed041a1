package io.muniment.recovery;

import io.muniment.codec.ValueInput;
import io.muniment.error.UndecodableException;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.log.Batch;
import io.muniment.log.LogFormat;
import io.muniment.log.StoredTables;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.snapshot.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Applies commits to tables, in their order, by several threads. */
final class Replay {

    /*
     * In rounds. A round is some megabytes of whole batches. First the workers decode it, each a run of
     * batches at a time, and sort its changes by partition, which a key's hash decides. Then each worker
     * applies one partition, run after run; so the changes of a key are applied in their order, by one thread.
     * A clear concerns all partitions: it divides a run in sections, and is done between them by one thread.
     *
     * Keys of a sorted table may be one by their order and not by their hash, so such a table is not divided.
     *
     * A map that grows while it is filled costs more than decoding does. So the first round is taken for a sample
     * of the log, and room is made for as many keys as there would be if it were. The guess is too high when later
     * rounds change the same keys again; the bytes of the log bound it.
     */

    private static final long ROUND_BYTES = 4 << 20;
    private static final int RUN_BYTES = 128 << 10;
    private static final int WORTH_SHARING = 512;

    /** Room is made for no more entries, in all tables together, than if each had so many bytes of the log. */
    private static final int CREDIBLE_ENTRY_BYTES = 16;

    private static final byte[] NO_BYTES = {};

    private final @Nullable TableDescription<?, ?>[] tables;
    private final ReplayTarget target;
    private final int partitions;

    private final List<Source> round = new ArrayList<>();
    private long roundBytes;

    /** Of the log that is to come, until room has been made for it. */
    private long expectedBytes;

    /** By table id. Guarded by itself. */
    private final long[] changed;

    private long commits;
    private @Nullable Consumer<? super UndecodableException> undecodable;

    /** A batch, the file that it is from, and the commit after which its commits count. */
    private record Source(String path, Batch batch, long after) {}

    /** Changes between two clears, by partition, and the tables that are cleared after them. */
    private static final class Section {

        private @Nullable Changes @Nullable [] partitions;
        private @Nullable BitSet cleared;
        private int size;

        void add(int partition, int count, TableDescription<?, ?> table, Object key, @Nullable Object value) {
            @Nullable Changes[] all = partitions == null ? new @Nullable Changes[count] : partitions;
            partitions = all;
            Changes changes = all[partition];
            if (changes == null) {
                changes = new Changes();
                all[partition] = changes;
            }
            changes.add(table, key, value);
            size++;
        }

        void collectKeys(Map<TableDescription<?, ?>, Set<Object>> keys) {
            if (partitions != null) {
                for (Changes changes : partitions) {
                    if (changes != null) {
                        changes.collectKeys(keys);
                    }
                }
            }
        }

        void apply(int partition, ReplayTarget target, Consumer<? super UndecodableException> unfit) {
            Changes changes = partitions == null ? null : partitions[partition];
            if (changes != null) {
                changes.apply(target, unfit);
            }
        }

        void clear(int table) {
            if (cleared == null) {
                cleared = new BitSet();
            }
            cleared.set(table);
        }
    }

    /** In place of a value: an edit of the group that is there, and where it stands. */
    private record Edited(Source source, int at, Edit edit) {

        /** Tells of an edit that does not fit what is there, which is then left out. */
        <K, V> void apply(
                TableDescription<K, V> table,
                K key,
                ReplayTarget target,
                Consumer<? super UndecodableException> unfit) {
            try {
                target.edit(table, key, edit);
            } catch (RuntimeException e) {
                unfit.accept(undecodable(source, at, table, key, e));
            }
        }
    }

    /** Changes in order: table, key, and value, an {@link Edited}, or null. */
    private static final class Changes {

        private static final int WIDTH = 3;

        private @Nullable Object[] items = new @Nullable Object[4 * WIDTH];
        private int size;

        void add(TableDescription<?, ?> table, Object key, @Nullable Object value) {
            if (size == items.length) {
                items = Arrays.copyOf(items, 2 * size);
            }
            items[size] = table;
            items[size + 1] = key;
            items[size + 2] = value;
            size += WIDTH;
        }

        void collectKeys(Map<TableDescription<?, ?>, Set<Object>> keys) {
            for (int i = 0; i < size; i += WIDTH) {
                TableDescription<?, ?> table = (TableDescription<?, ?>) items[i];
                Object key = items[i + 1];
                assert table != null && key != null : "what was decoded is there";
                if (table.kind() == TableKind.HASH && items[i + 2] != null) {
                    keys.computeIfAbsent(table, first -> new HashSet<>()).add(key);
                }
            }
        }

        @SuppressWarnings("unchecked")
        void apply(ReplayTarget target, Consumer<? super UndecodableException> unfit) {
            for (int i = 0; i < size; i += WIDTH) {
                TableDescription<Object, Object> table = (TableDescription<Object, Object>) items[i];
                Object key = items[i + 1];
                Object value = items[i + 2];
                assert table != null && key != null : "what was decoded is there";
                if (value == null) {
                    target.remove(table, key);
                } else if (value instanceof Edited edited) {
                    edited.apply(table, key, target, unfit);
                } else {
                    target.put(table, key, value);
                }
            }
        }
    }

    Replay(List<TableDescription<?, ?>> schema, ReplayTarget target, int workers) {
        int highest = schema.stream().mapToInt(TableDescription::id).max().orElse(0);
        this.tables = new TableDescription<?, ?>[highest + 1];
        schema.forEach(table -> tables[table.id()] = table);
        this.changed = new long[highest + 1];
        this.target = target;
        this.partitions = workers;
    }

    /** Leaves out commits that cannot be decoded, and tells of them, instead of failing. */
    Replay leavingOut(Consumer<? super UndecodableException> listener) {
        undecodable = listener;
        return this;
    }

    /** Makes room for what so many bytes of log may hold. Before the first of them. */
    Replay expecting(long bytes) {
        expectedBytes = bytes;
        return this;
    }

    /** The table's last change is known from a snapshot, which may be of more tables than there are. */
    void changed(int table, long sequence) {
        if (table < changed.length) {
            changed[table] = Math.max(changed[table], sequence);
        }
    }

    /** By table id, the last commit that changed it. */
    Map<Integer, Long> changedSequences() {
        Map<Integer, Long> sequences = new TreeMap<>();
        for (TableDescription<?, ?> table : tables) {
            if (table != null && StoredTables.isDue(table, changed[table.id()])) {
                sequences.put(table.id(), changed[table.id()]);
            }
        }
        return sequences;
    }

    /** How many commits were replayed. */
    long commits() {
        return commits;
    }

    /** Takes the commits of a batch of {@code path} that come after commit {@code after}. */
    void add(String path, Batch batch, long after) throws IOException {
        if (batch.lastSequence() <= after) {
            return;
        }
        commits += batch.lastSequence() - Math.max(after, batch.sequence() - 1);
        round.add(new Source(path, batch, after));
        roundBytes += batch.length();
        if (roundBytes >= ROUND_BYTES) {
            flush();
        }
    }

    /** Applies what has been taken. */
    void flush() throws IOException {
        List<List<Source>> runs = runs();
        long bytes = roundBytes;
        round.clear();
        roundBytes = 0;
        List<List<Section>> decoded = new ArrayList<>();
        runs.forEach(run -> decoded.add(new ArrayList<>()));
        Workers.share(partitions, runs.size(), i -> decode(runs.get(i), decoded.get(i)));
        if (expectedBytes > 0 && bytes > 0) {
            makeRoom(decoded, (double) expectedBytes / bytes);
            expectedBytes = 0;
        }
        List<Section> pending = new ArrayList<>();
        for (List<Section> sections : decoded) {
            for (Section section : sections) {
                pending.add(section);
                if (section.cleared != null) {
                    apply(pending);
                    section.cleared.stream().forEach(id -> target.clear(table(id)));
                }
            }
        }
        apply(pending);
    }

    /** Makes room in each table for so many times the keys that have been decoded. */
    private void makeRoom(List<List<Section>> decoded, double times) {
        Map<TableDescription<?, ?>, Set<Object>> keys = new HashMap<>();
        decoded.forEach(sections -> sections.forEach(section -> section.collectKeys(keys)));
        double sum = keys.values().stream().mapToInt(Set::size).sum();
        double credible = Math.min(times, (double) expectedBytes / CREDIBLE_ENTRY_BYTES / sum);
        keys.forEach((table, sample) -> target.reserve(table, (long) (credible * sample.size())));
    }

    private List<List<Source>> runs() {
        List<List<Source>> runs = new ArrayList<>();
        List<Source> run = new ArrayList<>();
        long bytes = 0;
        for (Source source : round) {
            run.add(source);
            bytes += source.batch.length();
            if (bytes >= RUN_BYTES) {
                runs.add(run);
                run = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }

    /** Applies the sections, which only the last may end with a clear, and forgets them. */
    private void apply(List<Section> sections) throws IOException {
        int size = 0;
        for (Section section : sections) {
            size += section.size;
        }
        List<Section> all = List.copyOf(sections);
        sections.clear();
        int workers = size < WORTH_SHARING ? 1 : partitions;
        Workers.share(workers, partitions, partition -> {
            for (Section section : all) {
                section.apply(partition, target, this::unfit);
            }
        });
    }

    private void unfit(UndecodableException e) {
        if (undecodable == null) {
            throw e;
        }
        undecodable.accept(e);
    }

    // ---- Decoding

    private void decode(List<Source> run, List<Section> sections) {
        long[] last = new long[changed.length];
        ValueInput in = new ValueInput(NO_BYTES);
        sections.add(new Section());
        for (Source source : run) {
            source.batch.forEach((sequence, bytes, from, to) -> {
                if (sequence > source.after && isWanted(source, sequence, bytes, from, to)) {
                    in.setBuffer(bytes, from, to - from);
                    decode(source, sequence, in, to, sections, last);
                }
            });
        }
        synchronized (changed) {
            for (int i = 0; i < last.length; i++) {
                changed[i] = Math.max(changed[i], last[i]);
            }
        }
    }

    private void decode(Source source, long sequence, ValueInput in, int to, List<Section> sections, long[] last) {
        while (in.position() < to) {
            int begin = in.position();
            TableDescription<?, ?> table = null;
            Object key = null;
            try {
                int change = in.readVarInt(true);
                int operation = change & (1 << LogFormat.OPERATION_BITS) - 1;
                table = table(change >>> LogFormat.OPERATION_BITS);
                last[table.id()] = sequence;
                Section section = sections.get(sections.size() - 1);
                if (operation == LogFormat.CLEAR) {
                    clear(table, section, sections);
                    continue;
                }
                GroupSerializer<?, ?> groups = operation == LogFormat.EDIT ? table.groups() : null;
                key = table.keys().read(in);
                Object value = operation == LogFormat.PUT ? table.values().read(in) : null;
                if (groups != null) {
                    value = new Edited(source, begin, groups.readEdit(in));
                }
                section.add(partition(table, key), partitions, table, key, value);
            } catch (RuntimeException | StackOverflowError e) {
                throw undecodable(source, begin, table, key, e);
            }
        }
        if (in.position() != to) {
            throw undecodable(source, to, null, null, null);
        }
    }

    /** Ends the section, unless it is empty: then the one before it ends with this clear too. */
    private static void clear(TableDescription<?, ?> table, Section last, List<Section> sections) {
        if (last.size == 0 && sections.size() > 1) {
            sections.get(sections.size() - 2).clear(table.id());
        } else {
            last.clear(table.id());
            sections.add(new Section());
        }
    }

    /** Whether a commit is to be applied: always, unless those that cannot be decoded are left out. */
    private boolean isWanted(Source source, long sequence, byte[] bytes, int from, int to) {
        if (undecodable == null) {
            return true;
        }
        List<Section> unused = new ArrayList<>();
        unused.add(new Section());
        try {
            decode(source, sequence, new ValueInput(bytes, from, to - from), to, unused, new long[changed.length]);
            return true;
        } catch (UndecodableException e) {
            undecodable.accept(e);
            return false;
        }
    }

    private TableDescription<?, ?> table(int id) {
        TableDescription<?, ?> table = id < tables.length ? tables[id] : null;
        if (table == null) {
            throw new IllegalArgumentException("no table has the id " + id);
        }
        return table;
    }

    private int partition(TableDescription<?, ?> table, Object key) {
        if (partitions == 1) {
            return 0;
        }
        int hash = table.kind() == TableKind.SORTED ? table.id() : key.hashCode() * 0x9e3779b9 >>> 16;
        return hash % partitions;
    }

    private static UndecodableException undecodable(
            Source source,
            int at,
            @Nullable TableDescription<?, ?> table,
            @Nullable Object key,
            @Nullable Throwable cause) {
        String name = table == null ? "(unknown)" : table.name();
        return new UndecodableException(source.path, source.batch.positionOf(at), name, key, cause);
    }
}
