package io.muniment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.error.ConflictException;
import io.muniment.error.CorruptException;
import io.muniment.error.TooLargeException;
import io.muniment.error.UndecodableException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Threads;
import io.muniment.group.Groups;
import io.muniment.log.LogFormat;
import io.muniment.log.SegmentHeader;
import io.muniment.log.SegmentWriter;
import io.muniment.log.StoreId;
import io.muniment.recovery.SalvageReport;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.DatabaseMapTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets, lists and maps by key, and sequences. */
class GroupTablesTest {

    private static final Options OPTIONS = TestDatabase.options().durability(Durability.WRITTEN);

    private final SimStorage disk = new SimStorage();
    private GroupsDb db = GroupsDb.open(disk, OPTIONS);

    @AfterEach
    void close() {
        db.close();
    }

    private void reopen() {
        db.close();
        db = GroupsDb.open(disk, OPTIONS);
    }

    @Test
    void emptyGroupIsNoneNeitherAfterReopeningNorAfterASnapshot() {
        assertTrue(db.sets().create(1L));
        assertFalse(db.sets().create(1L));
        assertTrue(db.lists().create(1L));
        db.maps().put(1L, "a", 1L);
        assertEquals(1L, db.maps().remove(1L, "a"));
        for (int round = 0; round < 3; round++) {
            assertEquals(Set.of(), db.sets().get(1L));
            assertEquals(List.of(), db.lists().get(1L));
            assertEquals(Map.of(), db.maps().get(1L));
            assertNull(db.sets().get(2L));
            assertNull(db.lists().get(2L));
            assertNull(db.maps().get(2L));
            assertEquals(Set.of(), db.sets().of(2L));
            assertTrue(db.sets().find(1L).isPresent());
            assertTrue(db.sets().find(2L).isEmpty());
            if (round == 1) {
                db.database().snapshot();
            }
            reopen();
        }
    }

    @Test
    void addingToASetSaysWhetherTheElementIsNew() {
        assertTrue(db.sets().add(1L, "a"));
        assertFalse(db.sets().add(1L, "a"));
        assertTrue(db.sets().add(1L, "b"));
        long sequence = db.database().stats().sequence();
        assertFalse(db.sets().addAll(1L, List.of("a", "b")));
        assertFalse(db.sets().addAll(2L, List.of()));
        assertFalse(db.sets().remove(1L, "c"));
        assertFalse(db.sets().remove(2L, "c"));
        assertFalse(db.sets().clear(2L));
        assertEquals(sequence, db.database().stats().sequence(), "what changes nothing is no commit");
        assertNull(db.sets().get(2L));
    }

    @Test
    void whatDoesNotFitAListChangesNothing() {
        db.lists().addAll(1L, List.of("a", "b"));
        long sequence = db.database().stats().sequence();
        long bytes = db.database().stats().logBytes();
        assertThrows(IndexOutOfBoundsException.class, () -> db.lists().remove(1L, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> db.lists().set(1L, -1, "x"));
        assertThrows(IndexOutOfBoundsException.class, () -> db.lists().add(1L, 3, "x"));
        assertThrows(IndexOutOfBoundsException.class, () -> db.lists().remove(2L, 0));
        assertThrows(NoSuchElementException.class, () -> db.lists().removeFirst(2L));
        assertThrows(NoSuchElementException.class, () -> db.lists().removeLast(2L));
        assertThrows(IndexOutOfBoundsException.class, () -> db.lists().get(1L, 2));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> db.write(tx -> {
                    tx.lists().add(1L, "c");
                    tx.lists().remove(1L, 3);
                }));
        assertEquals(sequence, db.database().stats().sequence());
        assertEquals(bytes, db.database().stats().logBytes());
        assertEquals(List.of("a", "b"), db.lists().of(1L));
        assertFalse(db.lists().containsKey(2L));
        reopen();
        assertEquals(List.of("a", "b"), db.lists().of(1L));
    }

    @Test
    void misfitInATransactionLeavesItAsItWas() {
        db.lists().addAll(1L, List.of("a", "b"));
        db.write(tx -> {
            tx.lists().add(1L, "c");
            assertThrows(IndexOutOfBoundsException.class, () -> tx.lists().remove(1L, 3));
            assertThrows(NoSuchElementException.class, () -> tx.lists().removeLast(2L));
            tx.lists().add(1L, "d");
        });
        reopen();
        assertEquals(List.of("a", "b", "c", "d"), db.lists().of(1L));
    }

