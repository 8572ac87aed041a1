package io.muniment.recovery;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.UndecodableException;
import io.muniment.fixture.Forge;
import io.muniment.fixture.Scribe;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Tables;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What recoveries keep of torn tails, what they do without room, and what they tell. */
class TornTailsTest {

    private static final String LOG = "segment-0000000000000001-0000.log";

    private final SimStorage disk = new SimStorage();

    private static Recovered open(SimStorage disk) {
        return Recovery.open(disk, Scribe.SCHEMA, new Tables(), OpenProgress.NONE);
    }

    private static void tear(SimStorage disk, int junk) {
        String newest =
                disk.names().stream().filter(name -> name.startsWith("segment")).reduce("", (a, b) -> b);
        byte[] bytes = disk.bytes(newest);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        byte[] torn = Arrays.copyOf(bytes, end + 40);
        Arrays.fill(torn, end + 20, torn.length, (byte) junk);
        disk.put(newest, torn);
    }

    @Test
    void sixteenTornTailsAreKeptTheNewestOnes() throws IOException {
        Scribe scribe = Scribe.begin(disk).commits(1).sync();
        SimStorage next = disk.kill();
        String last = "";
        for (int i = 0; i < 20; i++) {
            tear(next, 1 + i);
            Recovered recovered = open(next);
            last = recovered.report().cut().orElseThrow().keptAs().orElseThrow();
            scribe.goOn(next, recovered).commits(1).sync();
            next = next.kill();
        }
        List<String> torn =
                next.names().stream().filter(name -> name.startsWith("torn-")).toList();
        assertEquals(16, torn.size());
        assertTrue(last.endsWith(torn.get(15)), last + " of " + torn);
        assertEquals(40, next.bytes(torn.get(0)).length);
        assertEquals(scribe.stateAt(21), Scribe.stateOf(next));
    }

    @Test
    void withoutRoomTheSegmentIsWrittenOnceMoreInPlace() throws IOException {
        Scribe scribe = Scribe.begin(disk).segmentBytes(4_000).commits(10);
        SimStorage full = disk.kill();
        full.capacity(full.used());
        Recovered recovered = open(full);
        assertEquals(List.of(LOG), full.names());
        assertEquals(10, recovered.lastSequence());
        assertEquals(scribe.stateAt(10), Scribe.stateOf(full.losingAllUnsynced()));
        requireNonNull(recovered.segment()).end();
        Recovered again = open(full.losingAllUnsynced());
        assertTrue(again.report().isClean());
        assertEquals(10, again.lastSequence());
    }

    @Test
    void withoutRoomATornTailIsCutAndNotKept() throws IOException {
        Scribe scribe = Scribe.begin(disk).segmentBytes(4_000).commits(10).sync();
        SimStorage full = disk.kill();
        tear(full, 7);
        byte[] torn = full.bytes(LOG);
        full.capacity(full.used());
        Recovered recovered = open(full);
        RecoveryReport.Cut cut = recovered.report().cut().orElseThrow();
        assertEquals(Optional.empty(), cut.keptAs());
        assertEquals(torn.length, cut.offset() + cut.bytes());
        assertEquals(List.of(LOG), full.names());
        assertEquals(scribe.stateAt(10), Scribe.stateOf(full.losingAllUnsynced()));
        requireNonNull(recovered.segment()).close();
        assertTrue(open(full.losingAllUnsynced()).report().cut().isEmpty());
    }

    @Test
    void withoutRoomAPowerCutAtEachStepLosesNothing() throws IOException {
        Scribe scribe = Scribe.begin(disk).segmentBytes(4_000).commits(10).sync();
        SimStorage full = disk.kill();
        tear(full, 7);
        full.capacity(full.used());
        List<SimStorage> moments = new ArrayList<>();
        full.before((at, operation, name) -> moments.add(at.kill()));
        open(full);
        assertTrue(moments.size() > 10, moments.size() + " moments");
        for (SimStorage moment : moments) {
            for (long seed = 0; seed < 10; seed++) {
                assertEquals(scribe.stateAt(10), Scribe.stateOf(moment.powerCut(seed)));
            }
        }
    }

    @Test
    void undecodableEntryTellsNoKeyAndNoValue() {
        byte[] tooShort = "secret value".getBytes(StandardCharsets.ISO_8859_1);
        byte[] record = Forge.change(3, 1, Forge.text("secret key\n2026 INFO forged"), Forge.varInt(200), tooShort);
        disk.put(LOG, Forge.segment(Scribe.SCHEMA, 1, record));
        byte[] before = disk.bytes(LOG);
        UndecodableException e = assertThrows(UndecodableException.class, () -> open(disk));
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains("secret"), trace.toString());
        assertFalse(trace.toString().contains("forged"), trace.toString());
        assertEquals(Optional.of("secret key\n2026 INFO forged"), e.key());
        assertTrue(Arrays.equals(before, disk.bytes(LOG)));
    }

    @Test
    void nameOfAFileCannotForgeALine() {
        disk.put(LOG, Forge.segment(Scribe.SCHEMA, 1));
        disk.put("segment-\n2026 INFO forged\u001b[31m", new byte[3]);
        RuntimeException e = assertThrows(RuntimeException.class, () -> open(disk));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("segment-\\u000a2026 INFO forged\\u001b[31m"), message);
        assertEquals(1, message.lines().count());
    }
}
