package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueOutput;
import io.muniment.fixture.MemoryTables;
import io.muniment.log.Acknowledged;
import io.muniment.log.Record;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.Write.When;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Look-ups by indexes while commits become visible late, in batches, or are taken back, and views come and go,
 * against plain maps. The test stands in for the log; there is one thread.
 */
class IndexModelTest {

    private static final int KEYS = 6;

    /** What a value is found by, 0 for nothing. */
    private static final IntUnaryOperator THIRD = value -> value % 3;

    private static final IntUnaryOperator TENTH = value -> value / 10 % 5;
    private static final IntUnaryOperator EIGHTH = value -> value % 8;

    /** Several, some of them twice, and none of every fifth value. */
    private static final IntFunction<List<Integer>> ENDS =
            value -> value % 5 == 0 ? List.of() : List.of(1 + value % 7, 1 + value / 7 % 7, 1 + value % 7);

    private static final IntFunction<List<Integer>> PARTS =
            value -> value % 3 == 0 ? List.of() : List.of(value % 8, 8 + value / 8 % 8);

    private static final IndexDescription<Integer, Integer> PLAIN = index("third", false, false, THIRD);
    private static final IndexDescription<Integer, Integer> ORDERED = index("tenth", false, true, TENTH);
    private static final IndexDescription<Integer, Integer> UNIQUE = index("eighth", true, false, EIGHTH);

    private static final IndexDescription<Integer, Integer> BY_ENDS =
            IndexDescription.bySeveral("ends", false, true, ENDS::apply);
    private static final IndexDescription<Integer, Integer> BY_PARTS =
            IndexDescription.bySeveral("parts", true, false, PARTS::apply);

    private static IndexDescription<Integer, Integer> index(
            String name, boolean isUnique, boolean isOrdered, IntUnaryOperator key) {
        return new IndexDescription<>(
                name, isUnique, isOrdered, value -> key.applyAsInt(value) == 0 ? null : key.applyAsInt(value));
    }

    @TestFactory
    List<DynamicTest> lookUpsAgreeWithPlainMaps() {
        long first = new Random().nextLong() >>> 16;
        List<DynamicTest> tests = new ArrayList<>();
        for (long seed = first; seed < first + 400; seed++) {
            long s = seed;
            tests.add(DynamicTest.dynamicTest("seed " + seed, () -> new Run(s).run()));
        }
        return tests;
    }

    /** A pending commit, and what the table holds once it is visible. */
    private record Pending(io.muniment.transaction.Commit commit, Map<Integer, Integer> state) {}

    /** An open view, and what it must see. */
    private record Seen(View view, Map<Integer, Integer> state) {}

    private static final class Run {

        private final Random random;
        private final MemoryTables tables = new MemoryTables();
        private final CommitGate gate = tables.gate();
        private final LiveTable<Integer, Integer> table;
        private final VersionedMap<Integer, Integer> versions;
        private final Indexes<Integer, Integer> indexes;
        private final Deque<Pending> pending = new ArrayDeque<>();
        private final List<Seen> views = new ArrayList<>();
        private Map<Integer, Integer> visible = new HashMap<>();
        private Map<Integer, Integer> newest = new HashMap<>();
        private int violations;

        Run(long seed) {
            random = new Random(seed);
            table = tables.indexed(
                    random.nextBoolean() ? TableKind.HASH : TableKind.SORTED,
                    Serializers.INT,
                    Serializers.INT,
                    List.of(PLAIN, ORDERED, UNIQUE, BY_ENDS, BY_PARTS));
            versions = table.versions();
            indexes = versions.indexes();
        }

        void run() {
            for (int i = 0; i < 300; i++) {
                switch (random.nextInt(12)) {
                    case 0, 1, 2, 3 -> change(1 + random.nextInt(200));
                    case 4, 5 -> change(null);
                    case 6 -> clear();
                    case 7, 8 -> show(random.nextInt(pending.size() + 1));
                    case 9 -> takeBack();
                    case 10 -> views.add(new Seen(gate.pin(), visible));
                    default -> close();
                }
                check();
            }
            show(pending.size());
            while (!views.isEmpty()) {
                close();
                check();
            }
            assertEquals("", versions.leftOver());
            assertEquals(
                    List.of(pairs(THIRD), pairs(TENTH), pairs(EIGHTH), severalPairs(ENDS), severalPairs(PARTS)),
                    versions.pairs(),
                    "at rest an index holds what the values have, and nothing else");
            assertEquals(true, violations > 0, "nothing was tried that is not unique");
        }

