package io.muniment.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import io.muniment.table.DatabaseTable;
import io.muniment.table.LiveTable;
import io.muniment.table.TableHandle;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A thread may lose the processor while it opens a view, and any number of commits may pass before it goes on. */
class OpeningViewTest {

    private final MemoryTables tables = new MemoryTables();
    private final LiveTable<String, Integer> handle = tables.hash(Serializers.STRING, Serializers.INT);
    private final Table table = new Table(handle);

    private static final class Table extends DatabaseTable<String, Integer> {
        Table(TableHandle<String, Integer> handle) {
            super(handle);
        }
    }

    @Test
    void viewThatTakesLongToOpenMissesNoVersion() {
        table.put("a", 1);
        View view = tables.gate().beginView();
        table.put("a", 2);
        long visible = tables.gate().visible();
        table.put("a", 3);
        table.remove("a");
        view.pinAt(visible);
        assertEquals(Map.of("a", 2), content(view));
        view.close();
        assertEquals(Map.of(), table.asMap());
    }

    @Test
    void viewThatTakesLongToOpenMissesNoClear() {
        table.put("a", 1);
        View view = tables.gate().beginView();
        long visible = tables.gate().visible();
        table.clear();
        table.put("b", 2);
        table.clear();
        view.pinAt(visible);
        assertEquals(Map.of("a", 1), content(view));
        view.close();
    }

    private Map<String, Integer> content(View view) {
        Map<String, Integer> content = new HashMap<>();
        handle.contentAt(view).parts(4).forEach(part -> part.forEach(content::put));
        return content;
    }
}
