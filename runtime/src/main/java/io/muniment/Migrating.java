package io.muniment;

import static java.util.Objects.requireNonNull;

import io.muniment.error.ReadOnlyException;
import io.muniment.error.UnindexableException;
import io.muniment.error.UniqueException;
import io.muniment.log.StoredTables;
import io.muniment.migration.MigrationReport;
import io.muniment.migration.MigrationReport.Outcome;
import io.muniment.migration.MigrationReport.TableReport;
import io.muniment.migration.SameShape;
import io.muniment.migration.TableMigration;
import io.muniment.recovery.ReplayTarget;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.snapshot.Workers;
import io.muniment.table.Census;
import io.muniment.table.LiveTable;
import io.muniment.table.Loading;
import io.muniment.table.Moving;
import io.muniment.table.Receiver;
import io.muniment.transaction.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The conversion of a database from an older version to the newest, in memory: entries in, tables out. */
final class Migrating {

    /*
     * An entry goes through one step after the other without waiting for any other: from the reader, by several threads,
     * or, if it is a group, from a table in which it had to wait for the log. Tables stand in the way only around a step that is completed by
     * the user's code, which is to see all of its two versions: a leg leads from such tables to the next, or to the end. At
     * the end are the tables of the database that is being opened; in a trial there are none, and a census finds out
     * whether there could be. The tables that are completed are no part of the database, because that code may commit as
     * it likes, and the database goes on with one sequence.
     */

    private final List<Migration.Step> steps;
    private final Options options;
    private final boolean isTrial;
    private final Map<Integer, LiveTable<?, ?>> target;
    private final Set<TableDescription<?, ?>> countedWithKeys;
    private final InMemory old;
    private final Failures failures;
    private final long begin = System.nanoTime();
    private final Leg first;

    /** Null where all of the old version has to wait. */
    private final @Nullable Sifting sifting;

    /** The tables of the version reached so far, by id. */
    private Map<Integer, Track> tracks = new TreeMap<>();

    private final List<TableReport> dropped = new ArrayList<>();

    /**
     * What is known of a table on its way.
     *
     * @param changed the last commit that changed it
     * @param lastId the greatest id that may have been given out for it; null if none was
     */
    private record Track(
            Outcome outcome,
            long before,
            long failed,
            long changed,
            @Nullable Long lastId) {}

    /**
     * Of data of the version that the first step begins with.
     *
     * @param isTrial whether it goes on behind what fails, to find what else does; then nobody needs what is in {@code target}
     * @param target the tables of the newest version with the database's own, by id
     * @param countedWithKeys tables of which it is known that a census needs all keys
     */
    Migrating(
            List<Migration.Step> steps,
            Options options,
            boolean isTrial,
            Map<Integer, LiveTable<?, ?>> target,
            Set<TableDescription<?, ?>> countedWithKeys) {
        this.steps = steps;
        this.options = options;
        this.isTrial = isTrial;
        this.target = target;
        this.countedWithKeys = countedWithKeys;
        this.failures = new Failures(isTrial);
        this.old = inMemory(steps.get(0).from());
        this.first = legFrom(0);
        this.sifting = first.isEmpty() ? null : new Sifting(old.tables(), first.passages.get(0), this::reset);
    }

    private InMemory inMemory(SchemaDescription schema) {
        return InMemory.of("version " + schema.version() + " of " + schema.name(), schema, options);
    }

    /** Where the old version is to be read into. */
    ReplayTarget source() {
        return sifting == null ? new Filling(waiting()) : sifting;
    }

    /** What of the old version waits for {@link #into}: the tables of the schema and the database's own, by id. */
    Map<Integer, LiveTable<?, ?>> waiting() {
        return old.tables().stored();
    }

    /** What was read turned out to be damaged, and is read anew from elsewhere. */
    private void reset() {
        first.reset();
        failures.clear();
    }

