package io.muniment.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.testing.careful.CarefulDb;
import io.muniment.testing.everything.EverythingDb;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told, and what a user can say. */
class MigrationTestsTest {

    private static final MigrationTests<CarefulDb> CAREFUL = MigrationTests.of("careful", CarefulDb::open);

    private static final MigrationTests<CarefulDb> CAREFUL_AS_IT_IS = CAREFUL.values("Percent.value", 50, 0, 100)
            .values("Range", Map.of("from", 1, "to", 1), Map.of("from", -5, "to", 9))
            .values("Person.email", n -> "user" + n + "@example.org");

    @TempDir
    Path directory;

    @TestFactory
    Iterable<DynamicNode> whatThereCanBeOpens() {
        return CAREFUL_AS_IT_IS;
    }

    @Test
    void refusedSamplesAreTold() {
        Outcome outcome = Outcome.of(CAREFUL.values("Range", Map.of("from", 1, "to", 1))
                .values("Percent.value", 50, 100, 101)
                .values("Person.email", n -> "user" + n));
        String message = outcome.message("version 1/edge values, in the log");
        assertTrue(message.contains("""

                  table results
                    key    "text 2"
                    value  Result(percent = Percent(value = 101), range = Range(from = 1, to = 1), text = "text 2")
                    with   Percent.value = 101
                """), message);
        assertTrue(message.contains("because of java.lang.IllegalArgumentException: not a percentage"), message);
        assertTrue(message.contains("\n  table steps\n"), message);
        assertTrue(message.contains(".values(\"Type.component\", value, ...)"), message);
        assertEquals(
                Set.of(
                        "version 1/edge values, in the log",
                        "version 1/edge values, in a snapshot",
                        "version 1/edge values, in a snapshot and the log"),
                outcome.failures().keySet());
    }

    @Test
    void samplesThatFailTogetherAreTold() {
        Outcome outcome = Outcome.of(CAREFUL_AS_IT_IS.values("Person.email", "ada@example.org", "ADA@example.org"));
        String message = outcome.message("version 1/edge values, in the log");
        assertTrue(message.contains("UniqueException"), message);
        assertTrue(message.contains("each entry opens alone, all 5 together do not"), message);
    }

    @Test
    void lostEntriesAreTold() {
        MigrationTests<CarefulDb> forgetful = MigrationTests.of("careful", path -> {
                    CarefulDb db = CarefulDb.open(path);
                    db.steps().clear();
                    return db;
                })
                .values("Percent.value", 50)
                .values("Range", Map.of("from", 1, "to", 1))
                .values("Person.email", n -> "user" + n);
        String message = Outcome.of(forgetful).message("version 1/ordinary values, in the log");
        assertTrue(message.contains("table steps had 2 entries, and has 0"), message);
        assertTrue(message.contains(".mayLose(\"steps\")"), message);
        assertEquals(Map.of(), Outcome.of(forgetful.mayLose("steps")).failures());
    }

    @Test
    void valuesOfAnotherTypeAreRefused() {
        Outcome outcome = Outcome.of(CAREFUL_AS_IT_IS.values("Result.text", 7));
        assertTrue(outcome.message("version 1/edge values, in the log")
                .contains("Result.text is of type string; a java.lang.Integer was given for it."));
    }

    @Test
    void recordsWithoutAllComponentsAreRefused() {
        Outcome outcome = Outcome.of(CAREFUL_AS_IT_IS.values("Range", Map.of("from", 7)));
        assertTrue(outcome.message("version 1/edge values, in the log")
                .contains("A sample of Range was given without its to"));
    }

    @Test
    void placesThatDoNotExistAreTold() {
        Outcome outcome = Outcome.of(CAREFUL_AS_IT_IS.values("Result.txt", ""));
        String message = outcome.message("every place that values are given for exists");
        assertTrue(message.contains("[Result.txt]"), message);
        assertTrue(message.contains("Result.text]"), message);
    }

    @Test
    void typeWithASerializerOfTheUsersNeedsValues() {
        Outcome outcome = Outcome.of(MigrationTests.of("everything", EverythingDb::open));
        assertTrue(outcome.message("version 1/samples").contains(".serialized(\"URI\", "));
    }

    @Test
    void noValuesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> CAREFUL.values("Percent.value"));
    }
}
