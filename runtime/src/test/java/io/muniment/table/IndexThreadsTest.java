package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.error.UniqueException;
import io.muniment.fixture.MemoryTables;
import io.muniment.fixture.Threads;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.Write.When;
import io.muniment.transaction.View;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several threads at the same few entries of a table with indexes. */
class IndexThreadsTest {

    private static final int KEYS = 6;

    private static final IndexDescription<Integer, Integer> TENS =
            new IndexDescription<>("tens", false, false, value -> value / 10 % 4);
    private static final IndexDescription<Integer, Integer> ORDERED =
            new IndexDescription<>("ordered", false, true, value -> value % 5 == 0 ? null : value % 5);
    private static final IndexDescription<Integer, Integer> UNIQUE =
            new IndexDescription<>("unique", true, false, value -> value % 10);
    private static final IndexDescription<Integer, Integer> SEVERAL =
            IndexDescription.bySeveral("several", false, true, IndexThreadsTest::digits);

    private final MemoryTables tables = new MemoryTables();

    @ParameterizedTest
    @EnumSource(names = {"HASH", "SORTED"})
    void whatIsFoundIsWhatIsThereAndNothingIsLeftOver(TableKind kind) throws Exception {
        LiveTable<Integer, Integer> table =
                tables.indexed(kind, Serializers.INT, Serializers.INT, List.of(TENS, ORDERED, UNIQUE, SEVERAL));
        long seed = new Random().nextLong();
        AtomicInteger refused = new AtomicInteger();
        Threads threads = new Threads();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(seed + i);
            threads.untilDone(() -> {
                for (int step = 0; step < 10_000; step++) {
                    try {
                        change(table, random);
                    } catch (UniqueException e) {
                        refused.incrementAndGet();
                    }
                }
            });
        }
        threads.whileBusy(() -> {
            try (View view = table.pin()) {
                checkAt(table, view.sequence(), "seed " + seed);
            }
        });
        threads.whileBusy(() -> {
            for (int i = 0; i < 10; i++) {
                Integer found = table.valueBy(UNIQUE, i);
                assertTrue(found == null || found % 10 == i, "found " + found + " by " + i);
            }
        });
        threads.join();

        assertTrue(refused.get() > 0, "nothing was tried that is not unique");
        assertEquals("", table.versions().leftOver());
        try (View view = table.pin()) {
            checkAt(table, view.sequence(), "seed " + seed);
        }
        List<Integer> values = List.copyOf(new TableMap<>(table).values());
        int ordered = (int) values.stream().filter(value -> value % 5 != 0).count();
        int several = values.stream()
                .mapToInt(value -> Set.copyOf(digits(value)).size())
                .sum();
        assertEquals(
                List.of(values.size(), ordered, values.size(), several),
                table.versions().pairs(),
                "seed " + seed);
    }

    private static List<Integer> digits(int value) {
        return List.of(value % 10, value / 10 % 10, value / 100 % 10);
    }

    /** A write that was prepared for a value that is not there any more is prepared again, not dropped. */
    @Test
    void everyPutIsACommit() throws Exception {
        LiveTable<Integer, Integer> table =
                tables.indexed(TableKind.HASH, Serializers.INT, Serializers.INT, List.of(TENS));
        Threads threads = new Threads();
        for (int i = 0; i < 4; i++) {
            int thread = i;
            threads.untilDone(() -> {
                for (int step = 0; step < 5_000; step++) {
                    table.put(1, 4 * step + thread, When.ALWAYS);
                }
            });
        }
        threads.join();
        assertEquals(20_000, tables.gate().visible());
    }

    private static void change(LiveTable<Integer, Integer> table, Random random) {
        int key = random.nextInt(KEYS);
        int value = random.nextInt(1_000);
        switch (random.nextInt(100)) {
            case 0 -> table.clear();
            case 1, 2, 3, 4, 5, 6, 7, 8, 9 -> table.remove(key);
            case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> table.put(key, value, When.ABSENT);
            case 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 -> table.put(key, value, When.PRESENT);
            case 30, 31, 32, 33, 34, 35, 36, 37, 38, 39 -> table.merge(key, value, Integer::sum);
            default -> table.put(key, value, When.ALWAYS);
        }
    }

    /** What the indexes give at one sequence against what all entries have. */
    private static void checkAt(LiveTable<Integer, Integer> table, long sequence, String told) {
        VersionedMap<Integer, Integer> versions = table.versions();
        TreeMap<Integer, Integer> all = new TreeMap<>();
        for (int key = 0; key < KEYS; key++) {
            Integer value = versions.getAt(key, sequence);
            if (value != null) {
                all.put(key, value);
            }
        }
        for (int index = 0; index < 4; index++) {
            IndexDescription<Integer, ?> by = table.description().indexes().get(index);
            for (int i = 0; i < 10; i++) {
                TreeMap<Integer, Integer> expected = new TreeMap<>(all);
                int wanted = i;
                expected.values().removeIf(value -> {
                    Object keys = by.key().apply(value);
                    return !(by.isBySeveral()
                            ? ((List<?>) keys).contains(wanted)
                            : Integer.valueOf(wanted).equals(keys));
                });
                TreeMap<Integer, Integer> found = new TreeMap<>();
                for (Found<Integer, Integer> row : versions.rowsAt(index, i, sequence)) {
                    found.put(row.key(), row.value());
                }
                assertEquals(expected, found, told);
            }
        }
    }
}