    @Test
    void smallEditOfALargeGroupIsASmallRecord() {
        db.write(tx -> {
            for (long i = 0; i < 20_000; i++) {
                tx.sets().add(1L, "element " + i);
                tx.lists().add(1L, "element " + i);
                tx.maps().put(1L, "element " + i, i);
            }
        });
        db.sets().add(1L, "into the next segment");
        long before = db.database().stats().logBytes();
        db.sets().add(1L, "more");
        db.lists().add(1L, 10_000, "more");
        db.maps().merge(1L, "element 7", 1L, Long::sum);
        db.sets().remove(1L, "element 9");
        db.lists().remove(1L, 5);
        long took = db.database().stats().logBytes() - before;
        assertTrue(took < 500, "five edits took " + took + " bytes");
        reopen();
        assertEquals(20_001, db.sets().of(1L).size());
        assertEquals("more", db.lists().of(1L).get(9_999));
        assertEquals(8L, db.maps().get(1L, "element 7"));
    }

    @Test
    void groupThatHasGrownLargerThanAnyRecordIsInSnapshots() {
        db.close();
        Options small = OPTIONS.recordBytes(1 << 10);
        db = GroupsDb.open(disk, small);
        for (long i = 0; i < 3_000; i++) {
            String element = i + "x".repeat(400);
            db.lists().add(1L, element);
            db.sets().add(1L, element);
            db.maps().put(1L, element, i);
            db.journal().append(element);
        }
        db.journal().removeBefore(1_001);
        Set<String> whole = db.sets().of(1L);
        assertThrows(TooLargeException.class, () -> db.sets().put(2L, whole));
        assertThrows(TooLargeException.class, () -> db.sets().addAll(2L, whole));
        assertFalse(db.sets().containsKey(2L));
        List<String> list = db.lists().of(1L);
        Map<String, Long> map = db.maps().of(1L);
        for (int round = 0; round < 2; round++) {
            db.database().snapshot();
            db.lists().add(1L, "after " + round);
            db.close();
            db = GroupsDb.open(disk, small);
            assertEquals(whole, db.sets().of(1L));
            assertEquals(map, db.maps().of(1L));
            assertEquals(list, db.lists().of(1L).subList(0, 3_000));
            assertEquals(3_001 + round, db.lists().of(1L).size());
            assertEquals(1_001, db.journal().first());
            assertEquals(3_001, db.journal().next());
            assertEquals(list.get(2_000), db.journal().get(2_001));
        }
    }

    @Test
    void longListThatLosesARunComesBackWhateverItsHistory() {
        for (int i = 4_000; i > 0; i--) {
            db.lists().add(1L, 0, "e" + i);
        }
        db.database().snapshot();
        for (int i = 0; i < 1_024; i++) {
            db.lists().remove(1L, 1_024);
        }
        db.lists().set(1L, 1_023, "x");
        db.lists().set(1L, 1_024, "y");
        List<String> list = List.copyOf(db.lists().of(1L));
        assertEquals(4_000 - 1_024, list.size());
        assertEquals(List.of("x", "y", "e2050"), list.subList(1_023, 1_026));
        reopen();
        assertEquals(list, db.lists().of(1L));
    }

    @Test
    void garbageIsWhatIsNotInAnyGroup() {
        for (int i = 0; i < 2_000; i++) {
            db.journal().append("an element of one size");
        }
        assertEquals(0, db.database().stats().garbageRatio(), 0.01);
        assertEquals(2_000, db.database().stats().entries().get("journal"));
        db.journal().removeBefore(1_001);
        assertEquals(0.5, db.database().stats().garbageRatio(), 0.01);
        db.database().snapshot();
        assertEquals(0, db.database().stats().garbageRatio(), 0.2);
        reopen();
        assertEquals(0, db.database().stats().garbageRatio(), 0.2);
        assertEquals(1_000, db.database().stats().entries().get("journal"));
    }