        private int pairs(IntUnaryOperator key) {
            return (int) visible.values().stream()
                    .filter(value -> key.applyAsInt(value) != 0)
                    .count();
        }

        private int severalPairs(IntFunction<List<Integer>> keys) {
            return visible.values().stream()
                    .mapToInt(value -> Set.copyOf(keys.apply(value)).size())
                    .sum();
        }

        /** Sometimes prepared for another value than there is, as if it had changed meanwhile. */
        private void change(Integer next) {
            int key = random.nextInt(KEYS);
            Integer seen = VersionedMap.value(versions.newest(key).value);
            boolean late = random.nextInt(8) == 0;
            Write<Integer, Integer> write = write(key, next, late ? Integer.valueOf(1_000_000) : seen);
            boolean isDue = next != null || newest.containsKey(key);
            boolean isUnique = next == null || isFree(key, EIGHTH.applyAsInt(next)) && areFree(key, PARTS.apply(next));
            boolean decided = write.decide();
            if (write.isStale()) {
                assertEquals(true, late && isDue, "stale for no reason");
                write = write(key, next, seen);
                decided = write.decide();
            }
            assertEquals(isDue && isUnique, decided);
            assertEquals(isUnique, write.taken() == null);
            if (!isUnique) {
                violations++;
                int other = newest.get(write.taken().by());
                assertEquals(
                        true,
                        write.taken().index() == 2
                                ? EIGHTH.applyAsInt(next) == EIGHTH.applyAsInt(other)
                                : !Collections.disjoint(PARTS.apply(next), PARTS.apply(other)));
            }
            if (decided) {
                Map<Integer, Integer> after = new HashMap<>(newest);
                if (next == null) {
                    after.remove(key);
                } else {
                    after.put(key, next);
                }
                link(write, after);
            }
        }

        private boolean isFree(int key, int unique) {
            return unique == 0
                    || newest.entrySet().stream()
                            .noneMatch(entry -> entry.getKey() != key && EIGHTH.applyAsInt(entry.getValue()) == unique);
        }

        private boolean areFree(int key, List<Integer> unique) {
            return newest.entrySet().stream()
                    .allMatch(entry ->
                            entry.getKey() == key || Collections.disjoint(PARTS.apply(entry.getValue()), unique));
        }

        private Write<Integer, Integer> write(int key, Integer next, Integer before) {
            return new Write<>(
                    versions,
                    key,
                    next,
                    When.ALWAYS,
                    null,
                    null,
                    indexes.rekeying(before, next),
                    bytes(),
                    Acknowledged.WRITTEN);
        }

        private void clear() {
            Clear<Integer> clear = new Clear<>(versions, bytes(), Acknowledged.WRITTEN);
            if (clear.decide()) {
                link(clear, new HashMap<>());
            }
        }

        private void link(io.muniment.transaction.Commit commit, Map<Integer, Integer> next) {
            long number = gate.visible() + pending.size() + 1;
            boolean alone = views.isEmpty() && pending.isEmpty() && random.nextBoolean();
            if (commit instanceof Write<?, ?> write) {
                write.link(number, alone);
            } else {
                ((Clear<?>) commit).link(number, alone);
            }
            commit.number(number);
            newest = next;
            if (alone) {
                commit.acknowledge();
                // The gate makes it visible itself; here a record that is no commit of a table does.
                Record mark = new Record(Acknowledged.WRITTEN);
                mark.number(number);
                gate.written(List.of(mark));
                visible = next;
            } else {
                pending.add(new Pending(commit, next));
            }
        }

        private void show(int count) {
            List<Record> batch = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Pending next = pending.remove();
                batch.add(next.commit());
                visible = next.state();
            }
            gate.written(batch);
        }

