package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import io.muniment.log.Acknowledged;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.Write.When;
import io.muniment.transaction.View;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an entry would be found by cannot be compared with what others are found by: that write alone fails. */
class FailingIndexKeyTest {

    /** Negative ones and others cannot be compared. */
    private record Fussy(int number) implements Comparable<Fussy> {

        private void check(Fussy other) {
            if (number < 0 != other.number < 0) {
                throw new Incomparable();
            }
        }

        @Override
        public boolean equals(Object other) {
            check((Fussy) other);
            return number == ((Fussy) other).number;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public int compareTo(Fussy other) {
            check(other);
            return Integer.compare(number, other.number);
        }
    }

    private static final class Incomparable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final MemoryTables tables = new MemoryTables();

    private static IndexDescription<Integer, Fussy> index(String kind) {
        return switch (kind) {
            case "hashed" -> new IndexDescription<>("by", false, false, Fussy::new);
            case "ordered" -> new IndexDescription<>("by", false, true, Fussy::new);
            case "several" ->
                IndexDescription.bySeveral("by", false, true, value -> List.of(new Fussy(value), new Fussy(value * 2)));
            default -> new IndexDescription<>("by", true, true, Fussy::new);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "hashed, false", "hashed, true", "ordered, false", "ordered, true",
        "several, false", "several, true", "unique, false", "unique, true"
    })
    void othersGoOn(String kind, boolean whileViewIsOpen) {
        IndexDescription<Integer, Fussy> index = index(kind);
        LiveTable<Integer, Integer> table =
                tables.indexed(TableKind.HASH, Serializers.INT, Serializers.INT, List.of(index));
        Transactions transactions = new Transactions(
                tables.gate(), Map.of(table.description().id(), table), Acknowledged.QUEUED, 1 << 20, 8);
        table.put(1, 10, When.ALWAYS);
        table.put(2, 20, When.ALWAYS);
        View view = whileViewIsOpen ? tables.gate().pin() : null;

        assertThrows(Incomparable.class, () -> table.put(1, -1, When.ALWAYS));
        assertThrows(Incomparable.class, () -> table.put(3, -1, When.ALWAYS));
        assertThrows(Incomparable.class, () -> table.putAll(Map.of(4, 40, 5, -1)));
        assertThrows(
                Incomparable.class,
                () -> transactions.compute(each -> each, Acknowledged.QUEUED, each -> {
                    TableHandle<Integer, Integer> inside = each.table(table.description());
                    inside.put(4, 40, When.ALWAYS);
                    return inside.put(5, -1, When.ALWAYS);
                }));

        table.put(1, 11, When.ALWAYS);
        assertEquals(2, table.size());
        assertEquals(11, table.kept(1));
        assertNull(table.kept(3));
        assertEquals(List.of(Map.entry(1, 11)), table.entriesBy(index, new Fussy(11)));
        assertEquals(List.of(), table.entriesBy(index, new Fussy(10)));
        if (view != null) {
            view.close();
        }
        assertEquals(List.of(kind.equals("several") ? 4 : 2), table.versions().pairs());
        assertEquals("", LeftOver.of(table));
    }
}
