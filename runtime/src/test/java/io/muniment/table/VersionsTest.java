package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueOutput;
import io.muniment.fixture.MemoryTables;
import io.muniment.log.Acknowledged;
import io.muniment.table.Write.When;
import io.muniment.transaction.View;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many versions of a key there are, and for how long. */
class VersionsTest {

    private final MemoryTables tables = new MemoryTables();
    private final TableHandle<String, Integer> table = tables.hash(Serializers.STRING, Serializers.INT);
    private final VersionedMap<String, Integer> versions = table.versions();

    @AfterEach
    void nothingIsLeftOver() {
        assertEquals("", versions.leftOver());
    }

    @Test
    void longViewKeepsItsValuesWhileAThousandCommitsPass() {
        table.put("a", -1, When.ALWAYS);
        table.put("b", -2, When.ALWAYS);
        try (View view = table.pin()) {
            for (int i = 0; i < 1_000; i++) {
                table.put("a", i, When.ALWAYS);
                table.remove("b");
                table.put("c" + i, i, When.ALWAYS);
                assertEquals(-1, versions.getAt("a", view.sequence()));
                assertEquals(-2, versions.getAt("b", view.sequence()));
                assertNull(versions.getAt("c" + i, view.sequence()));
            }
        }
        assertEquals(999, table.get("a"));
        assertNull(table.get("b"));
        assertEquals(1_001, table.size());
    }

    @Test
    void hotKeyUnderALongViewKeepsTwoVersions() {
        table.put("a", -1, When.ALWAYS);
        View view = table.pin();
        for (int i = 0; i < 1_000; i++) {
            table.put("a", i, When.ALWAYS);
            assertEquals(2, count("a"));
        }
        view.close();
        assertEquals(1, count("a"));
    }

    @Test
    void viewOfAnEmptyDatabaseKeepsTwoVersionsToo() {
        View view = table.pin();
        for (int i = 0; i < 1_000; i++) {
            table.put("a", i, When.ALWAYS);
            assertEquals(2, count("a"));
        }
        view.close();
    }

    @Test
    void eachViewKeepsTheVersionThatItSees() {
        List<View> views = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            table.put("a", i, When.ALWAYS);
            table.put("a", -i, When.ALWAYS);
            views.add(table.pin());
        }
        table.put("a", 100, When.ALWAYS);
        assertEquals(11, count("a"));
        views.remove(3).close();
        views.remove(6).close();
        table.put("a", 101, When.ALWAYS);
        assertEquals(9, count("a"));
        for (View view : views) {
            view.close();
        }
    }

    @Test
    void closingTheOldestViewSettlesWhatOnlyItHeld() {
        table.put("a", 1, When.ALWAYS);
        View oldest = table.pin();
        table.put("a", 2, When.ALWAYS);
        View newer = table.pin();
        table.put("b", 1, When.ALWAYS);
        oldest.close();
        assertEquals(1, count("a"));
        assertEquals(2, count("b"));
        newer.close();
        assertEquals(1, count("b"));
    }

    @Test
    void manyKeysHeldByOneViewAreAllSettledWhenItCloses() {
        for (int i = 0; i < 2_000; i++) {
            table.put("key" + i, i, When.ALWAYS);
        }
        View view = table.pin();
        for (int i = 0; i < 2_000; i += 2) {
            table.remove("key" + i);
            table.put("key" + (i + 1), -i, When.ALWAYS);
        }
        view.close();
        assertEquals(1_000, table.size());
    }

    /** The iterator of a sorted table looks at its first entry when it is made. */
    @Test
    void whatIsSettledBetweenAnIteratorAndItsFirstEntryIsSeen() {
        TableHandle<String, Integer> sorted = tables.sorted(Serializers.STRING, Serializers.INT);
        VersionedMap<String, Integer> held = sorted.versions();
        sorted.put("a", 1, When.ALWAYS);
        View older = sorted.pin();
        sorted.put("a", 2, When.ALWAYS);
        try (View view = sorted.pin()) {
            Cursor<String, Integer> cursor = new Cursor<>(held, view.sequence(), () -> {
                Iterator<Map.Entry<String, Object>> raw =
                        held.mapAt(view.sequence()).entrySet().iterator();
                older.close();
                return raw;
            });
            assertTrue(cursor.advance());
            int seen = cursor.value();
            assertEquals(2, seen);
        }
    }

    @Test
    void viewClosedTwiceIsClosedOnce() {
        View view = table.pin();
        View other = table.pin();
        table.put("a", 1, When.ALWAYS);
        view.close();
        view.close();
        assertNull(versions.getAt("a", other.sequence()));
        other.close();
    }

    @Test
    void clearKeepsWhatAViewSeesUntilItCloses() {
        table.put("a", 1, When.ALWAYS);
        View before = table.pin();
        table.put("a", 2, When.ALWAYS);
        table.clear();
        View between = table.pin();
        table.put("a", 3, When.ALWAYS);
        table.clear();
        table.put("b", 4, When.ALWAYS);
        assertEquals(1, versions.getAt("a", before.sequence()));
        assertNull(versions.getAt("a", between.sequence()));
        assertNull(table.get("a"));
        assertEquals(4, table.get("b"));
        assertEquals(1, table.size());
        before.close();
        assertNull(versions.getAt("b", between.sequence()));
        between.close();
    }

    @Test
    void onlyWhatIsNotVisibleIsTakenBack() {
        Write<String, Integer> first = linked("a", 1, 1);
        Write<String, Integer> second = linked("a", 2, 2);
        tables.gate().written(List.of(first));
        assertEquals(List.of(second), tables.gate().takeBack(() -> List.of(first, second), null));
        assertEquals(1, table.get("a"));
        assertEquals(1, table.size());
    }

    /** A commit that has passed the gate and is not visible yet. */
    private Write<String, Integer> linked(String key, int value, long sequence) {
        Write<String, Integer> write = new Write<>(
                versions, key, value, When.ALWAYS, null, null, null, new ValueOutput(16), Acknowledged.WRITTEN);
        write.link(sequence, false);
        write.number(sequence);
        return write;
    }

    /** The versions that are kept of a key. */
    private int count(String key) {
        Object found = versions.mapAt(tables.gate().visible()).get(key);
        if (!(found instanceof Cell cell)) {
            return found == null ? 0 : 1;
        }
        int count = 0;
        for (Version version = cell.newest; version != null; version = version.older) {
            count++;
        }
        return count;
    }
}
