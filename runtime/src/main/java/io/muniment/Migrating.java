package io.muniment;

import static java.util.Objects.requireNonNull;

import io.muniment.codec.OutputLimitException;
import io.muniment.codec.ValueOutput;
import io.muniment.error.MigrationException;
import io.muniment.error.ReadOnlyException;
import io.muniment.error.TooLargeException;
import io.muniment.error.UniqueException;
import io.muniment.log.StoredTables;
import io.muniment.migration.MigrationReport;
import io.muniment.migration.MigrationReport.Failure;
import io.muniment.migration.MigrationReport.Outcome;
import io.muniment.migration.MigrationReport.TableReport;
import io.muniment.migration.SameShape;
import io.muniment.migration.TableMigration;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.snapshot.Workers;
import io.muniment.table.LiveTable;
import io.muniment.table.Loading;
import io.muniment.table.Moving;
import io.muniment.transaction.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The conversion of a database from an older version to the newest, in memory: tables in, tables out. */
final class Migrating {

    /*
     * Step by step, table by table, and each table by several threads. An old entry is let go when it has been
     * converted, unless somebody wants to see all of them at the end of the step. The tables of the last step are
     * those of the database that is being opened; a step that is completed by the user's code works on tables of
     * their own first, because that code may commit as it likes, and the database goes on with one sequence.
     */

    private static final int TOLD_EACH = 1024;

    private final List<Migration.Step> steps;
    private final Options options;
    private final boolean isTrial;
    private final InMemory old;
    private final List<Failure> failures = new ArrayList<>();
    private final LongAdder failed = new LongAdder();

    /** The tables of the version reached so far, by id. */
    private Map<Integer, Track> tracks = new TreeMap<>();

    private final List<TableReport> dropped = new ArrayList<>();

    /** What is known of a table on its way. */
    private record Track(Outcome outcome, long before, long failed) {}

    /**
     * Of data of the version that the first step begins with.
     *
     * @param isTrial whether it goes on behind what fails, to find what else does
     */
    Migrating(List<Migration.Step> steps, Options options, boolean isTrial) {
        this.steps = steps;
        this.options = options;
        this.isTrial = isTrial;
        this.old = inMemory(steps.get(0).from());
    }

    private InMemory inMemory(SchemaDescription schema) {
        return InMemory.of("version " + schema.version() + " of " + schema.name(), schema, options);
    }

    /** The tables of the old version with the database's own, by id: to be filled, and not ended. */
    Map<Integer, LiveTable<?, ?>> old() {
        return old.tables().stored();
    }

    /**
     * Converts what is in {@link #old} into {@code target}. Ends the filling of all tables, and fills the indexes.
     *
     * @param changed the last commit that changed each of the old tables, by id
     * @param sequence the commit that the migration is
     * @param target the tables of the newest version with the database's own, by id
     * @param moved is told, by several threads, of how many entries more have been converted; may throw to end it
     * @throws MigrationException if an entry cannot be converted, unless this is a trial
     * @throws UniqueException if something that is to be unique is not, unless this is a trial
     */
    MigrationReport into(
            Map<Integer, Long> changed, long sequence, Map<Integer, LiveTable<?, ?>> target, LongConsumer moved) {
        long begin = System.nanoTime();
        old.tables().ofSchema().forEach((id, table) -> table.loading().end(changed.getOrDefault(id, 0L)));
        old.gate().goOn(null, sequence - 1);
        old.tables().ofSchema().forEach((id, table) -> tracks.put(id, new Track(Outcome.CARRIED, table.entries(), 0)));
        List<Database> opened = new ArrayList<>();
        try {
            InMemory from = old;
            boolean hasIndexes = false;
            Map<Integer, Long> changedNow = changed;
            for (Migration.Step step : steps) {
                boolean isLast = step == steps.get(steps.size() - 1);
                if (isLast && step.completion().isEmpty()) {
                    changedNow = convert(step, from, target, changedNow, sequence, moved);
                } else {
                    InMemory to = inMemory(step.to());
                    changedNow = convert(step, from, to.tables().stored(), changedNow, sequence, moved);
                    to.tables()
                            .ofSchema()
                            .values()
                            .forEach(table -> table.loading().end(0));
                    boolean isCompleted = step.completion().isPresent();
                    if (isCompleted) {
                        if (!hasIndexes) {
                            fillIndexes(from);
                        }
                        complete(step, from, to, opened);
                        changedNow = withCommits(to, changedNow, sequence);
                    }
                    if (isLast) {
                        adopt(to, target);
                    }
                    from = to;
                    hasIndexes = isCompleted;
                }
            }
            end(target, changedNow);
        } finally {
            opened.forEach(Database::close);
        }
        return report(target, Duration.ofNanos(System.nanoTime() - begin));
    }

    // ---- Entries

