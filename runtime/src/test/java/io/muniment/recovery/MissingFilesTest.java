package io.muniment.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.CorruptException;
import io.muniment.error.DamagedException;
import io.muniment.error.DamagedHeaderException;
import io.muniment.error.FormatVersionException;
import io.muniment.error.NotADatabaseException;
import io.muniment.error.OtherSchemaException;
import io.muniment.error.SchemaShapeException;
import io.muniment.error.SchemaVersionException;
import io.muniment.error.TruncatedException;
import io.muniment.fixture.Scribe;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Tables;
import io.muniment.schema.SchemaDescription;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that are missing, exchanged, outdated, another program's or another database's. */
class MissingFilesTest {

    private static final String FIRST = "segment-0000000000000001-0000.log";
    private static final String SECOND = "segment-0000000000000006-0000.log";
    private static final String THIRD = "segment-0000000000000009-0000.log";
    private static final String OLD_SNAPSHOT = "snapshot-0000000000000005.snap";
    private static final String SNAPSHOT = "snapshot-0000000000000008.snap";

    private final SimStorage disk = new SimStorage();
    private final Scribe scribe;

    MissingFilesTest() throws IOException {
        scribe = Scribe.begin(disk);
    }

    @BeforeEach
    void twoGenerations() throws IOException {
        scribe.commits(5).snapshot().commits(3).snapshot().commits(4).end();
        assertEquals(List.of(FIRST, SECOND, THIRD, OLD_SNAPSHOT, SNAPSHOT), disk.names());
    }

    private Recovered open(SchemaDescription schema, Tables tables) {
        return Recovery.open(disk, schema, tables, OpenProgress.NONE);
    }

    private <T extends Throwable> T refusal(Class<T> type) {
        Map<String, byte[]> before = new TreeMap<>(disk.files());
        T thrown = assertThrows(type, () -> open(Scribe.SCHEMA, new Tables()));
        assertEquals(before.keySet(), disk.files().keySet());
        disk.files().forEach((name, bytes) -> assertArrayEquals(before.get(name), bytes));
        assertEquals(0, disk.openFiles());
        return thrown;
    }

    private void opensWhole(OptionalLong snapshot) {
        Tables tables = new Tables();
        Recovered recovered = open(Scribe.SCHEMA, tables);
        assertEquals(scribe.stateAt(12), tables.state());
        assertEquals(snapshot, recovered.report().snapshotSequence());
    }

    @Test
    void missingNewestSegmentIsMissed() {
        disk.remove(THIRD);
        DamagedException e = refusal(DamagedException.class);
        assertTrue(String.valueOf(e.getMessage()).contains("missing"), e.getMessage());
        assertEquals(9, e.firstSequence());
    }

    @Test
    void missingOldSegmentIsNotNeeded() {
        disk.remove(FIRST);
        disk.remove(SECOND);
        disk.remove(OLD_SNAPSHOT);
        opensWhole(OptionalLong.of(8));
    }

    @Test
    void missingSnapshotIsMadeUpForByTheOneBefore() {
        disk.remove(SNAPSHOT);
        opensWhole(OptionalLong.of(5));
    }

    @Test
    void withoutSnapshotsTheWholeLogIsReplayed() {
        disk.remove(SNAPSHOT);
        disk.remove(OLD_SNAPSHOT);
        opensWhole(OptionalLong.empty());
    }

    @Test
    void missingSnapshotAndLogIsDamage() {
        disk.remove(SNAPSHOT);
        disk.remove(OLD_SNAPSHOT);
        disk.remove(FIRST);
        assertEquals(1, refusal(DamagedException.class).firstSequence());
    }

    @Test
    void damagedSnapshotIsSetAsideAndTheOneBeforeUsed() {
        disk.flip(SNAPSHOT, disk.bytes(SNAPSHOT).length / 2, 4);
        Tables tables = new Tables();
        RecoveryReport report = open(Scribe.SCHEMA, tables).report();
        assertEquals(scribe.stateAt(12), tables.state());
        assertFalse(report.isClean());
        assertEquals(List.of("/sim/damaged-" + SNAPSHOT), report.setAside());
        assertTrue(disk.names().contains("damaged-" + SNAPSHOT));
        assertEquals(scribe.stateAt(12), Scribe.stateOf(disk.losingAllUnsynced()));
    }

