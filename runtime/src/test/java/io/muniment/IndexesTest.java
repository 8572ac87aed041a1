package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.People.Person;
import io.muniment.error.ClosedException;
import io.muniment.error.ConflictException;
import io.muniment.error.DatabaseException;
import io.muniment.error.UnindexableException;
import io.muniment.error.UniqueException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Threads;
import io.muniment.table.Page;
import io.muniment.table.Paged;
import io.muniment.table.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries that are found by more than their key, in an open database. */
class IndexesTest {

    private static final Person ANN = Person.of("ann@x.org", "de", 1970);
    private static final Person BOB = Person.of("bob@x.org", "fr", 1980);
    private static final Person CAT = Person.without("de", 1990);

    private static List<String> keys(List<Map.Entry<String, Person>> entries) {
        return entries.stream().map(Map.Entry::getKey).toList();
    }

    private static People three() {
        People db = People.SORTED.inMemory();
        db.people().put("cat", CAT);
        db.people().put("ann", ANN);
        db.people().put("bob", BOB);
        return db;
    }

    // ---- Looking up

    @Test
    void anEntryIsFoundByWhatIsUnique() {
        try (People db = three()) {
            assertEquals(ANN, db.people().byEmail("ann@x.org"));
            assertNull(db.people().byEmail("cat@x.org"));
            assertThrows(NullPointerException.class, () -> db.people().byEmail(null));
        }
    }

