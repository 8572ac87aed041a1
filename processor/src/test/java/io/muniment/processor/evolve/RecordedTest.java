package io.muniment.processor.evolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.processor.model.Change;
import io.muniment.processor.model.Change.Verb;
import io.muniment.schema.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTest {

    private static final String SHAPE = new Shape("book", 2, List.of(), List.of()).toJson();

    @Test
    void withoutChangesItIsTheShape() {
        assertEquals(SHAPE, Recorded.of(SHAPE, List.of()).json());
        assertEquals(new Recorded(SHAPE, List.of()), Recorded.parse(SHAPE));
    }

    @Test
    void changesAreInOrderAndEachOnce() {
        Change dropped = new Change("", "", Verb.DROPPED, "audit");
        Change table = new Change("", "accounts", Verb.RENAMED_FROM, "users");
        Change component = new Change("Account", "motto", Verb.DEFAULT, "\"Ü\\\n\"");
        String json =
                Recorded.of(SHAPE, List.of(component, table, dropped, table)).json();
        assertEquals(SHAPE.substring(0, SHAPE.length() - 3) + """
                        ,
                          "changes": [
                            {"dropped": "audit"},
                            {"table": "accounts", "renamedFrom": "users"},
                            {"type": "Account", "member": "motto", "default": "\\"\\u00dc\\\\\\u000a\\""}
                          ]
                        }
                        """, json);
        assertEquals(new Recorded(SHAPE, List.of(dropped, table, component)), Recorded.parse(json));
    }

    @Test
    void anyChangesAreReadAsTheyWereWritten() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                changes.add(new Change(
                        random.nextBoolean() ? "" : "Type" + random.nextInt(3),
                        random.nextBoolean() ? "" : "member" + random.nextInt(3),
                        Verb.values()[random.nextInt(3)],
                        text(random)));
            }
            Collections.shuffle(changes, random);
            Recorded recorded = Recorded.of(SHAPE, changes);
            assertEquals(recorded, Recorded.parse(recorded.json()), "seed " + seed);
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65536)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    {\"dropped\": \"b\"},\n    {\"dropped\": \"a\"}\n",
                "    {\"dropped\": \"a\"},\n    {\"dropped\": \"a\"}\n",
                "    {\"dropped\": \"a\"},\n",
                "    {\"forgotten\": \"a\"}\n",
                "   {\"dropped\": \"a\"}\n",
                "    {\"dropped\": \"ü\"}\n",
                ""
            })
    void whatIsWrittenInAnotherWayIsRefused(String changes) {
        String json = SHAPE.substring(0, SHAPE.length() - 3) + ",\n  \"changes\": [\n" + changes + "  ]\n}\n";
        assertThrows(IllegalArgumentException.class, () -> Recorded.parse(json));
    }
}