    @Test
    void groupThatWasGivenOutIsOfItsMomentAndCannotBeChanged() {
        db.sets().add(1L, "a");
        db.lists().add(1L, "a");
        db.maps().put(1L, "a", 1L);
        Set<String> set = db.sets().of(1L);
        List<String> list = db.lists().of(1L);
        Map<String, Long> map = db.maps().of(1L);
        db.sets().add(1L, "b");
        db.lists().set(1L, 0, "b");
        db.maps().clear(1L);
        assertEquals(Set.of("a"), set);
        assertEquals(List.of("a"), list);
        assertEquals(Map.of("a", 1L), map);
        assertThrows(UnsupportedOperationException.class, () -> set.add("c"));
        assertThrows(UnsupportedOperationException.class, () -> set.remove("a"));
        assertThrows(UnsupportedOperationException.class, set::clear);
        assertThrows(UnsupportedOperationException.class, () -> set.iterator().remove());
        assertThrows(UnsupportedOperationException.class, () -> set.removeIf(each -> true));
        assertThrows(UnsupportedOperationException.class, () -> list.add("c"));
        assertThrows(UnsupportedOperationException.class, () -> list.set(0, "c"));
        assertThrows(UnsupportedOperationException.class, () -> list.remove(0));
        assertThrows(UnsupportedOperationException.class, () -> list.sort(null));
        assertThrows(UnsupportedOperationException.class, () -> map.put("c", 1L));
        assertThrows(UnsupportedOperationException.class, () -> map.remove("a"));
        assertThrows(UnsupportedOperationException.class, map::clear);
        assertThrows(
                UnsupportedOperationException.class,
                () -> map.entrySet().iterator().next().setValue(2L));
        assertThrows(
                UnsupportedOperationException.class,
                () -> map.values().iterator().remove());
        assertEquals(Set.of("a"), set);
        assertEquals(List.of("a"), list);
        assertEquals(Map.of("a", 1L), map);
    }

    @Test
    void arraysAreCopiedBothWays() {
        byte[] given = {1, 2, 3};
        db.raw().append(given);
        given[0] = 9;
        byte[] got = Objects.requireNonNull(db.raw().get(1));
        got[1] = 9;
        db.raw().from(1, 1).get(0)[2] = 9;
        db.raw().forEach((number, bytes) -> bytes[0] = 9);
        assertArrayEquals(new byte[] {1, 2, 3}, db.raw().get(1));
    }

    @Test
    void whatIsPutWholeIsNotChangedByItsGiver() {
        Map<String, Long> map = new HashMap<>(Map.of("a", 1L));
        List<String> list = new ArrayList<>(List.of("a"));
        db.maps().put(1L, map);
        db.lists().put(1L, list);
        map.put("b", 2L);
        list.clear();
        assertEquals(Map.of("a", 1L), db.maps().of(1L));
        assertEquals(List.of("a"), db.lists().of(1L));
        db.lists().put(2L, db.lists().of(1L));
        db.lists().add(2L, "b");
        assertEquals(List.of("a"), db.lists().of(1L));
        reopen();
        assertEquals(Map.of("a", 1L), db.maps().of(1L));
        assertEquals(List.of("a", "b"), db.lists().of(2L));
    }

    @Test
    void nullIsRefusedBeforeAnythingChanges() {
        assertThrows(NullPointerException.class, () -> db.sets().add(null, "a"));
        assertThrows(NullPointerException.class, () -> db.sets().add(1L, null));
        assertThrows(NullPointerException.class, () -> db.sets().addAll(1L, Collections.singleton(null)));
        assertThrows(NullPointerException.class, () -> db.sets().contains(1L, null));
        assertThrows(NullPointerException.class, () -> db.sets().of(null));
        assertThrows(NullPointerException.class, () -> db.lists().add(1L, null));
        assertThrows(NullPointerException.class, () -> db.lists().put(1L, Collections.singletonList(null)));
        assertThrows(NullPointerException.class, () -> db.maps().put(1L, "a", null));
        assertThrows(NullPointerException.class, () -> db.maps().put(1L, null, 1L));
        assertThrows(NullPointerException.class, () -> db.maps().merge(1L, "a", null, Long::sum));
        assertThrows(NullPointerException.class, () -> db.journal().append(null));
        assertThrows(NullPointerException.class, () -> db.write(tx -> tx.sets().add(1L, null)));
        assertEquals(0, db.database().stats().sequence());
    }

    @Test
    void liveMapOfGroupsIsTheTable() {
        db.sets().add(1L, "a");
        Map<Long, Set<String>> map = db.sets().asMap();
        assertEquals(Map.of(1L, Set.of("a")), map);
        map.merge(1L, Set.of("b"), (old, more) -> more);
        assertEquals(Set.of("b"), db.sets().of(1L));
        map.remove(1L);
        assertFalse(db.sets().containsKey(1L));
    }

