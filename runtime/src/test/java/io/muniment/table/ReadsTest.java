package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueOutput;
import io.muniment.fixture.MemoryTables;
import io.muniment.log.Acknowledged;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.Write.When;
import io.muniment.transaction.View;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction has read, looked through while another commit is being linked: step by step, by one thread. */
class ReadsTest {

    private static final IndexDescription<Integer, Integer> TENS =
            new IndexDescription<>("tens", false, true, value -> value / 10);

    private final MemoryTables tables = new MemoryTables();
    private final LiveTable<Integer, Integer> table =
            tables.indexed(TableKind.SORTED, Serializers.INT, Serializers.INT, List.of(TENS));
    private View view;

    @BeforeEach
    void openView() {
        table.put(1, 10, When.ALWAYS);
        view = table.pin();
    }

    @AfterEach
    void closeView() {
        view.close();
    }

    private Write<Integer, Integer> link(int key, int value, long sequence) {
        VersionedMap<Integer, Integer> versions = table.versions();
        Integer before = VersionedMap.value(versions.newest(key).value);
        Write<Integer, Integer> write = new Write<>(
                versions,
                key,
                value,
                When.ALWAYS,
                null,
                null,
                versions.indexes().rekeying(before, value),
                new ValueOutput(16),
                Acknowledged.WRITTEN);
        write.link(sequence, false);
        return write;
    }

    private void assertSecondChangeIsSeen(Reads<Integer> reads) {
        long next = view.sequence() + 1;
        link(7, 70, next);
        assertEquals(0, reads.changeAfter(view.sequence()), "what was changed was not read");
        link(2, 20, next);
        assertEquals(next, reads.changeAfter(view.sequence()), "the second change of the same commit");
    }

    @Test
    void aLookUpSeesTheSecondChangeOfACommitThatWasLinkedByHalf() {
        Reads<Integer> reads = new Reads<>(table.versions());
        reads.byIndex(0, 2);
        assertSecondChangeIsSeen(reads);
    }

    @Test
    void aRangeOfAnIndexSeesTheSecondChangeOfACommitThatWasLinkedByHalf() {
        Reads<Integer> reads = new Reads<>(table.versions());
        reads.byRange(0, new IndexRange(2, 5, false));
        assertSecondChangeIsSeen(reads);
    }

    @Test
    void aScanSeesTheSecondChangeOfACommitThatWasLinkedByHalf() {
        Reads<Integer> reads = new Reads<>(table.versions());
        Range<Integer> range = Range.<Integer>all().between(1, true, 5, true);
        reads.scan(range, table.raw(view, range)).forEachRemaining(entry -> {});
        assertSecondChangeIsSeen(reads);
    }

    @Test
    void aLookUpSeesACommitThatGotTheNumberOfOneThatWasTakenBack() {
        Reads<Integer> reads = new Reads<>(table.versions());
        reads.byIndex(0, 2);
        long next = view.sequence() + 1;
        Write<Integer, Integer> gone = link(7, 70, next);
        gone.number(next);
        assertEquals(0, reads.changeAfter(view.sequence()));
        tables.gate().takeBack(() -> List.of(gone), null);
        link(2, 20, next);
        assertEquals(next, reads.changeAfter(view.sequence()));
    }
}
