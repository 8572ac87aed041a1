package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.error.FailedException;
import io.muniment.fixture.MemoryTables;
import io.muniment.log.Acknowledged;
import io.muniment.table.Write.When;
import io.muniment.transaction.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit of several changes that fails at any step of it, for want of memory say, has changed nothing. */
class FailingLinkTest {

    /** How many more times keys can be hashed and compared, before that fails once; 0 for ever. */
    private static int left;

    /** A key that can fail. */
    private record Brittle(int number) implements Comparable<Brittle> {

        private static void use() {
            if (left > 0 && --left == 0) {
                throw new OutOfMemoryError("simulated");
            }
        }

        @Override
        public int hashCode() {
            use();
            return number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Brittle brittle && brittle.number == number;
        }

        @Override
        public int compareTo(Brittle other) {
            use();
            return Integer.compare(number, other.number);
        }
    }

    private static final class BrittleSerializer extends ValueSerializer<Brittle> {

        @Override
        public void write(ValueOutput out, Brittle value) {
            out.writeInt(value.number);
        }

        @Override
        public Brittle read(ValueInput in) {
            return new Brittle(in.readInt());
        }
    }

    private final MemoryTables tables = new MemoryTables();
    private final LiveTable<Brittle, Long> hash = tables.hash(new BrittleSerializer(), Serializers.LONG);
    private final LiveTable<Brittle, Long> sorted = tables.sorted(new BrittleSerializer(), Serializers.LONG);
    private final Transactions transactions = new Transactions(
            tables.gate(),
            Map.of(hash.description().id(), hash, sorted.description().id(), sorted),
            Acknowledged.QUEUED,
            1 << 20,
            8);

    @AfterEach
    void failNoMore() {
        left = 0;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingOfItIsThere(boolean whileViewIsOpen) {
        int failures = 0;
        boolean failed = true;
        for (int step = 1; failed; step++) {
            put(1, 10);
            put(2, 20);
            put(3, 30);
            View view = whileViewIsOpen ? tables.gate().pin() : null;
            Map<Integer, Long> before = content(hash);
            assertEquals(before, content(sorted));
            failed = failsAt(step);
            failures += failed ? 1 : 0;
            Map<Integer, Long> after = failed ? before : Map.of(2, 21L, 4, 40L, 5, 50L);
            assertEquals(after, content(hash));
            assertEquals(after, content(sorted));
            if (view != null) {
                view.close();
            }
            if (isRefused()) {
                assertFalse(failed, "it was made, and could not be counted");
                break;
            }
            assertEquals(after.size(), hash.size());
            assertEquals(after.size(), sorted.size());
            assertEquals("", LeftOver.of(hash, sorted));
            hash.clear();
            sorted.clear();
        }
        assertTrue(failures > 10, "there was hardly anything to fail");
    }

    /** Two keys that are there, two that are new, and one twice. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingOfWhatIsPutAtOnceIsThere(boolean isSorted) {
        LiveTable<Brittle, Long> table = isSorted ? sorted : hash;
        int failures = 0;
        boolean failed = true;
        for (int step = 1; failed; step++) {
            put(1, 10);
            put(2, 20);
            Map<Integer, Long> before = content(table);
            List<Change<Brittle, Long>> changes = new ArrayList<>();
            ValueOutput record = new ValueOutput();
            for (int number : new int[] {4, 1, 5, 2, 4}) {
                changes.add(table.encodePut(record, new Brittle(number), 100L + changes.size()));
            }
            left = step;
            try {
                table.commitAll(changes, record);
                failed = false;
            } catch (OutOfMemoryError e) {
                failures++;
            } finally {
                left = 0;
            }
            assertEquals(failed ? before : Map.of(1, 101L, 2, 103L, 4, 104L, 5, 102L), content(table));
            if (isRefused()) {
                assertFalse(failed, "it was made, and could not be counted");
                break;
            }
            assertEquals(failed ? 2 : 4, table.size());
            assertEquals("", LeftOver.of(table));
            hash.clear();
            sorted.clear();
        }
        assertTrue(failures > 4, "there was hardly anything to fail");
    }

    private void put(int number, long value) {
        hash.put(new Brittle(number), value, When.ALWAYS);
        sorted.put(new Brittle(number), value, When.ALWAYS);
    }

    /** Makes a commit that fails at its n-th look at a key; returns whether it did. */
    private boolean failsAt(int n) {
        TransactionHandle handle = transactions.begin(each -> each, Acknowledged.QUEUED);
        change(handle.table(hash.description()), false);
        change(handle.table(sorted.description()), true);
        left = n;
        try {
            handle.commit();
            return false;
        } catch (OutOfMemoryError e) {
            return true;
        } finally {
            left = 0;
            handle.end();
        }
    }

    private static void change(TableHandle<Brittle, Long> table, boolean clears) {
        if (clears) {
            table.clear();
            table.put(new Brittle(2), 21L, When.ALWAYS);
        } else {
            table.remove(new Brittle(1));
            table.remove(new Brittle(3));
            table.put(new Brittle(2), 21L, When.PRESENT);
        }
        table.put(new Brittle(4), 40L, When.ALWAYS);
        table.put(new Brittle(5), 50L, When.ALWAYS);
    }

    private boolean isRefused() {
        try {
            tables.gate().checkOpen();
            return false;
        } catch (FailedException e) {
            return true;
        }
    }

    private static Map<Integer, Long> content(LiveTable<Brittle, Long> table) {
        Map<Integer, Long> content = new TreeMap<>();
        table.forEach((key, value) -> content.put(key.number(), value));
        return content;
    }
}
