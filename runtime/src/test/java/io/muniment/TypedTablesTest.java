package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.SampleDb.Awkward;
import io.muniment.codec.Bytes;
import io.muniment.error.TooLargeException;
import io.muniment.error.UnserializableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of tables that lie in a directory. */
class TypedTablesTest {

    @TempDir
    Path directory;

    private SampleDb db;

    @BeforeEach
    void open() {
        db = SampleDb.open(directory.resolve("db"), Options.defaults().recordBytes(8 << 20));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void reopen() {
        db.close();
        open();
    }

    private long sequence() {
        return db.stats().sequence();
    }

    @Test
    void freshDirectoryOpensEmptyAndClean() {
        assertTrue(db.counts().isEmpty());
        assertTrue(db.events().isEmpty());
        assertFalse(db.config().isPresent());
        assertTrue(db.recoveryReport().isClean());
        assertEquals(0, db.recoveryReport().lastSequence());
    }

    @Test
    void containsKeyAgreesAtEveryStep() {
        assertFalse(db.counts().containsKey("a"));
        assertNull(db.counts().get("a"));
        assertTrue(db.counts().find("a").isEmpty());
        db.counts().put("a", 1L);
        assertTrue(db.counts().containsKey("a"));
        assertEquals(1L, db.counts().get("a"));
        db.counts().put("a", 2L);
        assertTrue(db.counts().containsKey("a"));
        assertEquals(2L, db.counts().find("a").orElseThrow());
        db.counts().remove("a");
        assertFalse(db.counts().containsKey("a"));
        assertEquals(7L, db.counts().getOrDefault("a", 7L));
    }

    @Test
    void putAndRemoveReturnWhatWasThere() {
        assertNull(db.counts().put("a", 1L));
        assertEquals(1L, db.counts().put("a", 2L));
        assertEquals(2L, db.counts().remove("a"));
        assertNull(db.counts().remove("a"));
    }

    @Test
    void whatChangesNothingWritesNothing() {
        db.counts().put("a", 1L);
        long bytes = db.stats().logBytes();
        long sequence = sequence();
        assertNull(db.counts().remove("absent"));
        assertNull(db.counts().replace("absent", 1L));
        assertFalse(db.counts().replace("absent", 1L, 2L));
        assertFalse(db.counts().replace("a", 5L, 2L));
        assertFalse(db.counts().remove("a", 5L));
        assertEquals(1L, db.counts().putIfAbsent("a", 5L));
        assertEquals(1L, db.counts().computeIfAbsent("a", key -> 5L));
        assertNull(db.counts().computeIfPresent("absent", (key, value) -> 5L));
        assertNull(db.counts().compute("absent", (key, value) -> null));
        assertEquals(1L, db.counts().compute("a", (key, value) -> value));
        db.events().clear();
        assertNull(db.events().pollFirstEntry());
        assertNull(db.config().reset());
        assertEquals(bytes, db.stats().logBytes());
        assertEquals(sequence, sequence());
        assertEquals(1, db.counts().size());
    }

    @Test
    void singleOperationsDoWhatMapsDoAndLast() {
        assertNull(db.counts().putIfAbsent("a", 1L));
        assertEquals(1L, db.counts().replace("a", 2L));
        assertTrue(db.counts().replace("a", 2L, 3L));
        assertEquals(4L, db.counts().merge("a", 1L, Long::sum));
        assertEquals(9L, db.counts().merge("b", 9L, Long::sum));
        assertEquals(8L, db.counts().compute("a", (key, value) -> 2 * value));
        assertEquals(5L, db.counts().computeIfAbsent("c", key -> 5L));
        assertEquals(6L, db.counts().computeIfPresent("c", (key, value) -> value + 1));
        assertNull(db.counts().merge("b", 0L, (old, given) -> null));
        assertTrue(db.counts().remove("c", 6L));
        Map<String, Long> expected = Map.of("a", 8L);
        assertEquals(expected, db.counts().asMap());
        reopen();
        assertEquals(expected, db.counts().asMap());
    }

    @Test
    void aFunctionThatThrowsChangesNothing() {
        db.counts().put("a", 1L);
        long sequence = sequence();
        RuntimeException thrown = new RuntimeException("mine");
        assertSame(
                thrown,
                assertThrows(
                        RuntimeException.class,
                        () -> db.counts().compute("a", (key, value) -> {
                            throw thrown;
                        })));
        assertEquals(1L, db.counts().get("a"));
        assertEquals(sequence, sequence());
    }

    @Test
    void valuesOfAllSizesComeBack() {
        byte[] large = new byte[3 << 20];
        new Random(7).nextBytes(large);
        Map<String, Bytes> values = Map.of(
                "empty", Bytes.of(),
                "100 kB", Bytes.copyOf(new byte[100_000]),
                "3 MiB", Bytes.copyOf(large));
        values.forEach((key, value) -> assertNull(db.blobs().put(key, value)));
        db.counts().put("min", Long.MIN_VALUE);
        db.counts().put("max", Long.MAX_VALUE);
        assertEquals(values, db.blobs().asMap());
        reopen();
        assertEquals(values, db.blobs().asMap());
        assertEquals(
                Map.of("min", Long.MIN_VALUE, "max", Long.MAX_VALUE),
                db.counts().asMap());
    }

    @Test
    void keysOfAnyTextComeBackAndNameNoFile() throws Exception {
        String[] keys = {
            "", "\0", "/etc/passwd", "..", "../../x", "\ud800", "\udc00a", "\u00e4\u4e2d\ud83d\ude00", "A", "a", "CON"
        };
        for (int i = 0; i < keys.length; i++) {
            db.counts().put(keys[i], (long) i);
        }
        reopen();
        for (int i = 0; i < keys.length; i++) {
            assertEquals((long) i, db.counts().get(keys[i]));
        }
        try (var files = java.nio.file.Files.list(directory.resolve("db"))) {
            assertTrue(
                    files.allMatch(file -> file.getFileName().toString().matches("LOCK|segment-.*\\.log|spare.tmp")));
        }
    }

    @Test
    void clearEmptiesItsOwnTableAndLaterPutsStay() {
        db.counts().put("a", 1L);
        db.events().put(1L, "one");
        db.counts().clear();
        assertTrue(db.counts().isEmpty());
        assertEquals("one", db.events().get(1L));
        db.counts().put("b", 2L);
        reopen();
        assertEquals(Map.of("b", 2L), db.counts().asMap());
        assertEquals(Map.of(1L, "one"), db.events().asMap());
    }

    @Test
    void singleIsSetResetAndEmptyAfterReopen() {
        assertNull(db.config().get());
        assertNull(db.config().set("one"));
        assertEquals("one", db.config().set("two"));
        assertEquals("two", db.config().setIfAbsent("three"));
        assertTrue(db.config().replace("two", "four"));
        assertEquals("four!", db.config().update(value -> value + "!"));
        reopen();
        assertEquals("four!", db.config().find().orElseThrow());
        assertEquals("four!", db.config().reset());
        assertFalse(db.config().isPresent());
        reopen();
        assertNull(db.config().get());
    }

    @Test
    void nullIsRefusedAtOnceEverywhere() {
        db.counts().put("a", 1L);
        assertThrows(NullPointerException.class, () -> db.counts().put(null, 1L));
        assertThrows(NullPointerException.class, () -> db.counts().put("a", null));
        assertThrows(NullPointerException.class, () -> db.counts().putIfAbsent("a", null));
        assertThrows(NullPointerException.class, () -> db.counts().replace("a", null));
        assertThrows(NullPointerException.class, () -> db.counts().replace("a", null, 1L));
        assertThrows(NullPointerException.class, () -> db.counts().replace("a", 1L, null));
        assertThrows(NullPointerException.class, () -> db.counts().remove(null));
        assertThrows(NullPointerException.class, () -> db.counts().remove("a", null));
        assertThrows(NullPointerException.class, () -> db.counts().merge("a", null, Long::sum));
        assertThrows(NullPointerException.class, () -> db.counts().get(null));
        assertThrows(NullPointerException.class, () -> db.counts().containsKey(null));
        assertThrows(NullPointerException.class, () -> db.counts().compute(null, (key, value) -> 1L));
        assertThrows(NullPointerException.class, () -> db.config().set(null));
        for (Runnable call : List.<Runnable>of(
                () -> db.counts().put(null, null),
                () -> db.counts().putIfAbsent(null, null),
                () -> db.counts().replace(null, null),
                () -> db.counts().replace(null, null, null),
                () -> db.counts().merge(null, null, null),
                () -> db.counts().asMap().put(null, null))) {
            assertEquals(
                    "key", assertThrows(NullPointerException.class, call::run).getMessage());
        }
        assertThrows(NullPointerException.class, () -> db.events().floorKey(null));
        assertEquals(1L, db.counts().get("a"));
    }

    @Test
    void tooLargeIsRefusedOnEveryWayInAndTheOldValueStays() {
        Bytes small = Bytes.of((byte) 1);
        Bytes large = Bytes.copyOf(new byte[9 << 20]);
        db.blobs().put("a", small);
        long sequence = sequence();
        assertThrows(TooLargeException.class, () -> db.blobs().put("a", large));
        assertThrows(TooLargeException.class, () -> db.blobs().putIfAbsent("b", large));
        assertThrows(TooLargeException.class, () -> db.blobs().replace("a", large));
        assertThrows(TooLargeException.class, () -> db.blobs().replace("a", small, large));
        assertThrows(TooLargeException.class, () -> db.blobs().compute("a", (key, value) -> large));
        assertThrows(TooLargeException.class, () -> db.blobs().merge("a", large, (old, given) -> given));
        assertThrows(TooLargeException.class, () -> db.blobs().asMap().replaceAll((key, value) -> large));
        String longKey = "k".repeat(9 << 20);
        TooLargeException e =
                assertThrows(TooLargeException.class, () -> db.counts().put(longKey, 1L));
        assertEquals(8 << 20, e.limitBytes());
        assertTrue(e.getMessage().contains("counts"), e.getMessage());
        assertFalse(e.getMessage().contains("kkk"));
        assertEquals(sequence, sequence());
        assertEquals(Map.of("a", small), db.blobs().asMap());
    }

    @Test
    void aValueThatCannotBeWrittenIsThatCallsAlone() {
        long bytes = db.stats().logBytes();
        Awkward bad = new Awkward(new IllegalStateException("cannot"));
        UnserializableException e =
                assertThrows(UnserializableException.class, () -> db.awkward().put("a", bad));
        assertEquals("awkward", e.table());
        assertEquals("cannot", e.getCause().getMessage());
        assertNull(db.awkward().get("a"));
        assertEquals(bytes, db.stats().logBytes());
        db.awkward().put("a", new Awkward(null));
        reopen();
        assertEquals(Map.of("a", new Awkward(null)), db.awkward().asMap());
    }

    @Test
    void sortedTableNavigates() {
        for (long key = 10; key <= 50; key += 10) {
            db.events().put(key, "e" + key);
        }
        assertEquals(10L, db.events().firstKey());
        assertEquals(50L, db.events().lastKey());
        assertEquals(20L, db.events().floorKey(29L));
        assertEquals(30L, db.events().ceilingKey(21L));
        assertEquals(20L, db.events().lowerKey(30L));
        assertEquals(40L, db.events().higherKey(30L));
        assertNull(db.events().lowerKey(10L));
        assertNull(db.events().higherEntry(50L));
        assertEquals(
                java.util.List.of(20L, 30L),
                java.util.List.copyOf(db.events().subMap(20L, 40L).keySet()));
        assertEquals(Map.entry(10L, "e10"), db.events().pollFirstEntry());
        assertEquals(Map.entry(50L, "e50"), db.events().pollLastEntry());
        reopen();
        assertEquals(
                java.util.List.of(40L, 30L, 20L),
                java.util.List.copyOf(db.events().descendingMap().keySet()));
    }

    @Test
    void inMemoryBehavesTheSameAndTouchesNoFile() {
        try (SampleDb memory = SampleDb.inMemory()) {
            assertNull(memory.counts().put("a", 1L));
            assertEquals(3L, memory.counts().merge("a", 2L, Long::sum));
            Bytes large = Bytes.copyOf(new byte[65 << 20]);
            assertThrows(TooLargeException.class, () -> memory.blobs().put("a", large));
            assertThrows(
                    UnserializableException.class,
                    () -> memory.awkward().put("a", new Awkward(new IllegalStateException())));
            memory.sync();
            assertFalse(memory.snapshot().isNew());
            assertEquals(2, memory.stats().sequence());
            assertTrue(memory.recoveryReport().isClean());
        }
    }
}