    @Test
    void entriesAreFoundInTheOrderOfTheirKeys() {
        try (People db = three()) {
            assertEquals(
                    List.of(Map.entry("ann", ANN), Map.entry("cat", CAT)),
                    db.people().byCountry("de"));
            assertEquals(List.of(), db.people().byCountry("it"));
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> db.people().byCountry("de").clear());
        }
    }

    @Test
    void entriesAreFoundByARangeWithoutItsEndInBothDirections() {
        try (People db = three()) {
            db.people().put("dan", Person.without("it", 1980));
            assertEquals(List.of("ann", "bob", "dan"), keys(db.people().byBornBetween(1970, 1990)));
            assertEquals(List.of("dan", "bob", "ann"), keys(db.people().byBornBetweenDescending(1970, 1990)));
            assertEquals(List.of("bob", "dan"), keys(db.people().byBorn(1980)));
            assertEquals(List.of(), db.people().byBornBetween(1980, 1980));
            assertThrows(IllegalArgumentException.class, () -> db.people().byBornBetween(2, 1));
        }
    }

    @Test
    void anEntryIsFoundByEachOfSeveralAndInARangeOnceAtTheFirst() {
        try (People db = three()) {
            db.people().put("abe", Person.without("it", 1988));
            assertEquals(List.of("abe", "cat"), keys(db.people().byFeasts(1990)));
            assertEquals(List.of("abe", "cat"), keys(db.people().byFeastsBetween(1987, 1993)));
            assertEquals(List.of("abe", "cat"), keys(db.people().byFeastsBetween(1989, 1991)));
            assertEquals(List.of("cat", "abe"), keys(db.people().byFeastsBetweenDescending(1987, 1993)));
            assertEquals(List.of("cat", "abe"), keys(db.people().byFeastsBetweenDescending(1989, 1991)));
            db.write(tx -> {
                tx.people().put("abe", Person.without("it", 1990));
                tx.people().put("cat", Person.without("it", 1989));
                assertEquals(
                        List.of("cat", "abe"),
                        keys(tx.people().byFeastsBetween(1900, 2000).subList(2, 4)));
                assertEquals(
                        List.of("abe", "cat"),
                        keys(tx.people().byFeastsBetweenDescending(1900, 2000)).subList(0, 2));
                assertEquals(List.of("abe"), keys(tx.people().byFeasts(1990)));
            });
            assertEquals(List.of("abe"), keys(db.people().byFeasts(1990)));
        }
    }

    // ---- Page by page

    @Test
    void aPageBeginsBehindItsPositionWhetherThatIsStillThereOrNot() {
        try (People db = three()) {
            Page<Long, String> first = Page.first(1);
            Paged<Long, String, Person> ann = db.people().byBornBetween(1970, 1991, first);
            assertEquals(List.of("ann"), keys(ann.entries()));
            assertEquals(first.after(new Position<>(1970L, "ann")), ann.next());
            db.people().remove("ann");
            Paged<Long, String, Person> bob = db.people().byBornBetween(1970, 1991, ann.next());
            assertEquals(List.of("bob"), keys(bob.entries()));
            Paged<Long, String, Person> cat = db.people().byBornBetween(1970, 1991, bob.next());
            assertEquals(List.of("cat"), keys(cat.entries()));
            assertEquals(new Paged<>(List.of(), null), db.people().byBornBetween(1970, 1991, cat.next()));
        }
    }

    @Test
    void aPositionOutsideOfTheRangeIsBeforeItOrAfterIt() {
        try (People db = three()) {
            Page<Long, String> two = Page.first(2);
            Page<Long, String> lastTwo = Page.last(2);
            Position<Long, String> before = new Position<>(1L, "zoe");
            Position<Long, String> after = new Position<>(2000L, "abe");
            People.PeopleTable people = db.people();
            assertEquals(
                    List.of("ann", "bob"),
                    keys(people.byBornBetween(1970, 1991, two.after(before)).entries()));
            assertEquals(
                    List.of(),
                    keys(people.byBornBetween(1970, 1991, two.after(after)).entries()));
            assertEquals(
                    List.of(),
                    keys(people.byBornBetween(1970, 1991, lastTwo.after(before)).entries()));
            assertEquals(
                    List.of("cat", "bob"),
                    keys(people.byBornBetween(1970, 1991, lastTwo.after(after)).entries()));
        }
    }

    @Test
    void thereIsNoPageWithoutEntriesNorOneOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> Page.first(0));
        try (People db = three()) {
            assertThrows(NullPointerException.class, () -> db.people().byCountry(null, Page.<String, String>first(1)));
            assertThrows(
                    IllegalArgumentException.class, () -> db.people().byBornBetween(3, 2, Page.<Long, String>first(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTransactionReadsPagesOfItsOwnChangesToo(boolean sorted) {
        try (People db = (sorted ? People.SORTED : People.HASHED).inMemory()) {
            for (int i = 0; i < 10; i++) {
                db.people().put("k" + i, Person.without("de", i));
            }
            db.write(tx -> {
                tx.people().remove("k3");
                tx.people().put("k5", Person.without("fr", 50));
                tx.people().put("k6", Person.without("de", 20));
                tx.people().put("kz", Person.without("de", 8));
                assertEquals(
                        List.of("k0", "k1", "k2", "k4", "k6", "k7", "k8", "k9", "kz"),
                        read(Page.<String, String>first(2), page -> tx.people().byCountry("de", page)));
                assertEquals(
                        List.of("k5", "k6", "k9", "kz", "k8", "k7", "k4", "k2", "k1", "k0"),
                        read(Page.<Long, String>last(3), page -> tx.people().byBornBetween(0, 100, page)));
                assertEquals(
                        List.of("k2", "k4", "k7", "k8", "kz", "k9"),
                        read(Page.<Long, String>first(4), page -> tx.people().byFeastsBetween(2, 12, page)).stream()
                                .filter(key -> !key.equals("k0") && !key.equals("k1"))
                                .toList());
            });
        }
    }

    private static <I> List<String> read(
            Page<I, String> first, Function<Page<I, String>, Paged<I, String, Person>> read) {
        List<String> keys = new ArrayList<>();
        for (Page<I, String> page = first; page != null; ) {
            Paged<I, String, Person> paged = read.apply(page);
            keys.addAll(keys(paged.entries()));
            page = paged.next();
        }
        return keys;
    }

    @Test
    void aPageLosesToWhatChangesItAndToNothingBehindIt() throws Exception {
        Page<String, String> one = Page.first(1);
        assertLoses(people -> people.byCountry("de", one), people -> people.put("ann", BOB_IN_ITALY));
        assertLoses(people -> people.byCountry("de", one), people -> people.put("abe", Person.without("de", 1)));
        assertLoses(
                people -> people.byCountry("de", Page.first(3)), people -> people.put("zoe", Person.without("de", 1)));
        assertLoses(
                people -> people.byBornBetween(1, 2000, Page.first(2)),
                people -> people.put("abe", Person.without("it", 1975)));
        assertLoses(
                people -> people.byBornBetween(1, 2000, Page.last(2)),
                people -> people.put("abe", Person.without("it", 1985)));
        assertLoses(people -> people.byFeastsBetween(1, 2000, Page.first(2)), people -> people.remove("bob"));
        assertWins(people -> people.byCountry("de", one), people -> people.put("zoe", Person.without("de", 1)));
        assertWins(people -> people.byCountry("de", one), people -> people.remove("cat"));
        assertWins(
                people -> people.byBornBetween(1, 2000, Page.first(2)),
                people -> people.put("abe", Person.without("it", 1985)));
        assertWins(
                people -> people.byBornBetween(1, 2000, Page.last(2)),
                people -> people.put("abe", Person.without("it", 1975)));
    }

    private static void assertWins(Consumer look, Consumer other) throws Exception {
        try (People db = three();
                People.Transaction tx = db.begin()) {
            look.accept(tx.people());
            tx.people().put("mark", Person.without("xx", 1));
            Threads threads = new Threads();
            threads.untilDone(() -> other.accept(db.people()));
            threads.join();
            tx.commit();
            assertNotNull(db.people().get("mark"));
        }
    }

    /** Others come and go and move meanwhile; of those that stay each is met once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoReadsPageAfterPageMeetsWhatStaysOnce(boolean sorted) throws Exception {
        try (People db = (sorted ? People.SORTED : People.HASHED).inMemory()) {
            List<String> stay = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                db.people().put("k" + i, Person.without("de", i % 20));
                if (i % 2 == 0) {
                    stay.add("k" + i);
                }
            }
            stay.sort(null);
            Threads threads = new Threads();
            threads.untilDone(() -> {
                for (int round = 0; round < 60; round++) {
                    Page<String, String> byCountry = round % 2 == 0 ? Page.first(7) : Page.last(7);
                    Page<Long, String> byYear = round % 2 == 0 ? Page.first(7) : Page.last(7);
                    assertEquals(
                            stay, staying(read(byCountry, page -> db.people().byCountry("de", page))));
                    assertEquals(stay, staying(read(byYear, page -> db.people().byBornBetween(0, 30, page))));
                    assertEquals(stay, staying(read(byYear, page -> db.people().byFeastsBetween(0, 30, page))));
                }
            });
            Random random = new Random();
            threads.whileBusy(() -> {
                String key = "k" + (1 + 2 * random.nextInt(150));
                if (random.nextInt(3) == 0) {
                    db.people().remove(key);
                } else {
                    db.people().put(key, Person.without(random.nextBoolean() ? "de" : "fr", random.nextInt(25)));
                }
            });
            threads.join();
        }
    }

    private static List<String> staying(List<String> keys) {
        return keys.stream()
                .filter(key -> Integer.parseInt(key.substring(1)) % 2 == 0)
                .sorted()
                .toList();
    }

    @Test
    void whatHasChangedIsFoundByWhatItHasNow() {
        try (People db = three()) {
            db.people().put("ann", Person.of("anna@x.org", "fr", 1970));
            assertNull(db.people().byEmail("ann@x.org"));
            assertNotNull(db.people().byEmail("anna@x.org"));
            assertEquals(List.of("ann", "bob"), keys(db.people().byCountry("fr")));
            db.people().remove("bob");
            assertEquals(List.of("ann"), keys(db.people().byCountry("fr")));
            db.people().clear();
            assertEquals(List.of(), db.people().byCountry("fr"));
        }
    }

    @Test
    void aViewFindsWhatItSees() {
        try (People db = three();
                People.Transaction view = db.view()) {
            db.people().put("ann", Person.of("bert@x.org", "fr", 1971));
            db.people().clear();
            db.people().put("eve", Person.of("ann@x.org", "de", 1970));
            assertEquals(ANN, view.people().byEmail("ann@x.org"));
            assertEquals(List.of("ann", "cat"), keys(view.people().byCountry("de")));
            assertEquals(List.of("ann", "bob"), keys(view.people().byBornBetween(1970, 1981)));
            assertNull(view.people().byEmail("bert@x.org"));
        }
    }

    @Test
    void nothingIsFoundInAClosedDatabase() {
        People db = three();
        db.close();
        assertThrows(ClosedException.class, () -> db.people().byEmail("ann@x.org"));
        assertThrows(ClosedException.class, () -> db.people().byCountry("de"));
        assertThrows(ClosedException.class, () -> db.people().byBornBetween(1, 2));
    }

    // ---- Unique

    @Test
    void aSecondEntryWithWhatIsUniqueIsRefusedAndChangesNothing() {
        try (People db = three()) {
            UniqueException e = assertThrows(
                    UniqueException.class, () -> db.people().put("eve", Person.of("ann@x.org", "it", 2000)));
            assertEquals("people", e.table());
            assertEquals("email", e.index());
            assertEquals("eve", e.key().orElseThrow());
            assertEquals("ann", e.other().orElseThrow());
            assertFalse(e.getMessage().contains("ann"), e.getMessage());
            assertNull(db.people().get("eve"));
            assertEquals(List.of(), db.people().byCountry("it"));
            assertEquals(ANN, db.people().byEmail("ann@x.org"));
            assertEquals(3, db.people().size());
        }
    }

    @Test
    void everyWayToWriteKeepsWhatIsUnique() {
        try (People db = three()) {
            Person second = Person.of("ann@x.org", "it", 2000);
            assertThrows(UniqueException.class, () -> db.people().putIfAbsent("eve", second));
            assertThrows(UniqueException.class, () -> db.people().replace("bob", second));
            assertThrows(UniqueException.class, () -> db.people().replace("bob", BOB, second));
            assertThrows(UniqueException.class, () -> db.people().compute("bob", (key, value) -> second));
            assertThrows(UniqueException.class, () -> db.people().merge("bob", second, (a, b) -> b));
            assertThrows(UniqueException.class, () -> db.write(tx -> tx.people().put("eve", second)));
            assertEquals(BOB, db.people().get("bob"));
            assertEquals(ANN, db.people().putIfAbsent("ann", BOB), "what is not written is not refused");
        }
    }

    @Test
    void whatWasGivenUpMayBeTaken() {
        try (People db = three()) {
            db.people().put("ann", ANN);
            db.people().remove("ann");
            db.people().put("eve", ANN);
            assertEquals(List.of("cat", "eve"), keys(db.people().byCountry("de")));
            db.people().put("cat", CAT);
            db.people().put("dan", CAT);
            assertEquals(4, db.people().size());
        }
    }

    @Test
    void aTransactionMaySwapWhatIsUnique() {
        try (People db = three()) {
            db.write(tx -> {
                tx.people().put("ann", BOB);
                tx.people().put("bob", ANN);
            });
            assertEquals(BOB, db.people().get("ann"));
            assertEquals(ANN, db.people().byEmail("ann@x.org"));
            assertEquals(List.of("bob", "cat"), keys(db.people().byCountry("de")));
        }
    }

    @Test
    void aTransactionMayClearAndTakeWhatWasUnique() {
        try (People db = three()) {
            db.write(tx -> {
                tx.people().clear();
                tx.people().put("eve", ANN);
                assertEquals(List.of("eve"), keys(tx.people().byCountry("de")));
            });
            assertEquals(List.of("eve"), keys(db.people().byCountry("de")));
        }
    }

    @Test
    void twoPutsOfOneTransactionThatCollideAreRefused() {
        try (People db = three()) {
            Person one = Person.of("one@x.org", "it", 1);
            UniqueException e = assertThrows(
                    UniqueException.class,
                    () -> db.write(tx -> {
                        tx.people().put("eve", one);
                        tx.people().put("fay", one);
                    }));
            assertEquals("email", e.index());
            assertEquals(3, db.people().size());
            assertNull(db.people().byEmail("one@x.org"));
        }
    }

    @Test
    void ofThreadsThatRaceForOneValueExactlyOneWins() throws Exception {
        for (int round = 0; round < 200; round++) {
            try (People db = People.HASHED.inMemory()) {
                AtomicInteger won = new AtomicInteger();
                AtomicInteger refused = new AtomicInteger();
                Threads threads = new Threads();
                for (int i = 0; i < 8; i++) {
                    String key = "key" + i;
                    boolean inTransaction = i % 2 == 0;
                    threads.untilDone(() -> {
                        try {
                            if (inTransaction) {
                                db.write(tx -> tx.people().put(key, ANN));
                            } else {
                                db.people().put(key, ANN);
                            }
                            won.incrementAndGet();
                        } catch (UniqueException e) {
                            refused.incrementAndGet();
                        }
                    });
                }
                threads.join();
                assertEquals(1, won.get());
                assertEquals(7, refused.get());
                assertEquals(1, db.people().size());
            }
        }
    }

    // ---- Inside a transaction

    @Test
    void aTransactionFindsItsOwnChanges() {
        try (People db = three()) {
            db.write(tx -> {
                tx.people().put("bob", Person.of("bob@y.org", "de", 1960));
                tx.people().remove("cat");
                tx.people().put("abe", Person.without("de", 1975));
                assertEquals(List.of("abe", "ann", "bob"), keys(tx.people().byCountry("de")));
                assertEquals(List.of("bob", "ann", "abe"), keys(tx.people().byBornBetween(1900, 2000)));
                assertNull(tx.people().byEmail("bob@x.org"));
                assertNotNull(tx.people().byEmail("bob@y.org"));
                assertEquals(BOB, db.people().byEmail("bob@x.org"));
            });
            assertEquals(List.of("abe", "ann", "bob"), keys(db.people().byCountry("de")));
        }
    }

    private static void assertLoses(Consumer look, Consumer other) throws Exception {
        try (People db = three();
                People.Transaction tx = db.begin()) {
            look.accept(tx.people());
            tx.people().put("mark", Person.without("xx", 1));
            Threads threads = new Threads();
            threads.untilDone(() -> other.accept(db.people()));
            threads.join();
            assertThrows(ConflictException.class, tx::commit);
            assertNull(db.people().get("mark"));
        }
    }

    private interface Consumer {
        void accept(People.PeopleTable people);
    }

    @Test
    void aLookUpLosesToAnEntryThatComesToHaveTheKey() throws Exception {
        assertLoses(people -> people.byCountry("de"), people -> people.put("eve", Person.without("de", 1)));
        assertLoses(
                people -> people.byEmail("eve@x.org"), people -> people.put("cat", Person.of("eve@x.org", "de", 1)));
        assertLoses(people -> people.byBornBetween(1, 5), people -> people.put("eve", Person.without("it", 4)));
        assertLoses(people -> people.byFeasts(6), people -> people.put("eve", Person.without("it", 4)));
        assertLoses(people -> people.byFeastsBetween(6, 7), people -> people.put("eve", Person.without("it", 4)));
    }

    @Test
    void aLookUpLosesToAChangeOfWhatItFound() throws Exception {
        assertLoses(people -> people.byCountry("de"), people -> people.put("ann", BOB_IN_ITALY));
        assertLoses(people -> people.byCountry("de"), people -> people.remove("cat"));
        assertLoses(
                people -> people.byEmail("ann@x.org"), people -> people.put("ann", Person.of("ann@x.org", "it", 1)));
        assertLoses(people -> people.byBornBetween(1970, 1971), people -> people.remove("ann"));
        assertLoses(people -> people.byFeastsBetween(1972, 1973), people -> people.remove("ann"));
        assertLoses(people -> people.byCountry("de"), People.PeopleTable::clear);
    }

    private static final Person BOB_IN_ITALY = Person.of("bob@it.org", "it", 1980);

    @Test
    void aLookUpDoesNotLoseToChangesOfOthers() throws Exception {
        try (People db = three();
                People.Transaction tx = db.begin()) {
            assertEquals(2, tx.people().byCountry("de").size());
            assertEquals(List.of(), tx.people().byBornBetween(1, 5));
            tx.people().put("mark", Person.without("xx", 1));
            Threads threads = new Threads();
            threads.untilDone(() -> db.people().put("bob", BOB_IN_ITALY));
            threads.join();
            tx.commit();
            assertNotNull(db.people().get("mark"));
        }
    }

    /** Each thread adds one only if it finds none, so there is never more than one. */
    @Test
    void ofThreadsThatAddWhatTheyDoNotFindOneAdds() throws Exception {
        for (int round = 0; round < 100; round++) {
            try (People db = People.HASHED.inMemory()) {
                Threads threads = new Threads();
                for (int i = 0; i < 4; i++) {
                    String key = "key" + i;
                    threads.untilDone(() -> db.write(tx -> {
                        if (tx.people().byCountry("de").isEmpty()) {
                            tx.people().put(key, Person.without("de", 1));
                        }
                    }));
                }
                threads.join();
                assertEquals(1, db.people().byCountry("de").size());
            }
        }
    }

    // ---- User code

    @Test
    void anAccessorThatThrowsEndsThatWriteOnly() {
        try (People db = three()) {
            Person nowhere = Person.of("eve@x.org", Person.NOWHERE, 1);
            UnindexableException e =
                    assertThrows(UnindexableException.class, () -> db.people().put("eve", nowhere));
            assertEquals("people", e.table());
            assertEquals("country", e.index());
            assertEquals("from nowhere", e.getCause().getMessage());
            assertEquals(3, db.people().size());
            assertNull(db.people().byEmail("eve@x.org"));
            db.write(tx -> {
                assertThrows(UnindexableException.class, () -> tx.people().put("eve", nowhere));
                tx.people().put("eve", Person.of("eve@x.org", "it", 1));
            });
            assertEquals(List.of("eve"), keys(db.people().byCountry("it")));
        }
    }

    // ---- On disk

    private static final Options OPTIONS = Options.defaults().automaticSnapshots(false);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void indexesAreThereAfterOpening(boolean fromSnapshot) {
        SimStorage disk = new SimStorage();
        try (People db = People.UNINDEXED.open(disk, OPTIONS)) {
            for (int i = 0; i < 1000; i++) {
                db.people().put("p" + i, Person.of(i + "@x.org", "c" + i % 7, i % 10));
            }
            if (fromSnapshot) {
                db.snapshot();
            }
        }
        try (People db = People.SORTED.open(disk, OPTIONS.threads(3))) {
            assertEquals(Person.of("77@x.org", "c0", 7), db.people().byEmail("77@x.org"));
            assertEquals(143, db.people().byCountry("c5").size());
            assertEquals(200, db.people().byBornBetween(3, 5).size());
            assertThrows(UniqueException.class, () -> db.people().put("new", Person.of("5@x.org", "c1", 1)));
        }
        try (People db = People.SORTED.open(disk, OPTIONS.readOnly(true))) {
            assertEquals(143, db.people().byCountry("c5").size());
        }
    }

    @Test
    void whatIsUniqueNowAndWasNotBeforeIsRefusedAtOpening() {
        SimStorage disk = new SimStorage();
        try (People db = People.UNINDEXED.open(disk, OPTIONS)) {
            db.people().put("ann", ANN);
            db.people().put("eve", ANN);
        }
        UniqueException e = assertThrows(UniqueException.class, () -> People.SORTED.open(disk, OPTIONS));
        assertEquals(
                List.of("ann", "eve"),
                List.of(e.key().orElseThrow(), e.other().orElseThrow()).stream()
                        .sorted()
                        .toList());
        assertEquals("email", e.index());
        try (People db = People.UNINDEXED.open(disk, OPTIONS)) {
            assertEquals(ANN, db.people().get("eve"));
        }
    }

    @Test
    void refusalAtOpeningLeavesNoFileOpen() {
        SimStorage disk = new SimStorage();
        try (People db = People.UNINDEXED.open(disk, OPTIONS)) {
            db.people().put("ann", Person.without(Person.NOWHERE, 1));
        }
        int before = disk.openFiles();
        assertThrows(UnindexableException.class, () -> People.SORTED.open(disk, OPTIONS));
        assertEquals(before, disk.openFiles());
    }

    /** What writes are refused for may not be durable yet: then they wait until it is. */
    @Test
    void whatIsRefusedIsRefusedForSomethingDurable() throws Exception {
        SimStorage disk = new SimStorage();
        try (People db = People.HASHED.open(disk, OPTIONS)) {
            Threads threads = new Threads();
            for (int i = 0; i < 4; i++) {
                String key = "key" + i;
                threads.untilDone(() -> {
                    for (int round = 0; round < 50; round++) {
                        String email = round + "@x.org";
                        try {
                            db.people().put(key, Person.of(email, "de", round));
                        } catch (UniqueException e) {
                            Person there = db.people().get((String) e.other().orElseThrow());
                            assertTrue(there.born() >= round, "refused for what was not there");
                        }
                    }
                });
            }
            threads.join();
        }
    }

    // ---- All of it, at random

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsFoundIsWhatIsThereWhateverTheDiskDoes(boolean sorted) {
        long first = new Random().nextLong() >>> 16;
        int refused = 0;
        int failed = 0;
        for (long seed = first; seed < first + 60; seed++) {
            Run run = new Run(seed, sorted ? People.SORTED : People.HASHED);
            run.run();
            refused += run.refused;
            failed += run.failed;
        }
        assertTrue(refused > 100, "tried to write what is not unique " + refused + " times");
        assertTrue(failed > 20, "a disk failed " + failed + " times");
    }

    /** Writes of one thread to a disk that now and then is full or fails, against a plain map. */
    private static final class Run {

        private final long seed;
        private final Random random;
        private final People.Kind kind;
        private SimStorage disk;
        private TreeMap<String, Person> model = new TreeMap<>();
        private int refused;
        private int failed;

        Run(long seed, People.Kind kind) {
            this.seed = seed;
            this.random = SimStorage.dice(seed);
            this.kind = kind;
            this.disk = new SimStorage(seed);
        }

        void run() {
            Durability durability = Durability.values()[random.nextInt(3)];
            Options options = OPTIONS.durability(durability).segmentBytes(64 << 10);
            for (int open = 0; open < 4; open++) {
                List<People.Transaction> views = new ArrayList<>();
                People db = kind.open(disk, options);
                // After a failure the state is that of some commit; what was not acknowledged may be there.
                model = all(db.people());
                boolean isBroken = false;
                for (int step = 0; step < 60 && !isBroken; step++) {
                    if (random.nextInt(12) == 0) {
                        disk.failAt(1 + random.nextInt(3), faultOf(random));
                    }
                    if (random.nextInt(6) == 0) {
                        views.add(db.view());
                    }
                    isBroken = step(db);
                    disk.heal();
                    if (random.nextInt(6) == 0 && !views.isEmpty()) {
                        views.remove(0).close();
                    }
                    if (!isBroken) {
                        assertEquals(model, all(db.people()), told());
                    }
                    check(db.people());
                    views.forEach(view -> check(view.people()));
                }
                views.forEach(People.Transaction::close);
                check(db.people());
                try {
                    db.close();
                } catch (DatabaseException e) {
                    assertTrue(isBroken, told());
                }
            }
        }

        private static SimStorage.Fault faultOf(Random random) {
            return random.nextInt(8) == 0 ? SimStorage.Fault.IO_ERROR : SimStorage.Fault.NO_SPACE;
        }

        /** Whether the disk has failed for good. */
        private boolean step(People db) {
            TreeMap<String, Person> next = new TreeMap<>(model);
            try {
                switch (random.nextInt(10)) {
                    case 0 -> {
                        next.clear();
                        db.people().clear();
                    }
                    case 1, 2 -> {
                        String key = key();
                        next.remove(key);
                        db.people().remove(key);
                    }
                    case 3, 4, 5 ->
                        db.write(tx -> {
                            next.clear();
                            next.putAll(model);
                            for (int i = random.nextInt(4); i >= 0; i--) {
                                String key = key();
                                Person person = person();
                                next.put(key, person);
                                tx.people().put(key, person);
                                check(tx.people());
                            }
                        });
                    default -> {
                        String key = key();
                        Person person = person();
                        next.put(key, person);
                        db.people().put(key, person);
                    }
                }
                assertTrue(isUnique(next), told() + " something was not refused");
                model = next;
                return false;
            } catch (UniqueException e) {
                assertFalse(isUnique(next), told() + " something was refused");
                refused++;
                return false;
            } catch (io.muniment.error.DiskFullException e) {
                failed++;
                return false;
            } catch (DatabaseException e) {
                failed++;
                return true;
            }
        }

        private String key() {
            return "k" + random.nextInt(6);
        }

        private Person person() {
            String country = "c" + random.nextInt(3);
            int email = random.nextInt(9);
            return email == 0
                    ? Person.without(country, random.nextInt(5))
                    : Person.of(email + "@x.org", country, random.nextInt(5));
        }

        private static boolean isUnique(Map<String, Person> people) {
            List<String> emails =
                    people.values().stream().flatMap(p -> p.email().stream()).toList();
            return emails.size() == emails.stream().distinct().count();
        }

        private static TreeMap<String, Person> all(People.PeopleTable people) {
            TreeMap<String, Person> all = new TreeMap<>();
            people.forEach(all::put);
            return all;
        }

        private void check(People.PeopleTable people) {
            TreeMap<String, Person> all = all(people);
            for (int i = 0; i < 9; i++) {
                String email = i + "@x.org";
                List<Map.Entry<String, Person>> one =
                        found(all, person -> person.email().equals(java.util.Optional.of(email)));
                if (one.size() < 2) {
                    assertEquals(one.isEmpty() ? null : one.get(0).getValue(), people.byEmail(email), told());
                }
            }
            for (int i = 0; i < 3; i++) {
                String country = "c" + i;
                assertEquals(
                        found(all, person -> person.country().equals(country)),
                        sorted(people.byCountry(country)),
                        told());
            }
            assertEquals(
                    found(all, person -> person.born() >= 1 && person.born() < 3),
                    sorted(people.byBornBetween(1, 3)),
                    told());
            assertEquals(found(all, person -> person.feasts().contains(3L)), sorted(people.byFeasts(3)), told());
            assertEquals(
                    found(all, person -> person.feasts().stream().anyMatch(feast -> feast >= 2 && feast < 4)),
                    sorted(people.byFeastsBetween(2, 4)),
                    told());
        }

        private static List<Map.Entry<String, Person>> sorted(List<Map.Entry<String, Person>> found) {
            return found.stream().sorted(Map.Entry.comparingByKey()).toList();
        }

        private static List<Map.Entry<String, Person>> found(Map<String, Person> all, Predicate<Person> wanted) {
            return all.entrySet().stream()
                    .filter(entry -> wanted.test(entry.getValue()))
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private String told() {
            return "seed " + seed;
        }
    }

    /** Emails wander between people in transactions; whoever looks finds each of them, always, at just one. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void plainLookUpsSeeOneMoment(boolean onDisk) throws Exception {
        try (People db = onDisk
                ? People.HASHED.open(new SimStorage(), OPTIONS.durability(Durability.WRITTEN))
                : People.HASHED.inMemory()) {
            for (int i = 0; i < 8; i++) {
                db.people().put("k" + i, Person.of(i + "@x.org", "c" + i % 2, i));
            }
            Threads threads = new Threads();
            for (int t = 0; t < 2; t++) {
                long seed = new Random().nextLong();
                threads.untilDone(() -> {
                    Random random = new Random(seed);
                    for (int i = 0; i < 3_000; i++) {
                        String one = "k" + random.nextInt(8);
                        String other = "k" + random.nextInt(8);
                        db.write(tx -> {
                            Person first = tx.people().get(one);
                            tx.people().put(one, tx.people().get(other));
                            tx.people().put(other, first);
                        });
                    }
                });
            }
            threads.whileBusy(() -> {
                for (int i = 0; i < 8; i++) {
                    assertEquals(
                            Person.of(i + "@x.org", "c" + i % 2, i), db.people().byEmail(i + "@x.org"));
                }
                assertEquals(4, db.people().byCountry("c0").size());
                assertEquals(8, db.people().byBornBetween(0, 8).size());
            });
            threads.join();
        }
    }
}