        private void takeBack() {
            if (pending.isEmpty()) {
                return;
            }
            List<Record> all = new ArrayList<>();
            pending.forEach(each -> all.add(each.commit()));
            pending.clear();
            assertEquals(all, gate.takeBack(() -> all, null));
            newest = visible;
        }

        private void close() {
            if (!views.isEmpty()) {
                views.remove(random.nextInt(views.size())).view().close();
            }
        }

        private void check() {
            for (int i = 1; i < 8; i++) {
                assertEquals(found(visible, THIRD, i), map(table.entriesBy(PLAIN, i)));
                assertEquals(found(visible, TENTH, i), map(table.entriesBy(ORDERED, i)));
                assertEquals(foundByOne(visible, ENDS, i), map(table.entriesBy(BY_ENDS, i)));
                Map<Integer, Integer> part = foundByOne(visible, PARTS, i);
                assertEquals(part.isEmpty() ? null : part.values().iterator().next(), table.valueBy(BY_PARTS, i));
                Map<Integer, Integer> one = found(visible, EIGHTH, i);
                assertEquals(one.isEmpty() ? null : one.values().iterator().next(), table.valueBy(UNIQUE, i));
                for (Seen seen : views) {
                    long at = seen.view().sequence();
                    assertEquals(found(seen.state(), THIRD, i), map(versions.rowsAt(0, i, at)));
                    assertEquals(found(seen.state(), EIGHTH, i), map(versions.rowsAt(2, i, at)));
                    assertEquals(foundByOne(seen.state(), ENDS, i), map(versions.rowsAt(3, i, at)));
                    assertEquals(foundByOne(seen.state(), PARTS, i), map(versions.rowsAt(4, i, at)));
                }
            }
            int from = random.nextInt(6);
            int to = from + random.nextInt(3);
            assertEquals(tenths(visible, from, to), tenths(table.entriesBetween(ORDERED, from, to, false)));
            assertEquals(ends(visible, from, to, false), rows(BY_ENDS, from, to, false));
            assertEquals(ends(visible, from, to, true), rows(BY_ENDS, from, to, true));
            checkPages(from, to);
            for (Seen seen : views) {
                IndexRange range = new IndexRange(from, to, false);
                long at = seen.view().sequence();
                assertEquals(tenths(seen.state(), from, to), tenths(versions.rowsIn(1, range, at)));
                assertEquals(ends(seen.state(), from, to, false), ends(versions.rowsIn(3, range, at)));
            }
        }

        /** All pages together are what there is, in order. */
        private void checkPages(int from, int to) {
            int size = 1 + random.nextInt(3);
            boolean descending = random.nextBoolean();
            Page<Integer, Integer> first = descending ? Page.last(size) : Page.first(size);
            assertEquals(
                    found(visible, THIRD, 1),
                    map(pages(first, page -> table.pageBy(PLAIN, 1, page), (key, value) -> 0)));
            assertEquals(
                    foundByOne(visible, ENDS, from),
                    map(pages(first, page -> table.pageBy(BY_ENDS, from, page), (key, value) -> 0)));
            assertEquals(
                    tenthsOf(visible, from, to),
                    map(pages(
                            first,
                            page -> table.pageBetween(ORDERED, from, to, page),
                            (key, value) -> TENTH.applyAsInt(value))));
            Comparator<Integer> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
            List<Integer> ends = new ArrayList<>();
            List<Map.Entry<Integer, Integer>> all = pages(
                    first,
                    page -> table.pageBetween(BY_ENDS, from, to, page),
                    (key, value) -> ENDS.apply(value).stream()
                            .filter(end -> end >= from && end < to)
                            .min(order)
                            .orElseThrow());
            all.forEach(entry -> ends.add(ENDS.apply(entry.getValue()).stream()
                    .filter(end -> end >= from && end < to)
                    .min(order)
                    .orElseThrow()));
            assertEquals(ends(visible, from, to, descending), ends);
            assertEquals(all.size(), map(all).size());
        }

