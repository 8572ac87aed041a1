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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedTest {

    private static final String SHAPE = new Shape("book", 2, List.of(), List.of()).toJson();

    private static final TreeMap<String, String> NONE = new TreeMap<>();
    private static final TreeMap<String, List<String>> NO_ORDER = new TreeMap<>();

    @Test
    void withoutChangesItIsTheShape() {
        assertEquals(SHAPE, new Recorded(SHAPE, List.of(), NONE, NO_ORDER).json());
        assertEquals(new Recorded(SHAPE, List.of(), NONE, NO_ORDER), Recorded.parse(SHAPE));
    }

    @Test
    void changesAreInOrderAndEachOnce() {
        Change dropped = new Change("", "", Verb.DROPPED, "audit");
        Change table = new Change("", "accounts", Verb.RENAMED_FROM, "users");
        Change component = new Change("Account", "motto", Verb.DEFAULT, "\"Ü\\\n\"");
        String json = new Recorded(SHAPE, List.of(component, table, dropped, table), NONE, NO_ORDER).json();
        assertEquals(SHAPE.substring(0, SHAPE.length() - 3) + """
                        ,
                          "changes": [
                            {"dropped": "audit"},
                            {"table": "accounts", "renamedFrom": "users"},
                            {"type": "Account", "member": "motto", "default": "\\"\\u00dc\\\\\\u000a\\""}
                          ]
                        }
                        """, json);
        assertEquals(new Recorded(SHAPE, List.of(dropped, table, component), NONE, NO_ORDER), Recorded.parse(json));
    }

    @Test
    void serializersAreBehindTheChanges() {
        TreeMap<String, String> serializers = new TreeMap<>(java.util.Map.of("URI", "p.Uris", "Path", "p.Paths"));
        String lines = """
                  "serializers": [
                    {"type": "Path", "class": "p.Paths"},
                    {"type": "URI", "class": "p.Uris"}
                  ]
                }
                """;
        Recorded alone = new Recorded(SHAPE, List.of(), serializers, NO_ORDER);
        assertEquals(SHAPE.substring(0, SHAPE.length() - 3) + ",\n" + lines, alone.json());
        assertEquals(alone, Recorded.parse(alone.json()));
        Recorded both = new Recorded(SHAPE, List.of(new Change("", "", Verb.DROPPED, "audit")), serializers, NO_ORDER);
        assertEquals(
                SHAPE.substring(0, SHAPE.length() - 3) + ",\n  \"changes\": [\n    {\"dropped\": \"audit\"}\n  ],\n"
                        + lines,
                both.json());
        assertEquals(both, Recorded.parse(both.json()));
        assertThrows(
                IllegalArgumentException.class, () -> Recorded.parse(both.json().replace("\"class\"", "\"name\"")));
    }

    @Test
    void anyChangesAreReadAsTheyWereWritten() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                changes.add(new Change(
                        random.nextBoolean() ? "" : "Type" + random.nextInt(3),
                        random.nextBoolean() ? "" : "member" + random.nextInt(3),
                        Verb.values()[random.nextInt(3)],
                        text(random)));
            }
            Collections.shuffle(changes, random);
            TreeMap<String, String> serializers = new TreeMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                serializers.put("Type" + i, text(random));
            }
            TreeMap<String, List<String>> order = new TreeMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                order.put("Type" + i, List.of(text(random), text(random)));
            }
            Recorded recorded = new Recorded(SHAPE, changes, serializers, order);
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