    @Test
    void zeroedSnapshotIsMadeUpForByTheOneBefore() {
        disk.put(SNAPSHOT, new byte[disk.bytes(SNAPSHOT).length]);
        opensWhole(OptionalLong.of(5));
    }

    @Test
    void damagedSnapshotWithoutOneBeforeIsARefusal() {
        disk.remove(OLD_SNAPSHOT).remove(FIRST);
        disk.flip(SNAPSHOT, disk.bytes(SNAPSHOT).length / 2, 4);
        assertEquals("/sim/" + SNAPSHOT, refusal(CorruptException.class).file());
    }

    @Test
    void exchangedSegmentsAreFound() {
        byte[] second = disk.bytes(SECOND);
        disk.put(SECOND, disk.bytes(THIRD)).put(THIRD, second);
        refusal(DamagedHeaderException.class);
    }

    @Test
    void renamedSnapshotIsNotUsed() {
        disk.put("snapshot-000000000000000a.snap", disk.bytes(SNAPSHOT)).remove(SNAPSHOT);
        opensWhole(OptionalLong.of(5));
    }

    @Test
    void segmentOfAnotherDatabaseIsFound() {
        SimStorage other = new SimStorage();
        Recovery.open(other, Scribe.SCHEMA, new Tables(), OpenProgress.NONE);
        disk.remove(SNAPSHOT).remove(OLD_SNAPSHOT).put(FIRST, other.bytes(FIRST));
        refusal(DamagedHeaderException.class);
    }

    @Test
    void outdatedCopyOfASealedSegmentIsFound() throws IOException {
        SimStorage before = new SimStorage();
        Scribe.begin(before).commits(5).snapshot().commits(2).sync();
        disk.remove(SNAPSHOT).put(SECOND, before.bytes(SECOND));
        refusal(DamagedException.class);
    }

    @Test
    void misnamedFileIsFound() {
        disk.put("segment-1.log", new byte[10]);
        refusal(DamagedException.class);
    }

    @Test
    void otherFilesAreIgnored() {
        disk.put("notes.txt", new byte[10]).put("LOCK", new byte[0]);
        opensWhole(OptionalLong.of(8));
    }

    @Test
    void leftoversAreRemovedAndNeverRead() {
        disk.put("spare.tmp", new byte[10]).put(THIRD + ".tmp", new byte[0]).put("x.tmp", new byte[3]);
        opensWhole(OptionalLong.of(8));
        assertEquals(List.of(FIRST, SECOND, THIRD, OLD_SNAPSHOT, SNAPSHOT), disk.names());
    }

