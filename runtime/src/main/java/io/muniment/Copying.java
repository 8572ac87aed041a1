package io.muniment;

import static java.util.Objects.requireNonNull;

import io.muniment.codec.ValueOutput;
import io.muniment.error.MigrationException;
import io.muniment.migration.MigrationReport;
import io.muniment.migration.MigrationReport.Outcome;
import io.muniment.migration.MigrationReport.TableReport;
import io.muniment.migration.SameShape;
import io.muniment.migration.TableMigration;
import io.muniment.snapshot.TableContent;
import io.muniment.table.LiveTable;
import io.muniment.transaction.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The copy of an open database of one version into an open one of the next. */
final class Copying {

    private final Migration.Step step;
    private final Map<Integer, LiveTable<?, ?>> from;
    private final Map<Integer, LiveTable<?, ?>> to;

    Copying(Migration.Step step, Map<Integer, LiveTable<?, ?>> from, Map<Integer, LiveTable<?, ?>> to) {
        this.step = step;
        this.from = from;
        this.to = to;
    }

    /** Copies what {@code view} sees of the older version. */
    MigrationReport run(View view) {
        long begin = System.nanoTime();
        to.values().forEach(Copying::requireEmpty);
        SameShape shapes = step.sameShape();
        Map<Integer, LiveTable<?, ?>> dropped = new TreeMap<>(from);
        Map<Integer, TableReport> reports = new TreeMap<>();
        step.to()
                .tables()
                .forEach(table -> reports.put(table.id(), new TableReport(table.name(), Outcome.ADDED, 0, 0, 0)));
        for (TableMigration<?, ?, ?, ?> table : step.tables()) {
            dropped.remove(table.from().id());
            boolean isCarried = shapes.carries(table);
            long count = copy(table, view);
            Outcome outcome = isCarried ? Outcome.CARRIED : Outcome.CONVERTED;
            reports.put(table.to().id(), new TableReport(table.to().name(), outcome, count, count, 0));
        }
        List<TableReport> tables = new ArrayList<>(reports.values());
        dropped.values()
                .forEach(table -> tables.add(
                        new TableReport(table.description().name(), Outcome.DROPPED, table.openEntries(), 0, 0)));
        return new MigrationReport(
                step.to().name(),
                step.from().version(),
                step.to().version(),
                tables,
                0,
                List.of(),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void requireEmpty(LiveTable<?, ?> table) {
        if (table.openEntries() != 0) {
            throw new IllegalStateException("the table " + table.description().name()
                    + " has entries already: copy into a new database, so that nothing is mixed up");
        }
    }

    private <K, V, L, W> long copy(TableMigration<K, V, L, W> how, View view) {
        LiveTable<K, V> source = Tables.table(from, how.from());
        LiveTable<L, W> target = Tables.table(to, how.to());
        TableContent<K, V> content = source.contentAt(view);
        long count = target.copy(
                content, how, (key, thrown) -> step.failed(how.from(), requireNonNull(key), requireNonNull(thrown)));
        if (target.openEntries() != count) {
            throw collision(content, how);
        }
        target.skipIdsOf(source);
        return count;
    }

    /** Looks for two keys that have become the same. */
    private <K, V, L, W> MigrationException collision(TableContent<K, V> content, TableMigration<K, V, L, W> how) {
        Map<L, K> keys = new HashMap<>();
        List<K> both = new ArrayList<>();
        ValueOutput out = new ValueOutput();
        content.parts(1)
                .forEach(part -> part.forEach((key, value) -> {
                    K other = keys.put(how.key(key, out), key);
                    if (other != null && both.isEmpty()) {
                        both.addAll(List.of(key, other));
                    }
                }));
        if (both.isEmpty()) {
            throw new IllegalStateException("the table " + how.to().name() + " was changed while it was copied");
        }
        return step.collided(how.from(), both.get(0), both.get(1));
    }
}