        private static List<Map.Entry<Integer, Integer>> pages(
                Page<Integer, Integer> first,
                Function<Page<Integer, Integer>, Paged<Integer, Integer, Integer>> read,
                IntBinaryOperator by) {
            List<Map.Entry<Integer, Integer>> all = new ArrayList<>();
            Page<Integer, Integer> next = first;
            while (next != null) {
                Paged<Integer, Integer, Integer> paged = read.apply(next);
                all.addAll(paged.entries());
                assertEquals(next.size() > paged.entries().size(), paged.next() == null);
                next = paged.next();
            }
            Comparator<Map.Entry<Integer, Integer>> ascending =
                    Comparator.comparing(entry -> by.applyAsInt(entry.getKey(), entry.getValue()));
            Comparator<Map.Entry<Integer, Integer>> order = ascending.thenComparing(Map.Entry.comparingByKey());
            List<Map.Entry<Integer, Integer>> sorted = new ArrayList<>(all);
            sorted.sort(first.isDescending() ? order.reversed() : order);
            assertEquals(sorted, all, "small integers are in the order of their bytes too");
            return all;
        }

        private static Map<Integer, Integer> tenthsOf(Map<Integer, Integer> state, int from, int to) {
            Map<Integer, Integer> found = new TreeMap<>(state);
            found.values()
                    .removeIf(value -> TENTH.applyAsInt(value) == 0
                            || TENTH.applyAsInt(value) < from
                            || TENTH.applyAsInt(value) >= to);
            return found;
        }

        private static Map<Integer, Integer> found(Map<Integer, Integer> state, IntUnaryOperator by, int key) {
            Map<Integer, Integer> found = new TreeMap<>(state);
            found.values().removeIf(value -> by.applyAsInt(value) != key);
            return found;
        }

        private static Map<Integer, Integer> map(List<?> rows) {
            Map<Integer, Integer> map = new TreeMap<>();
            each(rows, (key, value) -> assertEquals(null, map.put(key, value), "found twice"));
            return map;
        }

        /** Calls {@code row} for each of what an index gives, as the table keeps it or as a caller gets it. */
        @SuppressWarnings("unchecked") // keys and values are integers
        private static void each(List<?> rows, BiConsumer<Integer, Integer> row) {
            for (Object each : rows) {
                if (each instanceof Found<?, ?> found) {
                    row.accept((Integer) found.key(), (Integer) found.value());
                } else {
                    Map.Entry<Integer, Integer> entry = (Map.Entry<Integer, Integer>) each;
                    row.accept(entry.getKey(), entry.getValue());
                }
            }
        }

        /** What the entries of a range are found by, in order. */
        private static List<Integer> tenths(Map<Integer, Integer> state, int from, int to) {
            return state.values().stream()
                    .map(TENTH::applyAsInt)
                    .filter(tenth -> tenth != 0 && tenth >= from && tenth < to)
                    .sorted()
                    .toList();
        }

        private static List<Integer> tenths(List<?> rows) {
            List<Integer> tenths = new ArrayList<>();
            each(rows, (key, value) -> tenths.add(TENTH.applyAsInt(value)));
            return tenths;
        }

        private static Map<Integer, Integer> foundByOne(
                Map<Integer, Integer> state, IntFunction<List<Integer>> by, int key) {
            Map<Integer, Integer> found = new TreeMap<>(state);
            found.values().removeIf(value -> !by.apply(value).contains(key));
            return found;
        }

        /** The first that each entry of a range has, in the order in which they come. */
        private static List<Integer> ends(Map<Integer, Integer> state, int from, int to, boolean descending) {
            Comparator<Integer> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
            return state.values().stream()
                    .flatMap(value ->
                            ENDS.apply(value).stream().filter(end -> end >= from && end < to).min(order).stream())
                    .sorted(order)
                    .toList();
        }

        private static List<Integer> ends(List<Found<Integer, Integer>> rows) {
            return rows.stream().map(row -> (Integer) row.by()).toList();
        }

        private List<Integer> rows(IndexDescription<Integer, Integer> index, int from, int to, boolean descending) {
            List<Found<Integer, Integer>> rows =
                    table.rowsIn(indexes.position(index), new IndexRange(from, to, descending));
            assertEquals(rows.size(), map(rows).size());
            return ends(rows);
        }
    }

    private static ValueOutput bytes() {
        return new ValueOutput(16);
    }
}