    /**
     * Converts what has been read and is waiting. Ends the filling of all tables, and fills the indexes.
     *
     * @param changed the last commit that changed each of the old tables, by id
     * @param sequence the commit that the migration is
     * @param moved is told, by several threads, of how many entries more have been converted; may throw to end it
     * @throws io.muniment.error.MigrationException if an entry cannot be converted, unless this is a trial
     * @throws UniqueException if something that is to be unique is not, unless this is a trial
     * @throws Census.KeysMissedException if all has to be done again, with all keys of a table
     */
    MigrationReport into(Map<Integer, Long> changed, long sequence, LongConsumer moved) {
        beginWith(changed, sequence);
        List<Database> opened = new ArrayList<>();
        Leg leg = first;
        try {
            InMemory at = old;
            boolean hasIndexes = false;
            go(leg, at, sequence, moved);
            while (leg.end < steps.size()) {
                if (leg.stop != null) {
                    at = leg.stop;
                    hasIndexes = false;
                }
                Migration.Step step = steps.get(leg.end);
                InMemory to = inMemory(step.to());
                go(new Leg(leg.end, leg.end + 1, to), at, sequence, moved);
                complete(step, at, hasIndexes, to, opened);
                noteCompleted(to, sequence);
                at = to;
                hasIndexes = true;
                leg = legFrom(leg.end + 1);
                go(leg, at, sequence, moved);
            }
            if (leg.isEmpty()) {
                adopt(at);
            }
            end(leg, sequence);
        } finally {
            opened.forEach(Database::close);
        }
        return report(leg);
    }

    private void beginWith(Map<Integer, Long> changed, long sequence) {
        old.tables().ofSchema().forEach((id, table) -> table.loading().end(changed.getOrDefault(id, 0L)));
        old.gate().goOn(null, sequence - 1);
        Map<Integer, Long> ids = idsOf(old);
        old.tables().ofSchema().forEach((id, table) -> {
            long before = table.entries() + (sifting == null ? 0 : sifting.passed(id));
            tracks.put(id, new Track(Outcome.CARRIED, before, 0, changed.getOrDefault(id, 0L), ids.get(id)));
        });
    }

    // ---- Legs

    /** Puts entries into a table, and keeps the keys that they had before. */
    private record KeepingOrigins<K, V>(Loading<K, V> loading, Census<K, V> origins) implements Receiver<K, V> {

        @Override
        public void expect(long count) {
            loading.expect(count);
            origins.expect(count);
        }

        @Override
        public boolean add(Object origin, K key, V value) {
            return origins.add(origin, key, value) && loading.add(origin, key, value);
        }

        @Override
        public @Nullable Object origin(K key) {
            return origins.origin(key);
        }

        @Override
        public void clear() {
            loading.clear();
            origins.clear();
        }
    }

    /** Steps that an entry goes through without waiting for others. */
    private final class Leg {

        private final int begin;
        private final int end;

        /** The version that it leads to, if that is not the end of the way. */
        private final @Nullable InMemory stop;

        /** Step by step, by the id of the older table. */
        private final List<Map<Integer, Passage<?, ?, ?, ?>>> passages = new ArrayList<>();

        /** Those at the end of the way, by the id of the newest table; none where there are tables. */
        private final Map<Integer, Census<?, ?>> censuses = new TreeMap<>();

        Leg(int begin, int end, @Nullable InMemory stop) {
            this.begin = begin;
            this.end = end;
            this.stop = stop;
            Map<Integer, Passage<?, ?, ?, ?>> next = Map.of();
            for (int i = end - 1; i >= begin; i--) {
                Migration.Step step = steps.get(i);
                SameShape shapes = step.sameShape();
                Map<Integer, Passage<?, ?, ?, ?>> ofStep = new TreeMap<>();
                for (TableMigration<?, ?, ?, ?> table : step.tables()) {
                    boolean isCarried = shapes.carries(table);
                    ofStep.put(table.from().id(), passage(step, table, isCarried, i == end - 1, next));
                }
                passages.add(0, ofStep);
                next = ofStep;
            }
        }

        @SuppressWarnings("unchecked") // the next passage of a table begins with what this one makes
        private <K, V, L, W> Passage<K, V, L, W> passage(
                Migration.Step step,
                TableMigration<K, V, L, W> table,
                boolean isCarried,
                boolean isLast,
                Map<Integer, Passage<?, ?, ?, ?>> next) {
            return new Passage<>(
                    step,
                    table,
                    isCarried,
                    receiver(table, isLast),
                    (Passage<L, W, ?, ?>) next.get(table.to().id()),
                    failures,
                    options.recordBytes());
        }

