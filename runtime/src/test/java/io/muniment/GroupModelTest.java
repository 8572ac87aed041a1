package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.fixture.SimStorage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random operations on tables of groups, alone and in transactions that are committed or not, against plain sets, lists
 * and maps; with views that stay open, snapshots, reopens, and processes that are killed in between. One thread.
 */
class GroupModelTest {

    private static final int STEPS = Integer.getInteger("muniment.model.steps", 10_000);
    private static final int SEEDS = Integer.getInteger("muniment.model.seeds", 8);
    private static final int KEYS = 4;
    private static final int ELEMENTS = 60;

    @TestFactory
    Stream<DynamicTest> groupsAreWhatPlainCollectionsAre() {
        long first = new Random().nextLong() >>> 16;
        return LongStream.range(first, first + SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    try {
                        new Run(seed).run();
                    } catch (Throwable e) {
                        throw new AssertionError("seed " + seed + ": " + e, e);
                    }
                }));
    }

    /** What the tables hold. */
    private static final class Model {

        final Map<Long, Set<String>> sets = new TreeMap<>();
        final Map<Long, List<String>> lists = new TreeMap<>();
        final Map<Long, Map<String, Long>> maps = new TreeMap<>();
        final TreeMap<Long, String> journal = new TreeMap<>();
        long next = 1;

        Model copy() {
            Model copy = new Model();
            sets.forEach((key, set) -> copy.sets.put(key, new HashSet<>(set)));
            lists.forEach((key, list) -> copy.lists.put(key, new ArrayList<>(list)));
            maps.forEach((key, map) -> copy.maps.put(key, new HashMap<>(map)));
            copy.journal.putAll(journal);
            copy.next = next;
            return copy;
        }
    }

    private record Seen(GroupsDb.Transaction view, Model model) {}

    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** One seed. */
    private static final class Run {

        private final Random dice;
        private final Options options;
        private final List<Seen> views = new ArrayList<>();
        private SimStorage disk = new SimStorage();
        private GroupsDb db;
        private Model model = new Model();
        private int steps;

        Run(long seed) {
            dice = SimStorage.dice(seed);
            options = TestDatabase.options().durability(Durability.values()[dice.nextInt(3)]);
            db = GroupsDb.open(disk, options);
        }

        void run() {
            while (steps < STEPS) {
                switch (dice.nextInt(40)) {
                    case 0 -> db.database().snapshot();
                    case 1 -> reopen();
                    case 2 -> killed();
                    case 3, 4 -> views.add(new Seen(db.view(), model.copy()));
                    case 5, 6, 7 -> closeView();
                    case 8, 9, 10, 11 -> thrownOut();
                    case 12, 13, 14 -> byHand();
                    case 15, 16, 17, 18, 19 -> changed(db.tables(), model, some());
                    default -> {
                        Model before = model;
                        db.write(tx -> {
                            model = before.copy();
                            changed(tx.tables(), model, some());
                        });
                    }
                }
                if (dice.nextInt(8) == 0) {
                    same(db.tables(), model);
                    views.forEach(each -> same(each.view.tables(), each.model));
                }
            }
            while (!views.isEmpty()) {
                closeView();
            }
            same(db.tables(), model);
            assertEquals("", db.leftOver());
            db.close();
        }

        private int some() {
            return 1 + dice.nextInt(12);
        }

        private void reopen() {
            while (!views.isEmpty()) {
                closeView();
            }
            db.close();
            db = GroupsDb.open(disk, options);
            same(db.tables(), model);
        }

        private void killed() {
            db.database().sync();
            disk = dice.nextBoolean() ? disk.kill() : disk.powerCut(dice.nextLong());
            views.forEach(each -> each.view.close());
            views.clear();
            db = GroupsDb.open(disk, options);
            same(db.tables(), model);
        }

        private void closeView() {
            if (!views.isEmpty()) {
                Seen closed = views.remove(dice.nextInt(views.size()));
                same(closed.view.tables(), closed.model);
                closed.view.close();
            }
        }

        private void thrownOut() {
            assertThrows(
                    Thrown.class,
                    () -> db.write(tx -> {
                        changed(tx.tables(), model.copy(), some());
                        throw new Thrown();
                    }));
            same(db.tables(), model);
        }

        private void byHand() {
            try (GroupsDb.Transaction tx = db.begin()) {
                Model next = model.copy();
                changed(tx.tables(), next, some());
                same(db.tables(), model);
                if (dice.nextBoolean()) {
                    tx.commit();
                    model = next;
                }
            }
            same(db.tables(), model);
        }

        private void changed(GroupsDb.Tables tables, Model now, int count) {
            for (int i = 0; i < count; i++) {
                steps++;
                switch (dice.nextInt(4)) {
                    case 0 -> set(tables.sets(), now.sets);
                    case 1 -> list(tables.lists(), now.lists);
                    case 2 -> map(tables.maps(), now.maps);
                    default -> journal(tables.journal(), now);
                }
                if (dice.nextInt(10) == 0) {
                    same(tables, now);
                }
            }
        }

        private long key() {
            return dice.nextInt(KEYS);
        }

        /** Some are long, so that groups come to several blocks. */
        private String element() {
            int number = dice.nextInt(ELEMENTS);
            return number + "x".repeat(number % 20 == 0 ? 9_000 : 2);
        }

        private List<String> elements() {
            return Stream.generate(this::element).limit(dice.nextInt(4)).toList();
        }

        private void set(GroupsDb.Sets table, Map<Long, Set<String>> now) {
            long key = key();
            String element = element();
            Set<String> of = now.get(key);
            switch (dice.nextInt(12)) {
                case 0 -> assertEquals(now.putIfAbsent(key, new HashSet<>()) == null, table.create(key));
                case 1 -> assertEquals(now.remove(key), table.remove(key));
                case 2 -> {
                    assertEquals(of != null && !of.isEmpty(), table.clear(key));
                    now.computeIfPresent(key, (k, old) -> new HashSet<>());
                }
                case 3 -> {
                    Set<String> whole = new HashSet<>(elements());
                    assertEquals(of, table.put(key, whole));
                    now.put(key, new HashSet<>(whole));
                }
                case 4 -> {
                    List<String> all = elements();
                    boolean isNew = !all.isEmpty()
                            && now.computeIfAbsent(key, k -> new HashSet<>()).addAll(all);
                    assertEquals(isNew, table.addAll(key, all));
                }
                case 5 -> {
                    List<String> all = elements();
                    assertEquals(of != null && of.removeAll(all), table.removeAll(key, all));
                }
                case 6, 7 -> assertEquals(of != null && of.remove(element), table.remove(key, element));
                case 8 -> assertEquals(of != null && of.contains(element), table.contains(key, element));
                case 9 -> {
                    if (dice.nextInt(6) == 0) {
                        table.clear();
                        now.clear();
                    }
                }
                default ->
                    assertEquals(now.computeIfAbsent(key, k -> new HashSet<>()).add(element), table.add(key, element));
            }
        }

        private void list(GroupsDb.Lists table, Map<Long, List<String>> now) {
            long key = key();
            String element = element();
            List<String> of = now.getOrDefault(key, List.of());
            int index = dice.nextInt(of.size() + 2) - 1;
            boolean isThere = index >= 0 && index < of.size();
            switch (dice.nextInt(12)) {
                case 0 -> assertEquals(now.putIfAbsent(key, new ArrayList<>()) == null, table.create(key));
                case 1 -> {
                    if (dice.nextInt(4) == 0) {
                        assertEquals(now.remove(key), table.remove(key));
                    }
                }
                case 2 -> {
                    List<String> all = elements();
                    table.addAll(key, all);
                    if (!all.isEmpty()) {
                        now.computeIfAbsent(key, k -> new ArrayList<>()).addAll(all);
                    }
                }
                case 3 -> {
                    if (isThere) {
                        assertEquals(of.set(index, element), table.set(key, index, element));
                    } else {
                        assertThrows(IndexOutOfBoundsException.class, () -> table.set(key, index, element));
                    }
                }
                case 4 -> {
                    if (isThere) {
                        assertEquals(of.remove(index), table.remove(key, index));
                    } else {
                        assertThrows(IndexOutOfBoundsException.class, () -> table.remove(key, index));
                    }
                }
                case 5 -> {
                    if (index < 0) {
                        assertThrows(IndexOutOfBoundsException.class, () -> table.add(key, index, element));
                    } else if (index <= of.size()) {
                        table.add(key, index, element);
                        now.computeIfAbsent(key, k -> new ArrayList<>()).add(index, element);
                    }
                }
                case 6 -> popped(of, 0, () -> table.removeFirst(key));
                case 7 -> popped(of, of.size() - 1, () -> table.removeLast(key));
                default -> {
                    table.add(key, element);
                    now.computeIfAbsent(key, k -> new ArrayList<>()).add(element);
                }
            }
        }

        private static void popped(List<String> now, int index, Supplier<String> pop) {
            if (now.isEmpty()) {
                assertThrows(NoSuchElementException.class, pop::get);
            } else {
                assertEquals(now.remove(index), pop.get());
            }
        }

        private void map(GroupsDb.Maps table, Map<Long, Map<String, Long>> now) {
            long key = key();
            String sub = element();
            long value = dice.nextInt(4);
            Map<String, Long> of = now.getOrDefault(key, new HashMap<>());
            switch (dice.nextInt(10)) {
                case 0 -> assertEquals(of.remove(sub), table.remove(key, sub));
                case 1 -> {
                    assertEquals(of.putIfAbsent(sub, value), table.putIfAbsent(key, sub, value));
                    now.put(key, of);
                }
                case 2 -> {
                    assertEquals(of.merge(sub, value, Long::sum), table.merge(key, sub, value, Long::sum));
                    now.put(key, of);
                }
                case 3 -> {
                    Long made = of.compute(sub, (k, old) -> old == null || old == value ? null : old + 1);
                    assertEquals(
                            made, table.compute(key, sub, (k, old) -> old == null || old == value ? null : old + 1));
                }
                case 4 -> {
                    Map<String, Long> all = new HashMap<>();
                    elements().forEach(each -> all.put(each, value));
                    table.putAll(key, all);
                    if (!all.isEmpty()) {
                        of.putAll(all);
                        now.put(key, of);
                    }
                }
                case 5 -> {
                    assertEquals(of.get(sub), table.get(key, sub));
                    assertEquals(of.containsKey(sub), table.containsKey(key, sub));
                }
                case 6 -> {
                    assertEquals(!of.isEmpty(), table.clear(key));
                    of.clear();
                }
                default -> {
                    assertEquals(of.put(sub, value), table.put(key, sub, value));
                    now.put(key, of);
                }
            }
        }

        private void journal(GroupsDb.Journal table, Model now) {
            String element = element();
            switch (dice.nextInt(6)) {
                case 0 -> {
                    long number = now.next - dice.nextInt(30) + 2;
                    Map<Long, String> removed = now.journal.headMap(number);
                    assertEquals(removed.size(), table.removeBefore(number));
                    removed.clear();
                }
                case 1, 2 -> {
                    table.add(element);
                    now.journal.put(now.next++, element);
                }
                case 3 -> {
                    long number = now.next - dice.nextInt(30) + 2;
                    assertEquals(now.journal.get(number), table.get(number));
                    assertEquals(
                            now.journal.tailMap(number).values().stream()
                                    .limit(3)
                                    .toList(),
                            table.from(number, 3));
                }
                default -> {
                    assertEquals(now.next, table.append(element));
                    now.journal.put(now.next++, element);
                }
            }
        }

        private void same(GroupsDb.Tables tables, Model now) {
            Map<Long, Set<String>> sets = new TreeMap<>();
            tables.sets().forEach((key, set) -> assertNull(sets.put(key, set)));
            assertEquals(now.sets, sets);
            assertEquals(now.sets.size(), tables.sets().size());
            Map<Long, List<String>> lists = new TreeMap<>();
            tables.lists().forEach((key, list) -> assertNull(lists.put(key, list)));
            assertEquals(now.lists, lists);
            assertEquals(now.lists.size(), tables.lists().size());
            Map<Long, Map<String, Long>> maps = new TreeMap<>();
            tables.maps().forEach((key, map) -> assertNull(maps.put(key, map)));
            assertEquals(now.maps, maps);
            for (long key = 0; key < KEYS; key++) {
                assertEquals(now.sets.getOrDefault(key, Set.of()), tables.sets().of(key));
                assertEquals(Objects.equals(now.lists.get(key), tables.lists().get(key)), true);
                assertEquals(now.maps.containsKey(key), tables.maps().containsKey(key));
            }
            Map<Long, String> journal = new TreeMap<>();
            tables.journal().forEach((number, element) -> assertNull(journal.put(number, element)));
            assertEquals(now.journal, journal);
            assertEquals(now.next, tables.journal().next());
            assertEquals(
                    now.journal.isEmpty() ? now.next : now.journal.firstKey(),
                    tables.journal().first());
            assertTrue(tables.journal().size() == now.journal.size());
        }
    }
}
