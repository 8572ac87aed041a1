package io.muniment.recovery;

import static java.util.Objects.requireNonNull;

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
import java.util.concurrent.atomic.AtomicInteger;
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
     * A change of four bytes takes a hundred when it is decoded, and a record may be as large as it likes. So no more
     * than some changes are decoded before they are applied: a run may stop between any two of them, and goes on
     * in the next part of the round. The first run that is not at its end always gets on; those behind it decode ahead,
     * and what they have waits for it.
     *
     * So a commit may be applied in part when the rest of it turns out to be undecodable. Without a listener that
     * ends the recovery, and nobody sees the tables; with one, each commit is decoded once before it counts.
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

    /** How many changes the first run decodes in a part of a round, and how many all of them have beyond that. */
    private static final int FIRST_RUN_CHANGES = 32 << 10;

    private static final int AHEAD_CHANGES = 64 << 10;

    /** How many changes a run asks for at a time. */
    private static final int ASKED_CHANGES = 1 << 10;

    /** A section takes as much memory as so many changes. */
    private static final int SECTION_CHANGES = 4;

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
        List<Run> runs = runs();
        round.clear();
        roundBytes = 0;
        while (!runs.isEmpty()) {
            decode(runs);
            makeRoom(runs);
            runs = runs.subList(apply(runs), runs.size());
        }
    }

    /** Decodes the next part of the round. */
    private void decode(List<Run> runs) throws IOException {
        int held = runs.stream().mapToInt(run -> run.weight).sum();
        AtomicInteger room = new AtomicInteger(AHEAD_CHANGES - held);
        runs.get(0).allowance = FIRST_RUN_CHANGES;
        Workers.share(partitions, runs.size(), i -> runs.get(i).decode(room));
    }

    /** Applies what is decoded, up to what is not; returns how many runs are wholly applied. */
    private int apply(List<Run> runs) throws IOException {
        List<Section> pending = new ArrayList<>();
        int applied = 0;
        boolean isWhole = true;
        while (isWhole && applied < runs.size()) {
            Run run = runs.get(applied);
            for (Section section : run.take()) {
                pending.add(section);
                if (section.cleared != null) {
                    applyAll(pending);
                    section.cleared.stream().forEach(id -> target.clear(table(id)));
                }
            }
            isWhole = run.isAtEnd;
            applied += isWhole ? 1 : 0;
        }
        applyAll(pending);
        return applied;
    }

    /** Makes room in each table for the keys of all the log, if it goes on as the part of it that is decoded first. */
    private void makeRoom(List<Run> runs) {
        if (expectedBytes == 0) {
            return;
        }
        long bytes = 0;
        Map<TableDescription<?, ?>, Set<Object>> keys = new HashMap<>();
        for (Run run : runs) {
            bytes += run.decodedBytes();
            run.sections.forEach(section -> section.collectKeys(keys));
        }
        double sum = keys.values().stream().mapToInt(Set::size).sum();
        double times = Math.min((double) expectedBytes / bytes, (double) expectedBytes / CREDIBLE_ENTRY_BYTES / sum);
        keys.forEach((table, sample) -> target.reserve(table, (long) (times * sample.size())));
        expectedBytes = 0;
    }

    private List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        List<Source> run = new ArrayList<>();
        long bytes = 0;
        for (Source source : round) {
            run.add(source);
            bytes += source.batch.length();
            if (bytes >= RUN_BYTES) {
                runs.add(new Run(run));
                run = new ArrayList<>();
                bytes = 0;
            }
        }
        if (!run.isEmpty()) {
            runs.add(new Run(run));
        }
        return runs;
    }

    /** Applies the sections, which only the last may end with a clear, and forgets them. */
    private void applyAll(List<Section> sections) throws IOException {
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

    /** Some batches that follow each other, and what of them is decoded and not yet applied. */
    private final class Run {

        private final List<Source> sources;
        private final ValueInput in = new ValueInput(NO_BYTES);
        private final long[] last = new long[changed.length];

        /** Of the batches before the one that is being decoded. */
        private long doneBytes;

        private int nextSource;
        private @Nullable Source source;
        private Batch.@Nullable Records records;

        /** The commit whose record is being decoded, and the record's end. */
        private long sequence;

        private int to;

        private List<Section> sections = new ArrayList<>();

        /** Of the sections, in changes. */
        private int weight;

        /** How many changes more may be decoded before asking again. */
        private int allowance;

        private boolean isAtEnd;

        Run(List<Source> sources) {
            this.sources = sources;
        }

        /** Decodes to the end, or as long as {@code room} lasts. */
        void decode(AtomicInteger room) {
            if (sections.isEmpty()) {
                sections.add(new Section());
            }
            while (!isAtEnd && mayGoOn(room)) {
                if (in.position() < to || isAtNextRecord()) {
                    change(requireNonNull(source), sequence, in, this);
                } else {
                    isAtEnd = true;
                }
            }
            synchronized (changed) {
                for (int i = 0; i < last.length; i++) {
                    changed[i] = Math.max(changed[i], last[i]);
                }
            }
        }

        private boolean mayGoOn(AtomicInteger room) {
            if (allowance <= 0 && room.get() > 0 && room.addAndGet(-ASKED_CHANGES) > -ASKED_CHANGES) {
                allowance += ASKED_CHANGES;
            }
            return allowance > 0;
        }

        /** Goes on to the next record that is wanted, if there is one. */
        private boolean isAtNextRecord() {
            if (in.position() > to) {
                throw undecodable(requireNonNull(source), to, null, null, null);
            }
            while (true) {
                while (records == null || !records.next()) {
                    if (!isAtNextSource()) {
                        return false;
                    }
                }
                Source from = requireNonNull(source);
                byte[] bytes = from.batch.bytes();
                int begin = records.from();
                int end = records.to();
                sequence = records.sequence();
                if (sequence > from.after && isWanted(from, sequence, bytes, begin, end)) {
                    in.setBuffer(bytes, begin, end - begin);
                    to = end;
                    return true;
                }
            }
        }

        private boolean isAtNextSource() {
            doneBytes += source == null ? 0 : source.batch.length();
            source = nextSource == sources.size() ? null : sources.get(nextSource++);
            records = source == null ? null : source.batch.records();
            return source != null;
        }

        long decodedBytes() {
            return doneBytes + (source == null ? 0 : in.position() - source.batch.start());
        }

        void add(TableDescription<?, ?> table, Object key, @Nullable Object value) {
            sections.get(sections.size() - 1).add(partition(table, key), partitions, table, key, value);
            count(1);
        }

        /** Ends the section, unless it is empty: then the one before it ends with this clear too. */
        void clear(TableDescription<?, ?> table) {
            Section section = sections.get(sections.size() - 1);
            if (section.size == 0 && sections.size() > 1) {
                sections.get(sections.size() - 2).clear(table.id());
            } else {
                section.clear(table.id());
                sections.add(new Section());
                count(SECTION_CHANGES);
            }
        }

        private void count(int changes) {
            weight += changes;
            allowance -= changes;
        }

        /** What is decoded, which is then no longer here. */
        List<Section> take() {
            List<Section> taken = sections;
            sections = new ArrayList<>();
            weight = 0;
            allowance = 0;
            return taken;
        }
    }

    /** Decodes the change at which {@code in} stands, for {@code run}, or only to see whether that can be done. */
    private void change(Source source, long sequence, ValueInput in, @Nullable Run run) {
        int begin = in.position();
        TableDescription<?, ?> table = null;
        Object key = null;
        try {
            int change = in.readVarInt(true);
            int operation = change & (1 << LogFormat.OPERATION_BITS) - 1;
            table = table(change >>> LogFormat.OPERATION_BITS);
            if (run != null) {
                run.last[table.id()] = sequence;
            }
            if (operation == LogFormat.CLEAR) {
                if (run != null) {
                    run.clear(table);
                }
                return;
            }
            GroupSerializer<?, ?> groups = operation == LogFormat.EDIT ? table.groups() : null;
            key = table.keys().read(in);
            Object value = operation == LogFormat.PUT ? table.values().read(in) : null;
            if (groups != null) {
                value = new Edited(source, begin, groups.readEdit(in));
            }
            if (run != null) {
                run.add(table, key, value);
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw undecodable(source, begin, table, key, e);
        }
    }

    /** Whether a commit is to be applied: always, unless those that cannot be decoded are left out. */
    private boolean isWanted(Source source, long sequence, byte[] bytes, int from, int to) {
        if (undecodable == null) {
            return true;
        }
        try {
            ValueInput in = new ValueInput(bytes, from, to - from);
            while (in.position() < to) {
                change(source, sequence, in, null);
            }
            if (in.position() > to) {
                throw undecodable(source, to, null, null, null);
            }
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