    /** Moves all entries into the next version's tables; returns the last commits that changed these. */
    private Map<Integer, Long> convert(
            Migration.Step step,
            InMemory from,
            Map<Integer, LiveTable<?, ?>> to,
            Map<Integer, Long> changed,
            long sequence,
            LongConsumer moved) {
        SameShape shapes = step.sameShape();
        Map<Integer, Track> before = tracks;
        Map<Integer, Long> changedNow = new TreeMap<>();
        Map<Integer, Long> ids = idsOf(from);
        tracks = new TreeMap<>();
        for (TableMigration<?, ?, ?, ?> table : step.tables()) {
            int fromId = table.from().id();
            int toId = table.to().id();
            Track track = requireNonNull(before.remove(fromId));
            boolean isCarried = shapes.ofTables(fromId, toId);
            // What is as large as it was fits, whatever the options say by now.
            int limitBytes = isCarried ? Integer.MAX_VALUE : options.recordBytes();
            long failedHere = convert(step, table, from, to, limitBytes, moved);
            Outcome outcome = isCarried ? track.outcome : worse(track.outcome);
            tracks.put(toId, new Track(outcome, track.before, track.failed + failedHere));
            changedNow.put(toId, isCarried ? changed.getOrDefault(fromId, 0L) : Long.valueOf(sequence));
            Long id = ids.get(fromId);
            if (id != null) {
                loading(to, StoredTables.IDS).put(toId, id);
                changedNow.put(StoredTables.IDS.id(), sequence);
            }
        }
        step.to().tables().forEach(table -> tracks.computeIfAbsent(table.id(), id -> new Track(Outcome.ADDED, 0, 0)));
        before.forEach((id, track) -> dropped.add(new TableReport(
                requireNonNull(from.tables().ofSchema().get(id)).description().name(),
                Outcome.DROPPED,
                track.before,
                0,
                0)));
        return changedNow;
    }

    private static Outcome worse(Outcome outcome) {
        return outcome == Outcome.ADDED ? Outcome.ADDED : Outcome.CONVERTED;
    }

    private static Map<Integer, Long> idsOf(InMemory from) {
        Map<Integer, Long> ids = new TreeMap<>();
        ofEach(from, StoredTables.IDS, ids::put);
        return ids;
    }

    /** Returns how many entries of the table could not be converted. */
    private <K, V, L, W> long convert(
            Migration.Step step,
            TableMigration<K, V, L, W> table,
            InMemory from,
            Map<Integer, LiveTable<?, ?>> to,
            int limitBytes,
            LongConsumer moved) {
        LiveTable<K, V> source = Tables.table(from.tables().stored(), table.from());
        Entries<K, V, L, W> entries = new Entries<>(
                step, table, source, loading(to, table.to()), step.completion().isPresent(), limitBytes, moved);
        entries.loading.expect(source.entries());
        List<Moving.Part<K, V>> parts = entries.moving.parts(options.threads() == 1 ? 1 : options.threads() * 4);
        share(parts.size(), i -> entries.take(parts.get(i)));
        return entries.failedHere.sum();
    }

    /** The entries of one table on their way. */
    private final class Entries<K, V, L, W> {

        private final Migration.Step step;
        private final TableMigration<K, V, L, W> table;
        private final Moving<K, V> moving;
        private final Loading<L, W> loading;
        private final int limitBytes;
        private final LongConsumer moved;
        private final LongAdder failedHere = new LongAdder();

        Entries(
                Migration.Step step,
                TableMigration<K, V, L, W> table,
                LiveTable<K, V> source,
                Loading<L, W> loading,
                boolean areKept,
                int limitBytes,
                LongConsumer moved) {
            this.step = step;
            this.table = table;
            this.moving = source.moving(areKept);
            this.loading = loading;
            this.limitBytes = limitBytes;
            this.moved = moved;
        }

        void take(Moving.Part<K, V> part) {
            ValueOutput out = new ValueOutput(256, limitBytes);
            long[] untold = {0};
            part.forEach((key, value) -> {
                if (++untold[0] == TOLD_EACH) {
                    moved.accept(untold[0]);
                    untold[0] = 0;
                }
                return take(key, value, out);
            });
            moved.accept(untold[0]);
        }

        /** Whether the old key is as good as gone: it is the new one, so that none else can become the same. */
        private boolean take(K key, V value, ValueOutput out) {
            L newKey;
            W newValue;
            try {
                newKey = table.key(key, out);
                newValue = table.value(key, value, out);
            } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
                Throwable cause = e instanceof OutputLimitException limit ? tooLarge(limit) : e;
                fail(key, step.failed(table.from(), key, cause));
                return false;
            }
            if (!loading.add(newKey, newValue)) {
                fail(key, step.collided(table.from(), key, other(key, newKey, out)));
            }
            return newKey == key;
        }

        private String name() {
            return table.from().name();
        }

        private TooLargeException tooLarge(OutputLimitException e) {
            return new TooLargeException("the entry for table " + table.to().name(), e.sizeBytes(), e.limitBytes());
        }