        private <L, W> Receiver<L, W> receiver(TableMigration<?, ?, L, W> table, boolean isLast) {
            Map<Integer, LiveTable<?, ?>> tables = tables();
            if (isLast && tables != null) {
                Loading<L, W> loading = loading(tables, table.to());
                // Else the trial that tells of both keys finds them.
                return isTrial ? new KeepingOrigins<>(loading, new Census<>(table.to(), false, true)) : loading;
            }
            boolean isOtherOrder =
                    (table.from().kind() == TableKind.SORTED) != (table.to().kind() == TableKind.SORTED);
            // Behind what was completed nothing may have to be done again: that is done once.
            Census<L, W> census =
                    new Census<>(table.to(), isLast, begin > 0 || isOtherOrder || countedWithKeys.contains(table.to()));
            if (isLast) {
                censuses.put(table.to().id(), census);
            }
            return census;
        }

        boolean isEmpty() {
            return begin == end;
        }

        /** The tables that it leads to, null if there are none. */
        @Nullable Map<Integer, LiveTable<?, ?>> tables() {
            if (stop != null) {
                return stop.tables().stored();
            }
            return isTrial ? null : target;
        }

        void reset() {
            passages.forEach(step -> step.values().forEach(Passage::reset));
            Map<Integer, LiveTable<?, ?>> tables = tables();
            if (tables != null) {
                tables.values().forEach(table -> table.loading().clear());
            }
        }
    }

    /** To the next step that is completed, or to the end. */
    private Leg legFrom(int begin) {
        int end = begin;
        while (end < steps.size() && steps.get(end).completion().isEmpty()) {
            end++;
        }
        boolean isStopped = begin < end && end < steps.size();
        return new Leg(begin, end, isStopped ? inMemory(steps.get(end).from()) : null);
    }

    /** Takes all that waits in {@code from} through a leg; from then on the version at its end is the one reached. */
    private void go(Leg leg, InMemory from, long sequence, LongConsumer moved) {
        if (leg.isEmpty()) {
            return;
        }
        Map<Integer, LiveTable<?, ?>> tables = leg.tables();
        boolean areKept = tables == null || steps.get(leg.begin).completion().isPresent();
        leg.passages.get(0).values().forEach(passage -> takeAll(passage, from, areKept, moved));
        for (int i = leg.begin; i < leg.end; i++) {
            advance(steps.get(i), leg.passages.get(i - leg.begin), sequence);
        }
        if (tables != null) {
            Loading<Integer, Long> ids = loading(tables, StoredTables.IDS);
            tracks.forEach((id, track) -> {
                if (track.lastId != null) {
                    ids.put(id, track.lastId);
                }
            });
        }
        if (leg.stop != null) {
            leg.stop
                    .tables()
                    .ofSchema()
                    .values()
                    .forEach(table -> table.loading().end(0));
        }
    }

    private <K, V> void takeAll(Passage<K, V, ?, ?> passage, InMemory from, boolean areKept, LongConsumer moved) {
        LiveTable<K, V> source =
                Tables.table(from.tables().stored(), passage.table().from());
        if (source.entries() > 0) {
            passage.expect(source.entries());
            List<Moving.Part<K, V>> parts =
                    passage.from(source, areKept, options.threads() == 1 ? 1 : options.threads() * 4);
            share(parts.size(), i -> passage.take(parts.get(i), moved));
        }
    }

    /** What is known of the tables goes on to the next version. */
    private void advance(Migration.Step step, Map<Integer, Passage<?, ?, ?, ?>> passages, long sequence) {
        Map<Integer, Track> before = tracks;
        tracks = new TreeMap<>();
        passages.forEach((id, passage) -> {
            Track track = requireNonNull(before.remove(id));
            boolean isCarried = passage.isCarried();
            tracks.put(
                    passage.table().to().id(),
                    new Track(
                            isCarried ? track.outcome : worse(track.outcome),
                            track.before,
                            track.failed + passage.failed(),
                            isCarried ? track.changed : sequence,
                            track.lastId));
        });
        step.to()
                .tables()
                .forEach(table -> tracks.computeIfAbsent(table.id(), id -> new Track(Outcome.ADDED, 0, 0, 0, null)));
        for (TableDescription<?, ?> table : step.from().tables()) {
            Track track = before.get(table.id());
            if (track != null) {
                dropped.add(new TableReport(table.name(), Outcome.DROPPED, track.before, 0, 0));
            }
        }
    }

