package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.People.Person;
import io.muniment.SampleDb.Awkward;
import io.muniment.error.ClosedException;
import io.muniment.error.ConflictException;
import io.muniment.error.DiskFullException;
import io.muniment.error.ReadOnlyException;
import io.muniment.error.TooLargeException;
import io.muniment.error.UnindexableException;
import io.muniment.error.UniqueException;
import io.muniment.error.UnserializableException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Threads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many entries at once: as one commit, or as few. */
class BulkTest {

    private static final Options OPTIONS = TestDatabase.options().recordBytes(1 << 20);

    private final SimStorage disk = new SimStorage();
    private SampleDb db = SampleDb.open(disk, OPTIONS);

    @AfterEach
    void close() {
        db.close();
    }

    private void reopen(Options options) {
        db.close();
        db = SampleDb.open(disk, options);
    }

    private long sequence() {
        return db.stats().sequence();
    }

    private static Stream<Map.Entry<Long, String>> numbers(long from, long to) {
        return LongStream.range(from, to).mapToObj(i -> Map.entry(i, "number " + i));
    }

    private static Map<Long, String> map(Stream<Map.Entry<Long, String>> entries) {
        Map<Long, String> map = new TreeMap<>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    // ---- putAll

    @Test
    void putAllIsOneCommit() {
        db.counts().put("a", 1L);
        try (SampleDb.Transaction view = db.view()) {
            db.counts().putAll(Map.of("a", 2L, "b", 3L, "c", 4L));
            assertEquals(Map.of("a", 1L), view.counts().asMap());
        }
        assertEquals(2, sequence());
        assertEquals(Map.of("a", 2L, "b", 3L, "c", 4L), db.counts().asMap());
        assertEquals(3, db.counts().size());
        assertEquals("", db.leftOver());
        reopen(OPTIONS);
        assertEquals(2, sequence());
        assertEquals(Map.of("a", 2L, "b", 3L, "c", 4L), db.counts().asMap());
    }

    @ParameterizedTest
    @EnumSource
    void nobodySeesAPartOfIt(Durability durability) throws Exception {
        reopen(OPTIONS.durability(durability));
        List<String> keys = IntStream.range(0, 50).mapToObj(i -> "key " + i).toList();
        Threads threads = new Threads();
        threads.untilDone(() -> {
            for (long round = 1; round <= 3_000; round++) {
                Map<String, Long> all = new TreeMap<>();
                for (String key : keys) {
                    all.put(key, round);
                }
                db.counts().putAll(all);
            }
        });
        for (int direction = 0; direction < 2; direction++) {
            String former = direction == 0 ? "key 0" : "key 9";
            String latter = direction == 0 ? "key 9" : "key 0";
            threads.whileBusy(() -> {
                for (int i = 0; i < 1_000; i++) {
                    long before = db.counts().getOrDefault(former, 0L);
                    long after = db.counts().getOrDefault(latter, 0L);
                    assertTrue(after >= before, () -> before + " was there, then " + after);
                }
                try (SampleDb.Transaction view = db.view()) {
                    assertTrue(
                            view.counts().asMap().values().stream().distinct().count() <= 1);
                    assertTrue(List.of(0, 50).contains(view.counts().size()));
                }
            });
        }
        threads.join();
        assertEquals("", db.leftOver());
    }

    @Test
    void putAllOfNothingWritesNothing() {
        db.counts().putAll(Map.of());
        assertEquals(0, db.counts().load(Stream.of()));
        assertEquals(0, sequence());
    }

    @Test
    void putAllThatFailsAtAnyEntryChangesNothing() {
        db.counts().put("a", 1L);
        Map<String, Long> withNull = new TreeMap<>(Map.of("a", 2L));
        withNull.put("b", null);
        assertEquals(
                "value",
                assertThrows(NullPointerException.class, () -> db.counts().putAll(withNull))
                        .getMessage());
        assertThrows(NullPointerException.class, () -> db.counts().putAll(null));
        Map<String, Awkward> awkward = new TreeMap<>(Map.of("a", new Awkward(null)));
        awkward.put("b", new Awkward(new IllegalStateException("no")));
        assertThrows(UnserializableException.class, () -> db.awkward().putAll(awkward));
        assertEquals(1, sequence());
        assertEquals(Map.of("a", 1L), db.counts().asMap());
        assertTrue(db.awkward().isEmpty());
    }

    @Test
    void whatDoesNotFitOneRecordIsRefusedWithTheWayOut() {
        Map<Long, String> all = new TreeMap<>();
        for (long i = 0; i < 20; i++) {
            all.put(i, "x".repeat(100_000));
        }
        TooLargeException refused =
                assertThrows(TooLargeException.class, () -> db.events().putAll(all));
        assertTrue(refused.getMessage().contains("events at once"), refused.getMessage());
        assertTrue(refused.getMessage().contains("load"), refused.getMessage());
        assertEquals(0, sequence());
        assertEquals(20, db.events().load(all.entrySet().stream()));
        assertEquals(all, db.events().asMap());
    }

    @Test
    void theMapOfATablePutsOneByOne() {
        db.counts().asMap().putAll(Map.of("a", 1L, "b", 2L));
        assertEquals(2, sequence());
        assertEquals(Map.of("a", 1L, "b", 2L), db.counts().asMap());
        assertThrows(
                IllegalArgumentException.class, () -> db.events().headMap(5L).putAll(Map.of(6L, "outside")));
        assertTrue(db.events().isEmpty());
    }

    // ---- load

    @ParameterizedTest
    @EnumSource
    void loadPutsAllInFewCommitsAsDurableAsAllOthers(Durability durability) {
        reopen(OPTIONS.durability(durability));
        assertEquals(10_000, db.events().load(numbers(0, 10_000)));
        assertEquals(map(numbers(0, 10_000)), db.events().asMap());
        assertEquals(10, sequence());
        assertEquals("", db.leftOver());
        if (durability == Durability.SYNCED) {
            try (SampleDb after = SampleDb.open(disk.losingAllUnsynced(), OPTIONS)) {
                assertEquals(map(numbers(0, 10_000)), after.events().asMap());
            }
        }
        reopen(OPTIONS);
        assertEquals(map(numbers(0, 10_000)), db.events().asMap());
    }

    @Test
    void whereAKeyComesAgainTheLastValueStays() {
        List<Map.Entry<String, Long>> entries = new ArrayList<>();
        for (long i = 0; i < 5_000; i++) {
            entries.add(Map.entry("key " + i % 7, i));
        }
        db.counts().put("key 3", -1L);
        try (SampleDb.Transaction view = db.view()) {
            assertEquals(5_000, db.counts().load(entries.iterator()));
            assertEquals(Map.of("key 3", -1L), view.counts().asMap());
        }
        assertEquals(7, db.counts().size());
        for (long i = 4_993; i < 5_000; i++) {
            assertEquals(i, db.counts().get("key " + i % 7));
        }
        assertEquals("", db.leftOver());
        Map<String, Long> before = new HashMap<>(db.counts().asMap());
        reopen(OPTIONS);
        assertEquals(before, db.counts().asMap());
    }

    @Test
    void whatTheSourceThrowsLeavesTheCommitsBeforeAndNothingOfTheOneThatWasBeingFilled() {
        IllegalStateException own = new IllegalStateException("no more");
        Stream<Map.Entry<Long, String>> failing = numbers(0, 3_000).peek(entry -> {
            if (entry.getKey() == 2_500) {
                throw own;
            }
        });
        assertEquals(
                own, assertThrows(IllegalStateException.class, () -> db.events().load(failing)));
        assertEquals(map(numbers(0, 2_048)), db.events().asMap());
        assertEquals(3_000, db.events().load(numbers(0, 3_000)));
        assertEquals(map(numbers(0, 3_000)), db.events().asMap());
    }

    @Test
    void anEntryThatIsTooLargeByItselfEndsTheLoad() {
        Map<Long, String> all = new TreeMap<>(Map.of(1L, "x".repeat(700_000), 2L, "x".repeat(400_000)));
        assertEquals(2, db.events().load(all.entrySet().iterator()), "together they would be too large");
        all.put(3L, "x".repeat(1 << 20));
        TooLargeException refused = assertThrows(
                TooLargeException.class, () -> db.events().load(all.entrySet().iterator()));
        assertTrue(refused.getMessage().contains("the entry for table events"), refused.getMessage());
        assertEquals(2, db.events().size());
    }

    @Test
    void aSmallRecordHoldsAsManyAsFit() {
        reopen(OPTIONS.recordBytes(2 << 10));
        assertEquals(1_000, db.events().load(numbers(0, 1_000)));
        assertEquals(1_000, db.events().size());
        assertEquals(map(numbers(0, 1_000)), db.events().asMap());
        long sequence = sequence();
        assertTrue(sequence > 5 && sequence < 20, sequence + " commits");
        reopen(OPTIONS);
        assertEquals(map(numbers(0, 1_000)), db.events().asMap());
    }

    @Test
    void theSourceMayReadAndWriteTheDatabase() {
        db.events().load(numbers(0, 3_000));
        Iterator<Map.Entry<Long, String>> own = db.events().asMap().entrySet().iterator();
        db.counts()
                .load(Stream.generate(own::next)
                        .limit(3_000)
                        .peek(entry -> db.config().set(entry.getValue()))
                        .map(entry -> Map.entry(entry.getValue(), entry.getKey())));
        assertEquals(3_000, db.counts().size());
        assertEquals("number 2999", db.config().get());
        assertEquals(2_999, db.counts().get("number 2999"));
    }

    @Test
    void whoReadsAnEmptyTableThatIsBeingLoadedSeesItsOwnMoment() {
        try (SampleDb.Transaction view = db.view()) {
            Iterator<String> begun = db.counts().asMap().keySet().iterator();
            db.counts().load(IntStream.range(0, 5_000).mapToObj(i -> Map.entry("key " + i, (long) i)));
            assertTrue(view.counts().isEmpty());
            assertNull(view.counts().get("key 1"));
            assertTrue(view.counts().asMap().keySet().isEmpty());
            assertEquals(false, begun.hasNext());
        }
        assertEquals(5_000, db.counts().size());
        assertEquals("", db.leftOver());
    }

    @Test
    void transactionsLoseToALoadOfWhatTheyHaveRead() {
        try (SampleDb.Transaction tx = db.begin()) {
            assertTrue(tx.counts().isEmpty());
            tx.config().set("empty");
            inOtherThread(() -> db.counts().load(Stream.of(Map.entry("a", 1L))));
            assertThrows(ConflictException.class, tx::commit);
        }
        try (SampleDb.Transaction tx = db.begin()) {
            assertNull(tx.counts().get("b"));
            tx.config().set("no b");
            inOtherThread(() -> db.counts().putAll(Map.of("b", 1L)));
            assertThrows(ConflictException.class, tx::commit);
        }
    }

    private static void inOtherThread(Threads.Work work) {
        Threads threads = new Threads();
        threads.untilDone(work);
        try {
            threads.join();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void othersCommitWhileALoadRuns() throws Exception {
        Threads threads = new Threads();
        threads.untilDone(() -> db.events().load(numbers(0, 30_000)));
        threads.untilDone(() -> db.events().load(numbers(20_000, 40_000).iterator()));
        threads.whileBusy(() -> db.counts().merge("others", 1L, Long::sum));
        threads.whileBusy(() -> {
            try (SampleDb.Transaction view = db.view()) {
                assertEquals(
                        view.events().asMap().values().size(), view.events().size());
            }
        });
        threads.join();
        assertEquals(map(numbers(0, 40_000)), db.events().asMap());
        assertEquals("", db.leftOver());
        long others = db.counts().get("others");
        reopen(OPTIONS);
        assertEquals(map(numbers(0, 40_000)), db.events().asMap());
        assertEquals(others, db.counts().get("others"));
    }

    // ---- Crashes and full disks

    @ParameterizedTest
    @EnumSource
    void aCrashLeavesTheFirstCommitsOfALoad(Durability durability) {
        SimStorage cut = new SimStorage();
        SampleDb loaded = SampleDb.open(cut, TestDatabase.options().durability(durability));
        List<SimStorage> crashes = new ArrayList<>();
        cut.before((current, operation, name) ->
                crashes.add(crashes.size() % 2 == 0 ? current.kill() : current.powerCut(crashes.size())));
        loaded.events().load(numbers(0, 20_000));
        cut.before(null);
        loaded.close();
        assertTrue(crashes.size() > 10, crashes.size() + " crashes");
        for (SimStorage crash : crashes) {
            try (SampleDb found = SampleDb.open(crash, OPTIONS)) {
                long entries = found.stats().sequence() * 1024;
                assertEquals(
                        map(numbers(0, Math.min(entries, 20_000))),
                        found.events().asMap());
            }
        }
    }

    @Test
    void aFullDiskEndsTheLoadAndWhatIsThereStays() {
        disk.capacity(disk.used() + (1 << 20));
        assertThrows(DiskFullException.class, () -> db.events().load(numbers(0, 100_000)));
        int size = db.events().size();
        assertEquals(map(numbers(0, size)), db.events().asMap());
        assertEquals("", db.leftOver());
        disk.capacity(Long.MAX_VALUE);
        db.events().load(numbers(0, 100_000));
        reopen(OPTIONS);
        assertEquals(map(numbers(0, 100_000)), db.events().asMap());
    }

    // ---- In transactions

    @Test
    void inATransactionAllOfItIsPartOfThat() {
        db.counts().put("a", 1L);
        db.write(tx -> {
            tx.counts().putAll(Map.of("a", 2L, "b", 3L));
            assertEquals(2, tx.counts().load(Stream.of(Map.entry("b", 4L), Map.entry("c", 5L))));
            assertEquals(Map.of("a", 2L, "b", 4L, "c", 5L), tx.counts().asMap());
            assertEquals(3, tx.counts().size());
            assertEquals(Map.of("a", 1L), db.counts().asMap());
        });
        assertEquals(2, sequence());
        assertThrows(
                IllegalStateException.class,
                () -> db.write(tx -> {
                    tx.counts().putAll(Map.of("d", 2L));
                    tx.counts().load(Stream.of(Map.entry("e", 4L)));
                    throw new IllegalStateException("no");
                }));
        reopen(OPTIONS);
        assertEquals(Map.of("a", 2L, "b", 4L, "c", 5L), db.counts().asMap());
    }

    @Test
    void putAllThatFailsLeavesTheTransactionAsItWas() {
        Map<Long, String> all = new TreeMap<>();
        for (long i = 0; i < 20; i++) {
            all.put(i, "x".repeat(100_000));
        }
        db.write(tx -> {
            tx.events().put(0L, "before");
            assertThrows(TooLargeException.class, () -> tx.events().putAll(all));
            assertThrows(TooLargeException.class, () -> tx.events().load(all.entrySet().stream()));
            tx.events().putAll(Map.of(100L, "after"));
        });
        assertEquals("after", db.events().get(100L));
        assertEquals("x".repeat(100_000), db.events().get(0L), "what a load puts before it fails is put");
    }

    @Test
    void aViewRefusesBothAndATableOfTheDatabaseDoesInsideOfATransaction() {
        try (SampleDb.Transaction view = db.view()) {
            assertThrows(
                    UnsupportedOperationException.class, () -> view.counts().putAll(Map.of("a", 1L)));
            assertThrows(
                    UnsupportedOperationException.class, () -> view.counts().load(Stream.of()));
        }
        db.write(tx -> {
            assertThrows(IllegalStateException.class, () -> db.counts().putAll(Map.of("a", 1L)));
            assertThrows(IllegalStateException.class, () -> db.counts().load(Stream.of()));
        });
        db.close();
        assertThrows(ClosedException.class, () -> db.counts().putAll(Map.of()));
        assertThrows(ClosedException.class, () -> db.counts().load(Stream.of()));
        try (SampleDb reader = SampleDb.open(disk, OPTIONS.readOnly(true))) {
            assertThrows(ReadOnlyException.class, () -> reader.counts().putAll(Map.of("a", 1L)));
            assertThrows(
                    ReadOnlyException.class,
                    () -> reader.counts().load(Stream.generate(() -> {
                        throw new AssertionError("the source is not asked");
                    })));
        }
    }

    // ---- Tables with indexes

    private static Person person(String email) {
        return Person.of(email, "de", 1980);
    }

    private static Stream<People.Kind> kinds() {
        return Stream.of(People.SORTED, People.HASHED);
    }

    @Test
    void whatIsUniqueMustBeSoWhenAllIsPut() {
        kinds().forEach(kind -> {
            try (People people = kind.inMemory()) {
                people.people().putAll(Map.of("ann", person("a"), "bob", person("b")));
                assertThrows(
                        UniqueException.class,
                        () -> people.people().putAll(Map.of("cat", person("c"), "dan", person("c"))));
                assertThrows(
                        UniqueException.class,
                        () -> people.people().putAll(Map.of("cat", person("c"), "dan", person("b"))));
                assertEquals(2, people.people().size());
                people.people().putAll(Map.of("ann", person("b"), "bob", person("a"), "cat", person("c")));
                assertEquals(person("b"), people.people().get("ann"));
                assertEquals(person("a"), people.people().byEmail("a"));
                assertEquals(3, people.people().byCountry("de").size());
                assertThrows(
                        UnindexableException.class,
                        () -> people.people()
                                .putAll(Map.of("dan", person("d"), "eve", Person.of("e", Person.NOWHERE, 1))));
                assertNull(people.people().byEmail("d"));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3_000})
    void aLoadedTableIsFoundByItsIndexes(int count) {
        kinds().forEach(kind -> {
            SimStorage own = new SimStorage();
            try (People people = kind.open(own, OPTIONS)) {
                people.people()
                        .load(IntStream.range(0, count).mapToObj(i -> Map.entry("key " + i, person("first " + i))));
                // Each once more, and again in the same commit.
                people.people()
                        .load(IntStream.range(0, 2 * count)
                                .mapToObj(i -> Map.entry("key " + i / 2, person("email " + i / 2 + "-" + i % 2))));
                found(people, count);
            }
            try (People people = kind.open(own, OPTIONS)) {
                found(people, count);
            }
        });
    }

    private static void found(People people, int count) {
        assertEquals(count, people.people().size());
        assertEquals(count, people.people().byBornBetween(1980, 1981).size());
        for (int i = 0; i < count; i++) {
            assertEquals(people.people().get("key " + i), people.people().byEmail("email " + i + "-1"));
            assertNull(people.people().byEmail("email " + i + "-0"));
            assertNull(people.people().byEmail("first " + i));
        }
    }

    @Test
    void aLoadThatIsNotUniqueLeavesTheCommitsBefore() {
        try (People people = People.HASHED.inMemory()) {
            UniqueException refused = assertThrows(
                    UniqueException.class,
                    () -> people.people()
                            .load(IntStream.range(0, 3_000)
                                    .mapToObj(i -> Map.entry("key " + i, person("email " + i % 2_500)))));
            assertTrue(refused.getMessage().contains("email"), refused.getMessage());
            assertEquals(2_048, people.people().size());
            assertEquals(2_048, people.people().byCountry("de").size());
        }
    }

    @Test
    void whatChangesWhileACommitIsFilledIsFoundByWhatItHasInTheEnd() {
        kinds().forEach(kind -> {
            try (People people = kind.inMemory()) {
                people.people().put("ann", person("first"));
                people.people()
                        .load(Stream.of("ann", "bob", "cat")
                                .map(name -> Map.entry(name, person(name + " loaded")))
                                .peek(entry -> {
                                    if (entry.getKey().equals("cat")) {
                                        people.people().put("ann", person("meanwhile"));
                                        people.people().put("bob", person("came"));
                                    }
                                }));
                assertNull(people.people().byEmail("first"));
                assertNull(people.people().byEmail("meanwhile"));
                assertNull(people.people().byEmail("came"));
                assertEquals(person("ann loaded"), people.people().byEmail("ann loaded"));
                people.people().put("dan", person("meanwhile"));
                people.people().put("eve", person("came"));
                assertEquals(5, people.people().byCountry("de").size());
            }
        });
    }

    @Test
    void aLoadAmongOthersWhoChangeTheSameEntriesKeepsTheIndexesRight() throws Exception {
        try (People people = People.HASHED.inMemory()) {
            Threads threads = new Threads();
            for (int t = 0; t < 2; t++) {
                String country = "c" + t;
                threads.untilDone(() -> {
                    for (int round = 0; round < 40; round++) {
                        int born = round;
                        people.people()
                                .load(IntStream.range(0, 300)
                                        .mapToObj(i -> Map.entry("key " + i, Person.without(country, born))));
                    }
                });
            }
            threads.whileBusy(() -> {
                people.people().put("key 7", Person.without("elsewhere", 1));
                people.people().remove("key 8");
            });
            threads.join();
            int found = 0;
            for (String country : List.of("c0", "c1", "elsewhere")) {
                for (Map.Entry<String, Person> each : people.people().byCountry(country)) {
                    assertEquals(country, each.getValue().country());
                    assertEquals(each.getValue(), people.people().get(each.getKey()));
                    found++;
                }
            }
            assertEquals(people.people().size(), found);
        }
    }
}