        private void fail(K key, MigrationException failure) {
            if (!isTrial) {
                throw failure;
            }
            failedHere.increment();
            Migrating.this.fail(new Failure(Optional.of(name()), Optional.of(key), failure));
        }

        /** The old key besides {@code key} that has become {@code newKey}. */
        private @Nullable Object other(K key, L newKey, ValueOutput out) {
            if (isTold()) {
                return null;
            }
            AtomicReference<@Nullable Object> other = new AtomicReference<>();
            moving.forEachKey(each -> {
                if (other.get() == null && !each.equals(key) && becomes(each, newKey, out)) {
                    other.set(each);
                }
            });
            // One that went over as it was is not among the old ones any more.
            return other.get() == null ? newKey : other.get();
        }

        private boolean becomes(K key, L newKey, ValueOutput out) {
            try {
                return table.key(key, out).equals(newKey);
            } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
                return false;
            }
        }
    }

    /** Whether so much is told already that more is counted only. */
    private boolean isTold() {
        return failed.sum() >= MigrationReport.MOST_FAILURES;
    }

    private void fail(Failure failure) {
        failed.increment();
        synchronized (failures) {
            if (failures.size() < MigrationReport.MOST_FAILURES) {
                failures.add(failure);
            }
        }
    }

    // ---- The whole

    /** Lets the user's code look at all of the old version and change the new one. */
    private void complete(Migration.Step step, InMemory from, InMemory to, List<Database> opened) {
        Database before = from.database();
        opened.add(before);
        Database now = to.database();
        opened.add(now);
        try {
            fillIndexes(to);
            from.gate().refuse(() -> new ReadOnlyException(from.name()));
            step.completion().orElseThrow().complete(before, now);
        } catch (UniqueException e) {
            failWhole(e);
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            failWhole(step.failed(e));
        }
    }

    private void fillIndexes(InMemory version) {
        version.tables().ofSchema().values().forEach(table -> table.fillIndexes(options.threads()));
    }

    private void failWhole(RuntimeException failure) {
        if (!isTrial) {
            throw failure;
        }
        fail(new Failure(Optional.empty(), Optional.empty(), failure));
    }

    /** The last commits that changed the tables, where what the user's code did is part of the migration's. */
    private static Map<Integer, Long> withCommits(InMemory to, Map<Integer, Long> changed, long sequence) {
        Map<Integer, Long> changedNow = new TreeMap<>(changed);
        try (View view = to.gate().pin()) {
            to.tables().stored().forEach((id, table) -> {
                if (table.contentAt(view).changedSequence() > 0) {
                    changedNow.put(id, sequence);
                }
            });
        }
        return changedNow;
    }

    /** Puts the entries as they are into the tables of the database that is being opened. */
    private void adopt(InMemory from, Map<Integer, LiveTable<?, ?>> target) {
        from.tables().stored().values().forEach(table -> adopt(from, table.description(), target));
    }

    private <K, V> void adopt(InMemory from, TableDescription<K, V> table, Map<Integer, LiveTable<?, ?>> target) {
        Loading<K, V> loading = loading(target, table);
        loading.expect(Tables.table(from.tables().stored(), table).entries());
        ofEach(from, table, loading::put);
    }

    private void end(Map<Integer, LiveTable<?, ?>> target, Map<Integer, Long> changed) {
        target.forEach((id, table) -> table.loading().end(changed.getOrDefault(id, 0L)));
        for (LiveTable<?, ?> table : target.values()) {
            try {
                table.fillIndexes(options.threads());
            } catch (UniqueException e) {
                if (!isTrial) {
                    throw e;
                }
                fail(new Failure(Optional.of(table.description().name()), e.key(), e));
            }
        }
    }

    private MigrationReport report(Map<Integer, LiveTable<?, ?>> target, Duration took) {
        List<TableReport> tables = new ArrayList<>();
        tracks.forEach((id, track) -> {
            LiveTable<?, ?> table = requireNonNull(target.get(id));
            tables.add(new TableReport(
                    table.description().name(), track.outcome, track.before, table.entries(), track.failed));
        });
        tables.addAll(dropped);
        SchemaDescription newest = steps.get(steps.size() - 1).to();
        return new MigrationReport(
                newest.name(), old.schema().version(), newest.version(), tables, failed.sum(), failures, took);
    }

    // ---- Tables

    private void share(int tasks, IntConsumer task) {
        try {
            Workers.share(options.threads(), tasks, task::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <K, V> void ofEach(InMemory from, TableDescription<K, V> table, BiConsumer<K, V> entry) {
        try (View view = from.gate().pin()) {
            Tables.table(from.tables().stored(), table).contentAt(view).parts(1).forEach(part -> part.forEach(entry));
        }
    }

    private static <K, V> Loading<K, V> loading(Map<Integer, LiveTable<?, ?>> tables, TableDescription<K, V> table) {
        return Tables.table(tables, table).loading();
    }
}