    private static Outcome worse(Outcome outcome) {
        return outcome == Outcome.ADDED ? Outcome.ADDED : Outcome.CONVERTED;
    }

    // ---- Completing

    /** Lets the user's code look at all of the old version and change the new one. */
    private void complete(Migration.Step step, InMemory from, boolean hasIndexes, InMemory to, List<Database> opened) {
        Database before = from.database();
        opened.add(before);
        Database now = to.database();
        opened.add(now);
        try {
            if (!hasIndexes) {
                fillIndexes(from);
            }
            fillIndexes(to);
            from.gate().refuse(() -> new ReadOnlyException(from.name()));
            step.completion().orElseThrow().complete(before, now);
        } catch (UniqueException e) {
            failures.add(Optional.empty(), Optional.empty(), e);
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            failures.add(Optional.empty(), Optional.empty(), step.failed(e));
        }
    }

    private void fillIndexes(InMemory version) {
        version.tables().ofSchema().values().forEach(table -> table.fillIndexes(options.threads()));
    }

    /** What the user's code did is part of the migration. */
    private void noteCompleted(InMemory to, long sequence) {
        Map<Integer, Long> ids = idsOf(to);
        try (View view = to.gate().pin()) {
            tracks.replaceAll((id, track) -> {
                LiveTable<?, ?> table = requireNonNull(to.tables().stored().get(id));
                boolean isChanged = table.contentAt(view).changedSequence() > 0;
                return new Track(
                        track.outcome, track.before, track.failed, isChanged ? sequence : track.changed, ids.get(id));
            });
        }
    }

    private static Map<Integer, Long> idsOf(InMemory from) {
        Map<Integer, Long> ids = new TreeMap<>();
        ofEach(from, StoredTables.IDS, ids::put);
        return ids;
    }

    // ---- The end

    /** Puts the entries as they are into the tables of the database that is being opened. */
    private void adopt(InMemory from) {
        from.tables().stored().values().forEach(table -> adopt(from, table.description()));
    }

    private <K, V> void adopt(InMemory from, TableDescription<K, V> table) {
        Loading<K, V> loading = loading(target, table);
        loading.expect(Tables.table(from.tables().stored(), table).entries());
        ofEach(from, table, loading::put);
    }

    private void end(Leg last, long sequence) {
        if (isCounted(last)) {
            tracks.keySet().forEach(id -> {
                Census<?, ?> census = last.censuses.get(id);
                if (census != null) {
                    checkIndexes(requireNonNull(target.get(id)), census::checkUnique);
                }
            });
            return;
        }
        boolean hasIds = tracks.values().stream().anyMatch(track -> track.lastId != null);
        target.forEach((id, table) -> {
            Track track = tracks.get(id);
            table.loading().end(track != null ? track.changed : hasIds ? sequence : 0);
        });
        target.values().forEach(table -> checkIndexes(table, () -> table.fillIndexes(options.threads())));
    }

    /** Whether there are no tables at the end. */
    private boolean isCounted(Leg last) {
        return isTrial && !last.isEmpty();
    }

    private void checkIndexes(LiveTable<?, ?> table, Runnable check) {
        Optional<String> name = Optional.of(table.description().name());
        try {
            check.run();
        } catch (UniqueException e) {
            failures.add(name, e.key(), e);
        } catch (UnindexableException e) {
            failures.add(name, Optional.empty(), e);
        }
    }

    private MigrationReport report(Leg last) {
        List<TableReport> tables = new ArrayList<>();
        tracks.forEach((id, track) -> {
            LiveTable<?, ?> table = requireNonNull(target.get(id));
            Census<?, ?> census = last.censuses.get(id);
            long after = census == null ? table.entries() : census.entries();
            tables.add(new TableReport(table.description().name(), track.outcome, track.before, after, track.failed));
        });
        tables.addAll(dropped);
        SchemaDescription newest = steps.get(steps.size() - 1).to();
        return new MigrationReport(
                newest.name(),
                old.schema().version(),
                newest.version(),
                tables,
                failures.count(),
                failures.told(),
                Duration.ofNanos(System.nanoTime() - begin));
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
