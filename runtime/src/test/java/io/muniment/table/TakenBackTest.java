package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueOutput;
import io.muniment.fixture.MemoryTables;
import io.muniment.log.Acknowledged;
import io.muniment.log.Record;
import io.muniment.table.Write.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Transactions after commits of several tables were taken back together. The test stands in for the log. */
class TakenBackTest {

    private final MemoryTables tables = new MemoryTables();
    private final LiveTable<Integer, Integer> one = tables.hash(Serializers.INT, Serializers.INT);
    private final LiveTable<Integer, Integer> other = tables.sorted(Serializers.INT, Serializers.INT);
    private final Transactions transactions = new Transactions(
            tables.gate(),
            Map.of(one.description().id(), one, other.description().id(), other),
            Acknowledged.QUEUED,
            1 << 20,
            8);
    private final List<Record> pending = new ArrayList<>();

    private void pend(LiveTable<Integer, Integer> table, int key) {
        Write<Integer, Integer> write = new Write<>(
                table.versions(), key, key, When.ALWAYS, null, null, null, new ValueOutput(16), Acknowledged.WRITTEN);
        assertTrue(write.decide());
        long number = tables.gate().visible() + pending.size() + 1;
        write.link(number, false);
        write.number(number);
        pending.add(write);
    }

    private void takeAllBack() {
        List<Record> all = List.copyOf(pending);
        pending.clear();
        assertEquals(all, tables.gate().takeBack(() -> all, null));
    }

    @Test
    void nobodyLosesToWhatIsNotThereAnyMore() {
        one.put(1, 1, When.ALWAYS);
        // The last of them changes another table than those before it.
        pend(other, 1);
        pend(other, 2);
        pend(one, 2);
        takeAllBack();
        TransactionHandle transaction = transactions.begin(each -> each, Acknowledged.QUEUED);
        TableHandle<Integer, Integer> inside = transaction.table(one.description());
        assertEquals(1, inside.size());
        inside.forEach((key, value) -> assertEquals(1, key));
        inside.put(3, 3, When.ALWAYS);
        assertEquals(0, transaction.tryCommit());
        assertEquals(2, one.size());
        assertEquals(0, other.size());
        assertEquals(2, tables.gate().visible());
        assertEquals("", LeftOver.of(one, other));
    }
}