    @Test
    void eachSortOfBadHeaderHasItsOwnException() {
        byte[] whole = disk.bytes(THIRD);
        disk.put(THIRD, "not a database at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        refusal(NotADatabaseException.class);
        disk.put(THIRD, Arrays.copyOf(whole, 30));
        refusal(TruncatedException.class);
        disk.put(THIRD, new byte[0]);
        refusal(TruncatedException.class);
        disk.put(THIRD, whole).flip(THIRD, 11, 2);
        assertEquals(3, refusal(FormatVersionException.class).found());
        disk.put(THIRD, whole).flip(THIRD, 60, 2);
        refusal(DamagedHeaderException.class);
    }

    @Test
    void anotherSchemaIsRefusedWithBothNamed() {
        Tables tables = new Tables();
        SchemaDescription named = Scribe.schema("ledger", 1, "long");
        assertEquals(
                "scribe",
                assertThrows(OtherSchemaException.class, () -> open(named, tables))
                        .found());
        SchemaDescription newer = Scribe.schema("scribe", 2, "long");
        assertEquals(
                1,
                assertThrows(SchemaVersionException.class, () -> open(newer, tables))
                        .found());
        SchemaDescription shaped = Scribe.schema("scribe", 1, "int");
        assertEquals(
                1,
                assertThrows(SchemaShapeException.class, () -> open(shaped, tables))
                        .differences()
                        .size());
        assertEquals(Map.of(), tables.state());
    }

    @Test
    void cancelledOpenChangesNothing() {
        disk.put("x.tmp", new byte[3]);
        Map<String, byte[]> before = disk.files();
        assertThrows(
                CancellationException.class,
                () -> Recovery.open(disk, Scribe.SCHEMA, new Tables(), (done, total) -> done < total));
        assertEquals(before.keySet(), disk.files().keySet());
        assertEquals(0, disk.openFiles());
    }

    @Test
    void readOnlyOpenWritesNothing() {
        disk.put("x.tmp", new byte[3]);
        disk.put(THIRD, Arrays.copyOf(disk.bytes(THIRD), disk.bytes(THIRD).length - 5));
        long changes = disk.changes();
        Tables tables = new Tables();
        RecoveryReport report = Recovery.openReadOnly(disk, Scribe.SCHEMA, tables, OpenProgress.NONE)
                .report();
        assertEquals(scribe.stateAt(12), tables.state());
        assertEquals(16, report.cut().orElseThrow().bytes());
        assertEquals(changes, disk.changes());
        assertEquals(0, disk.openFiles());
    }

    @Test
    void verifyFindsNothingInAHealthyStore() {
        long changes = disk.changes();
        VerifyReport report = Verify.verify(disk, Scribe.SCHEMA, OpenProgress.NONE);
        assertEquals(List.of(), report.findings());
        assertEquals(5, report.files());
        assertEquals(12, report.commits());
        assertEquals(12, report.lastSequence());
        assertTrue(report.decoded() > 12, "a change for each commit at least, and the entries of two snapshots");
        assertEquals(changes, disk.changes());
        assertEquals(0, disk.openFiles());
    }

    @Test
    void verifyFindsDamageAnywhere() {
        for (String name : disk.names()) {
            byte[] whole = disk.bytes(name);
            for (int i = 0; i < whole.length; i += 13) {
                disk.put(name, whole).flip(name, i, 16);
                VerifyReport report = Verify.verify(disk, Scribe.SCHEMA, OpenProgress.NONE);
                boolean isEnd = name.equals(THIRD) && report.tornTail().isPresent();
                assertTrue(isEnd || !report.isIntact(), name + " at " + i);
            }
            disk.put(name, whole);
        }
    }

    @Test
    void verifyGoesOnBehindWhatIsDamaged() {
        VerifyReport whole = Verify.verify(disk, Scribe.SCHEMA, OpenProgress.NONE);
        int header = ByteBuffer.wrap(disk.bytes(SECOND)).getInt(12);
        int first = ByteBuffer.wrap(disk.bytes(SECOND)).getInt(header);
        int second = ByteBuffer.wrap(disk.bytes(SECOND)).getInt(header + first);
        disk.flip(SECOND, header + 40, 1).flip(SECOND, header + first + second + 40, 1);
        disk.flip(SNAPSHOT, blockOf(SNAPSHOT, 0) + 20, 1).flip(SNAPSHOT, blockOf(SNAPSHOT, 1) + 20, 1);

        VerifyReport report = Verify.verify(disk, Scribe.SCHEMA, OpenProgress.NONE);

        assertEquals(
                List.of(
                        disk.pathOf(SECOND) + " at byte " + header,
                        disk.pathOf(SECOND) + " at byte " + (header + first + second),
                        disk.pathOf(SNAPSHOT) + " at byte " + blockOf(SNAPSHOT, 0),
                        disk.pathOf(SNAPSHOT) + " at byte " + blockOf(SNAPSHOT, 1)),
                report.findings().stream()
                        .map(finding -> finding.file() + " at byte " + finding.offset())
                        .toList());
        assertEquals(10, report.commits());
        assertEquals(12, report.lastSequence());
        assertTrue(report.decoded() > 0 && report.decoded() < whole.decoded(), report.toString());
    }

    /** Where a block of a snapshot begins, as its index says. */
    private int blockOf(String snapshot, int block) {
        ByteBuffer bytes = ByteBuffer.wrap(disk.bytes(snapshot));
        int index = (int) bytes.getLong(bytes.limit() - 36);
        return (int) bytes.getLong(index + block * 16);
    }

    @Test
    void aFindingIsOneLineThatNamesItsFileOnce() {
        disk.flip(SNAPSHOT, 40, 1).flip(OLD_SNAPSHOT, 40, 1).remove(SECOND);
        List<Finding> all = new ArrayList<>(
                Verify.verify(disk, Scribe.SCHEMA, OpenProgress.NONE).findings());
        all.addAll(Salvage.salvage(disk, new SimStorage(), Scribe.SCHEMA).findings());
        all.addAll(Verify.verify(disk, Scribe.schema("other", 1, "long"), OpenProgress.NONE)
                .findings());
        assertTrue(all.size() > 6, all.toString());
        for (Finding finding : all) {
            assertFalse(finding.problem().contains(finding.file()), finding.problem());
            assertFalse(finding.problem().contains("salvage"), finding.problem());
            assertEquals(
                    finding.file() + " at byte " + finding.offset() + ": " + finding.problem(), finding.toString());
        }
    }

    @Test
    void salvageTellsOfADamagedBlockOnce() {
        disk.remove(OLD_SNAPSHOT).remove(FIRST).flip(SNAPSHOT, blockOf(SNAPSHOT, 0) + 20, 1);
        SalvageReport report = Salvage.salvage(disk, new SimStorage(), Scribe.SCHEMA);
        assertEquals(1, report.findings().size(), report.findings().toString());
        assertEquals(OptionalLong.of(8), report.snapshotSequence());
    }

    @Test
    void verifyTellsWhyASegmentIsNeeded() {
        disk.remove(THIRD).remove(SECOND).remove(FIRST);
        assertEquals(
                List.of(disk.pathOf(THIRD) + " at byte 0: Missing: the segment of commit 9, with which the log goes on"
                        + " behind the snapshot of commit 8."),
                lines(Verify.verify(disk, Scribe.SCHEMA, OpenProgress.NONE)));
        disk.flip(SNAPSHOT, 40, 1).flip(OLD_SNAPSHOT, 40, 1);
        assertEquals(
                disk.pathOf(FIRST) + " at byte 0: Missing: the segment of commit 1, without which a snapshot is needed"
                        + " that can be read.",
                lines(Verify.verify(disk, Scribe.SCHEMA, OpenProgress.NONE)).get(0));
    }

    private static List<String> lines(VerifyReport report) {
        return report.findings().stream().map(Finding::toString).toList();
    }

    @Test
    void salvageTellsThatTheNewestSegmentIsMissing() {
        disk.remove(THIRD);
        SalvageReport report = Salvage.salvage(disk, new SimStorage(), Scribe.SCHEMA);
        assertEquals(8, report.lastSequence());
        assertEquals(1, report.findings().size(), report.findings().toString());
        assertTrue(
                report.findings().get(0).problem().contains("its seal names the segment of commit 9, which is missing"),
                report.findings().toString());
    }

    @Test
    void salvageKeepsAllThatIsIntactAndListsWhatIsNot() {
        disk.remove(SNAPSHOT).remove(OLD_SNAPSHOT);
        int header = ByteBuffer.wrap(disk.bytes(SECOND)).getInt(12);
        disk.flip(SECOND, header + 40, 1);
        refusal(DamagedException.class);
        SimStorage target = new SimStorage();
        SalvageReport report = Salvage.salvage(disk, target, Scribe.SCHEMA);
        assertEquals(List.of(new SalvageReport.Range(6, 6)), report.missing());
        assertEquals("[commit 6]", report.missing().toString());
        assertEquals(11, report.commits());
        assertEquals(12, report.lastSequence());
        assertEquals(1, report.findings().size());
        Map<String, Map<Object, Object>> state = Scribe.stateOf(target.losingAllUnsynced());
        assertEquals(scribe.stateAt(12).get("title"), state.get("title"));
        assertEquals(
                List.of(),
                Verify.verify(target, Scribe.SCHEMA, OpenProgress.NONE).findings());
    }

    @Test
    void salvageOfAHealthyStoreIsACopy() {
        SimStorage target = new SimStorage();
        SalvageReport report = Salvage.salvage(disk, target, Scribe.SCHEMA);
        assertEquals(List.of(), report.missing());
        assertEquals(List.of(), report.findings());
        assertEquals(scribe.stateAt(12), Scribe.stateOf(target.losingAllUnsynced()));
    }
}
