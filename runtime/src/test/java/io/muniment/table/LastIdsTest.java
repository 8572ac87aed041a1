package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import org.junit.jupiter.api.Test;

/** The ends of what there is of ids. */
class LastIdsTest {

    private final MemoryTables tables = new MemoryTables();
    private final LiveTable<Integer, Long> reservations = tables.hash(Serializers.INT, Serializers.LONG);

    private Ids ids(long before) {
        reservations.put(1, before, Write.When.ALWAYS);
        return new Ids(1, reservations, tables.gate());
    }

    @Test
    void theGreatestLongIsTheLastId() {
        Ids ids = ids(Long.MAX_VALUE - 3);
        assertEquals(Long.MAX_VALUE - 2, ids.next());
        assertEquals(Long.MAX_VALUE - 1, ids.next());
        assertEquals(Long.MAX_VALUE, ids.next());
        for (int i = 0; i < 2; i++) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, ids::next);
            assertTrue(refused.getMessage().contains("all ids"), refused.getMessage());
        }
    }

    @Test
    void aNumberThatNobodyCanHaveWrittenIsNone() {
        assertEquals(1, ids(-5).next());
        assertEquals(1, ids(Long.MIN_VALUE).next());
    }

    @Test
    void aTableWithoutReservationsGivesOutNoIds() {
        assertThrows(IllegalStateException.class, reservations::nextId);
    }
}
