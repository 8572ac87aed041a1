package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A function given to a write that writes itself. */
class NestedWriteTest {

    private final Table table = new Table(new MemoryTables().hash(Serializers.STRING, Serializers.STRING));

    private static final class Table extends DatabaseTable<String, String> {
        Table(TableHandle<String, String> handle) {
            super(handle);
        }
    }

    @Test
    void functionThatAlwaysWritesWhatItIsToReplaceIsRefused() {
        int[] runs = new int[1];
        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThrows(
                        IllegalStateException.class,
                        () -> table.compute("a", (key, value) -> {
                            runs[0]++;
                            table.put(key, "inner " + runs[0]);
                            return "outer";
                        })));
        assertEquals("inner " + runs[0], table.get("a"));
        table.put("a", "free again");
        assertEquals("free again", table.get("a"));
    }
}