    @Test
    void mapWithArraysIsReplacedByWhoExpectsItInAnotherOrder() {
        TableDescription<Long, Map<String, byte[]>> files = new TableDescription<>(
                1, "files", TableKind.MAP, Serializers.LONG, Groups.map(Serializers.STRING, Serializers.BYTE_ARRAY));
        SchemaDescription schema = new SchemaDescription("arrays", 1, "{}", List.of(files));
        try (Database arrays = Store.open(schema, new SimStorage(), () -> {}, OPTIONS)) {
            DatabaseMapTable<Long, String, byte[]> table = new DatabaseMapTable<>(arrays.table(files)) {};
            List<String> names = IntStream.range(0, 50).mapToObj(i -> "n" + i).toList();
            Map<String, byte[]> up = new TreeMap<>();
            names.forEach(name -> up.put(name, new byte[] {(byte) name.length()}));
            Map<String, byte[]> down = new TreeMap<>(Comparator.reverseOrder());
            down.putAll(up);
            table.put(1L, up);
            assertTrue(table.asMap().replace(1L, down, up));
            assertFalse(table.asMap().remove(1L, Map.of("n1", new byte[] {2})));
            assertTrue(table.asMap().remove(1L, down));
            assertNull(table.get(1L));
        }
    }

    @Test
    void viewKeepsItsGroupsWhileThousandCommitsPass() {
        db.lists().addAll(1L, List.of("a", "b"));
        db.sets().add(1L, "a");
        try (GroupsDb.Transaction view = db.view()) {
            for (int i = 0; i < 1_000; i++) {
                db.lists().add(1L, "c" + i);
                db.sets().add(1L, "c" + i);
                db.journal().add("c" + i);
                assertEquals(List.of("a", "b"), view.lists().of(1L));
                assertEquals(1, view.sets().of(1L).size());
                assertEquals(0, view.journal().size());
            }
        }
        assertEquals(1_002, db.lists().of(1L).size());
        assertEquals("", db.leftOver());
    }

    @Test
    void transactionsThatChangeOneGroupExcludeEachOther() {
        db.sets().create(1L);
        try (GroupsDb.Transaction tx = db.begin()) {
            assertTrue(tx.sets().of(1L).isEmpty());
            tx.sets().add(2L, "because 1 is empty");
            Thread other = new Thread(() -> db.sets().add(1L, "not any more"));
            other.start();
            join(other);
            assertThrows(ConflictException.class, tx::commit);
        }
        assertFalse(db.sets().containsKey(2L));
    }

    @Test
    void transactionsThatOnlyAddDoNotExcludeEachOther() {
        try (GroupsDb.Transaction tx = db.begin()) {
            tx.journal().add("mine");
            tx.lists().add(1L, "mine");
            Thread other = new Thread(() -> {
                db.journal().add("theirs");
                db.lists().add(1L, "theirs");
            });
            other.start();
            join(other);
            tx.commit();
        }
        assertEquals(List.of("theirs", "mine"), db.journal().from(1, 9));
        assertEquals(List.of("theirs", "mine"), db.lists().of(1L));
        reopen();
        assertEquals(List.of("theirs", "mine"), db.journal().from(1, 9));
        assertEquals(List.of("theirs", "mine"), db.lists().of(1L));
    }

