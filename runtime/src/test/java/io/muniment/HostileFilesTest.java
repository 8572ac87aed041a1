package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.fixture.ChildJvm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Files of somebody who means harm, with right checksums, opened by a program that has 64 MiB of memory. */
class HostileFilesTest {

    private static final List<String> WITH_LITTLE_MEMORY = List.of("sh", "-c", "exec \"$0\" -Xmx64m \"$@\"");

    /** What becomes of some; the others end in a database or in a documented exception. */
    private static final Map<String, String> OUTCOMES = Map.ofEntries(
            Map.entry("harmless log", "opened"),
            Map.entry("harmless snapshot", "opened"),
            Map.entry("text of 2^30 characters", "Undecodable title of UNIT"),
            Map.entry("key of 2^30 characters", "Undecodable counts"),
            Map.entry("list of 2^31 elements", "Undecodable lists of a key"),
            Map.entry("map of 2^31 entries", "Undecodable maps of a key"),
            Map.entry("2^31 bytes", "Undecodable blobs of a key"),
            Map.entry("200,000 levels", "Undecodable nodes of a key"),
            Map.entry("table 8", "Undecodable (unknown)"),
            Map.entry("edit of 2^30 characters", "Undecodable groups of a key"),
            Map.entry("edit of another kind of group", "Undecodable groups of a key"),
            Map.entry("harmless edits", "opened"),
            Map.entry("harmless piece", "opened"),
            Map.entry("piece of 2^31 items", "Undecodable groups of a key"),
            Map.entry("piece without the others", "Undecodable groups of a key"),
            Map.entry("pieces that overlap", "Undecodable groups of a key"),
            Map.entry("pieces with an element twice", "Undecodable groups of a key"),
            Map.entry("operation 0", "Undecodable counts"),
            Map.entry("million clears of two tables", "opened"),
            Map.entry("clears between changes", "opened"),
            Map.entry("million puts of one key", "opened"),
            Map.entry("million edits that leave nothing", "opened"),
            Map.entry("record of 2^31 bytes", "Damaged"),
            Map.entry("batch of a later sequence", "Damaged"),
            Map.entry("snapshot of the last possible sequence", "DamagedHeader"),
            Map.entry("log that ends before the last possible sequence", "DamagedHeader"),
            Map.entry("schema nested 100,000 deep", "DamagedHeader"),
            Map.entry("schema with a class name", "DamagedHeader"),
            Map.entry("index that tells of 2^31 entries", "Damaged"),
            Map.entry("block that tells of 2^31 entries", "Damaged"),
            Map.entry("bomb that tells its size", "Damaged"),
            Map.entry("bomb that tells less than its size", "Damaged"),
            Map.entry("200,000 levels in a block", "Undecodable nodes of a key"),
            Map.entry("2^31 tables", "Damaged"));

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void eachEndsInADatabaseOrInADocumentedException() throws Exception {
        Map<String, String> outcomes = new LinkedHashMap<>();
        try (ChildJvm child = ChildJvm.start(WITH_LITTLE_MEMORY, HostileOpens.class)) {
            String line = child.line();
            while (line != null && !line.equals("end")) {
                int at = line.indexOf(": ");
                assertTrue(at > 0, line);
                outcomes.put(line.substring(0, at), line.substring(at + 2));
                line = child.line();
            }
            assertEquals("end", line, "the program ended at a file behind " + outcomes);
            assertEquals(0, child.awaitEnd());
        }
        outcomes.forEach((name, outcome) -> {
            assertFalse(outcome.startsWith("!!!"), name + ": " + outcome);
            assertEquals(OUTCOMES.getOrDefault(name, outcome), outcome, name);
        });
        assertTrue(outcomes.keySet().containsAll(OUTCOMES.keySet()), outcomes.toString());
        System.out.println(outcomes.size() + " hostile stores opened or refused");
        assertTrue(outcomes.size() >= 100, outcomes.size() + " stores");
    }
}
