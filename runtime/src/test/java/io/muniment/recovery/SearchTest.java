package io.muniment.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.DamagedException;
import io.muniment.fixture.Forge;
import io.muniment.fixture.Scribe;
import io.muniment.fixture.SimStorage;
import io.muniment.log.SegmentEnd;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The search behind a bad batch, in files that were made to be searched for long. */
class SearchTest {

    private static final SegmentName NAME = new SegmentName(1, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MEGABYTE = 1 << 20;

    private final byte[] header = Forge.signSegment(Forge.segmentHeader(Scribe.SCHEMA, 1));

    private SegmentEnd end(byte[] rest) throws IOException {
        SimStorage disk = new SimStorage().put(NAME.fileName(), Forge.join(header, rest));
        try (SegmentReader reader = SegmentReader.open(disk, NAME, false)) {
            assertEquals(null, reader.next());
            return assertTimeoutPreemptively(PATIENCE, reader::end);
        }
    }

    @Test
    void longRunsOfZerosArePassedAtOnce() throws IOException {
        byte[] rest = new byte[32 * MEGABYTE];
        for (int i = 0; i < rest.length; i += 250_000) {
            rest[i] = 1;
        }
        rest[rest.length - 1] = 1;
        SegmentEnd end = end(rest);
        assertEquals(SegmentEnd.State.TORN, end.state());
        assertEquals(rest.length, end.badBytes());
    }

    @Test
    void batchBehindZerosIsFoundWhereverItBegins() {
        byte[] mark = Forge.batch(2, 1, 2, 0);
        byte[] signed = Forge.signSegment(Forge.join(header, mark));
        System.arraycopy(signed, header.length, mark, 0, mark.length);
        for (int zeros = 1; zeros < 70; zeros++) {
            byte[] rest = Forge.join(new byte[] {1}, new byte[zeros], mark, new byte[100]);
            String where = "byte " + (header.length + 1 + zeros) + " ";
            DamagedException e = assertThrows(DamagedException.class, () -> end(rest), where);
            assertTrue(e.getMessage().contains(where), e.getMessage());
        }
    }

    @Test
    void whatOnlyLooksLikeBatchesIsGivenUp() {
        byte[] rest = new byte[16 * MEGABYTE];
        byte[] lure = Forge.batch(2, 1, 1, 1, new byte[4]);
        lure[1] = 0x70;
        rest[0] = 1;
        for (int i = 1; i + lure.length < rest.length / 2; i += lure.length) {
            System.arraycopy(lure, 0, rest, i, lure.length);
        }
        DamagedException e = assertThrows(DamagedException.class, () -> end(rest));
        assertTrue(e.getMessage().contains("look like batches"), e.getMessage());
    }

    @Test
    void salvageOfManyGapsEnds() {
        int count = 40_000;
        byte[] clear = Forge.record(Forge.change(3, 3));
        ByteArrayOutputStream batches = new ByteArrayOutputStream();
        batches.writeBytes(header);
        for (int i = 0; i < count; i++) {
            batches.writeBytes(Forge.batch(1 + 2L * i, 0, 1, 1, clear));
        }
        for (int i = 0; i < count; i++) {
            batches.writeBytes(Forge.batch(2L * count + 2L * i, 2L * i + 2, 1, 1, clear));
        }
        byte[] signed = Forge.signSegment(batches.toByteArray());
        ByteArrayOutputStream gaps = new ByteArrayOutputStream();
        gaps.writeBytes(header);
        for (int at = header.length; at < signed.length; at += 30) {
            gaps.write(signed, at, 30);
            gaps.write(1);
        }
        SimStorage disk = new SimStorage().put(NAME.fileName(), gaps.toByteArray());
        SalvageReport report =
                assertTimeoutPreemptively(PATIENCE, () -> Salvage.salvage(disk, new SimStorage(), Scribe.SCHEMA));
        System.out.println(
                report.commits() + " commits salvaged, " + report.findings().size() + " findings");
        assertTrue(report.commits() > 10, report.commits() + " commits");
        assertTrue(report.findings().get(report.findings().size() - 1).problem().contains("too many gaps"));
    }
}