    @Test
    void whatWasAddedUnseenCountsWhenItIsReadAfterwards() {
        db.lists().add(1L, "a");
        try (GroupsDb.Transaction tx = db.begin()) {
            tx.lists().add(1L, "b");
            tx.lists().add(2L, "b");
            assertEquals(2, tx.lists().size());
            assertEquals(List.of("a", "b"), tx.lists().of(1L));
            tx.lists().add(1L, "c");
            Thread other = new Thread(() -> db.lists().add(1L, "theirs"));
            other.start();
            join(other);
            assertThrows(ConflictException.class, tx::commit);
        }
        assertEquals(List.of("a", "theirs"), db.lists().of(1L));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void memoryIsWhatReplayMakesWhenManyThreadsEditOneGroup() throws Exception {
        int threads = 8;
        int rounds = 300;
        Threads all = new Threads();
        for (int t = 0; t < threads; t++) {
            int me = t;
            all.untilDone(() -> {
                for (int i = 0; i < rounds; i++) {
                    String element = me + "." + i;
                    assertTrue(db.sets().add(1L, element));
                    db.lists().add(1L, 0, element);
                    db.maps().merge(1L, "count", 1L, Long::sum);
                    db.journal().append(element);
                    if (i % 10 == 0) {
                        db.write(tx -> {
                            tx.lists().set(1L, 0, element + "!");
                            tx.maps().merge(1L, "count", 1L, Long::sum);
                            tx.journal().add(element);
                        });
                    }
                }
            });
        }
        all.join();
        int made = threads * rounds;
        int transactions = made / 10;
        assertEquals(made, db.sets().of(1L).size());
        assertEquals(made, db.lists().of(1L).size());
        assertEquals((long) made + transactions, db.maps().get(1L, "count"));
        assertEquals(made + transactions, db.journal().size());
        List<String> list = List.copyOf(db.lists().of(1L));
        List<String> journal = db.journal().from(1, Integer.MAX_VALUE);
        Set<String> set = Set.copyOf(db.sets().of(1L));
        assertEquals("", db.leftOver());
        reopen();
        assertEquals(list, db.lists().of(1L));
        assertEquals(journal, db.journal().from(1, Integer.MAX_VALUE));
        assertEquals(set, db.sets().of(1L));
    }

    @Test
    void numbersOfASequenceAreThePlacesOfTheirCommits() throws Exception {
        Map<Long, String> appended = new ConcurrentHashMap<>();
        Threads all = new Threads();
        for (int t = 0; t < 8; t++) {
            int me = t;
            all.untilDone(() -> {
                for (int i = 0; i < 500; i++) {
                    String element = me + "." + i;
                    assertNull(appended.put(db.journal().append(element), element));
                }
            });
        }
        all.join();
        Map<Long, String> found = new TreeMap<>();
        db.journal().forEach(found::put);
        assertEquals(new TreeMap<>(appended), found);
        assertEquals(LongStream.rangeClosed(1, 4_000).boxed().toList(), List.copyOf(found.keySet()));
    }

    @Test
    void noNumberIsGivenTwice() {
        for (int i = 0; i < 10; i++) {
            db.journal().append("e" + i);
        }
        assertEquals(10, db.journal().removeBefore(Long.MAX_VALUE));
        assertEquals(0, db.journal().removeBefore(5));
        db.database().snapshot();
        reopen();
        assertTrue(db.journal().isEmpty());
        assertEquals(11, db.journal().first());
        assertEquals(11, db.journal().append("next"));
        assertNull(db.journal().get(10));
        assertNull(db.journal().get(12));
        assertEquals("next", db.journal().find(11).orElseThrow());
        assertThrows(IllegalArgumentException.class, () -> db.journal().from(1, -1));
        assertEquals(List.of(), db.journal().from(Long.MAX_VALUE, 3));
        assertEquals(List.of("next"), db.journal().from(Long.MIN_VALUE, 3));
    }

    @Test
    void inMemoryTheyWorkAlike() {
        try (GroupsDb memory = GroupsDb.inMemory()) {
            memory.sets().add(1L, "a");
            memory.write(tx -> {
                tx.lists().add(1L, "a");
                tx.journal().add("a");
            });
            assertEquals(Set.of("a"), memory.sets().of(1L));
            assertEquals(List.of("a"), memory.lists().of(1L));
            assertEquals(1, memory.journal().size());
        }
    }

    @Test
    void whatAFunctionThrowsChangesNothing() {
        db.maps().put(1L, "a", 1L);
        long sequence = db.database().stats().sequence();
        assertThrows(
                IllegalStateException.class,
                () -> db.maps().compute(1L, "a", (key, value) -> {
                    throw new IllegalStateException("no");
                }));
        assertNull(db.maps().compute(1L, "b", (key, value) -> null));
        assertEquals(1L, db.maps().putIfAbsent(1L, "a", 7L));
        assertEquals(sequence, db.database().stats().sequence());
        assertNull(db.maps().merge(1L, "a", 1L, (old, more) -> null));
        assertNotNull(db.maps().get(1L));
        assertNull(db.maps().get(1L, "a"));
    }

    @Test
    void setsAndListsOfManySizesComeBackFromSnapshots() {
        for (int size : new int[] {0, 1, 2, 31, 32, 33, 1_000, 5_000}) {
            List<String> list = IntStream.range(0, size).mapToObj(i -> "e" + i).toList();
            db.lists().put((long) size, list);
            db.sets().put((long) size, Set.copyOf(list));
        }
        db.database().snapshot();
        reopen();
        for (int size : new int[] {0, 1, 2, 31, 32, 33, 1_000, 5_000}) {
            List<String> list = IntStream.range(0, size).mapToObj(i -> "e" + i).toList();
            assertEquals(list, db.lists().get((long) size));
            assertEquals(Set.copyOf(list), db.sets().get((long) size));
        }
    }

    /** Bytes of a change that cannot be: the table with its operation, the key 1, and the edit. */
    static Stream<byte[]> impossibleEdits() {
        int lists = LogFormat.change(1, LogFormat.EDIT);
        int maps = LogFormat.change(2, LogFormat.EDIT);
        return Stream.of(
                new byte[] {(byte) lists, 2, 7, 0}, // removes from no list
                new byte[] {(byte) lists, 2, 8}, // removes the last of none
                new byte[] {(byte) lists, 2, 6, 0, 1, 1}, // replaces where there is nothing
                new byte[] {(byte) lists, 2, 5, 1, 1, 1}, // inserts behind the end
                new byte[] {(byte) lists, 2, 5, -1, -1, -1, -1, 15, 1, 1}, // at -1
                new byte[] {(byte) lists, 2, 2, 1, 1}, // removes an element, as of a set
                new byte[] {(byte) lists, 2, 9, 0}, // drops, as of a sequence
                new byte[] {(byte) maps, 2, 1, 1, 1}, // adds to a map
                new byte[] {(byte) maps, 2, 0}, // no edit has this number
                new byte[] {(byte) maps, 2, 10},
                new byte[] {(byte) maps, 2, -1},
                new byte[] {(byte) maps, 2}); // ends before the edit
    }

    @ParameterizedTest
    @MethodSource("impossibleEdits")
    void editThatCannotBeIsDamageInItsTable(byte[] change) throws IOException {
        SimStorage forged = new SimStorage();
        SegmentHeader header = new SegmentHeader(new StoreId(1, 2), 1, 0, 0, GroupsDb.SCHEMA.json());
        try (SegmentWriter segment = SegmentWriter.create(forged, header, 0, null)) {
            ByteBuffer batch = ByteBuffer.allocateDirect(1 << 10);
            int start = LogFormat.beginBatch(batch);
            LogFormat.putRecord(batch, change, change.length);
            LogFormat.endBatch(batch, start, 1, 1);
            segment.write(batch.flip());
            segment.sync();
        }
        UndecodableException refused = assertThrows(UndecodableException.class, () -> GroupsDb.open(forged, OPTIONS));
        assertTrue(Set.of("lists", "maps").contains(refused.table()), refused.getMessage());
        assertTrue(refused.getMessage().contains("segment-"), refused.getMessage());
    }

    @Test
    void damagedSnapshotOfALargeGroupIsSalvagedInPart(@TempDir Path directory) throws IOException {
        Path store = directory.resolve("store");
        try (GroupsDb large = GroupsDb.open(store, OPTIONS)) {
            for (int i = 0; i < 3_000; i++) {
                large.lists().add(1L, i + "x".repeat(400));
                large.sets().add(1L, i + "x".repeat(400));
            }
            large.database().snapshot();
        }
        assertTrue(Database.verify(GroupsDb.SCHEMA, store).isIntact());
        Path snapshot;
        try (Stream<Path> files = Files.list(store)) {
            snapshot = files.filter(file -> file.toString().endsWith(".snap"))
                    .findAny()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(snapshot);
        bytes[bytes.length / 2] ^= 1;
        Files.write(snapshot, bytes);
        assertThrows(CorruptException.class, () -> GroupsDb.open(store, OPTIONS).close());
        assertFalse(Database.verify(GroupsDb.SCHEMA, store).isIntact());
        Path salvaged = directory.resolve("salvaged");
        SalvageReport report = Database.salvage(GroupsDb.SCHEMA, store, salvaged);
        assertFalse(report.findings().isEmpty());
        try (GroupsDb left = GroupsDb.open(salvaged, OPTIONS)) {
            int found = left.lists().of(1L).size() + left.sets().of(1L).size();
            assertTrue(found > 3_000 && found < 6_000, "of 6,000 elements " + found + " are left");
        }
    }
}
