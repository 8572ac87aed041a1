package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.DamagedException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.OccupiedException;
import io.muniment.fixture.Forge;
import io.muniment.fixture.SimStorage;
import io.muniment.log.LogFormat;
import io.muniment.recovery.OpenProgress;
import io.muniment.recovery.Salvage;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.Verify;
import io.muniment.recovery.VerifyReport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is saved of a store that is damaged, and what is said of it. */
class SalvageTest {

    private static final String FIRST = "segment-0000000000000001-0000.log";

    private final SimStorage disk = new SimStorage();
    private final SimStorage target = new SimStorage();

    private static SampleDb open(SimStorage storage) {
        return SampleDb.open(storage, TestDatabase.options());
    }

    private SalvageReport salvage() {
        return Salvage.salvage(disk, target, SampleDb.SCHEMA);
    }

    private VerifyReport verify() {
        return Verify.verify(disk, SampleDb.SCHEMA, OpenProgress.NONE);
    }

    @Test
    void nothingIsFoundWhereThereIsNothing() {
        assertThrows(MissingDatabaseException.class, this::salvage);
        assertThrows(MissingDatabaseException.class, this::verify);
        assertThrows(
                MissingDatabaseException.class,
                () -> SampleDb.open(disk, TestDatabase.options().readOnly(true)));
        assertTrue(target.names().isEmpty());
    }

    @Test
    void whereThereIsADatabaseNothingIsWritten() {
        open(disk).close();
        open(target).close();
        Map<String, byte[]> before = target.files();
        assertThrows(OccupiedException.class, this::salvage);
        assertEquals(before.keySet(), target.files().keySet());
        before.forEach((name, bytes) -> assertEquals(bytes.length, target.bytes(name).length));
    }

    @Test
    void aFileWithAWrongNameIsTold() {
        try (SampleDb db = open(disk)) {
            db.counts().put("a", 1L);
        }
        disk.put("snapshot-1.snap", new byte[10]);
        assertTrue(
                verify().findings().toString().contains("Misnamed"),
                () -> verify().findings().toString());
        assertFalse(verify().isIntact());
        SalvageReport report = salvage();
        assertTrue(report.findings().toString().contains("Misnamed"));
        assertEquals(1, report.entries());
    }

    @Test
    void aCommitThatCannotBeDecodedIsLeftOutAndTheOthersAreKept() {
        byte[] good = Forge.change(1, LogFormat.PUT, Forge.text("a"), new byte[] {2});
        byte[] bad = Forge.join(good, Forge.change(9, LogFormat.CLEAR));
        byte[] later = Forge.change(1, LogFormat.PUT, Forge.text("b"), new byte[] {4});
        disk.put(FIRST, Forge.segment(SampleDb.SCHEMA, 1, bad, later));
        assertThrows(io.muniment.error.UndecodableException.class, () -> open(disk));
        assertFalse(verify().isIntact());
        SalvageReport report = salvage();
        assertFalse(report.findings().isEmpty());
        try (SampleDb db = open(target)) {
            assertEquals(Map.of("b", 2L), db.counts().asMap(), "half a commit is none");
        }
    }

    @Test
    void whatIsBeforeTheFirstSegmentThatIsLeftIsTold() {
        try (SampleDb db = open(disk)) {
            for (long i = 1; i <= 5; i++) {
                db.counts().put("key " + i, i);
            }
            db.snapshot();
            db.counts().put("later", 6L);
        }
        String snapshot = disk.names().stream()
                .filter(name -> name.startsWith("snapshot"))
                .findFirst()
                .orElseThrow();
        disk.remove(snapshot);
        assertThrows(DamagedException.class, () -> open(disk));
        SalvageReport report = salvage();
        assertEquals(List.of(new SalvageReport.Range(1, 5)), report.missing());
        assertEquals(6, report.lastSequence());
        try (SampleDb db = open(target)) {
            assertEquals(Map.of("later", 6L), db.counts().asMap());
            assertEquals(6, db.stats().sequence());
        }
    }

    @Test
    void groupsAreSavedWithAllTheirEdits() {
        try (GroupsDb db = GroupsDb.open(disk, TestDatabase.options())) {
            db.lists().addAll(1L, List.of("a", "b"));
            db.database().snapshot();
            db.lists().add(1L, "c");
            db.lists().remove(1L, 0);
            db.sets().addAll(2L, List.of("x", "y"));
            db.sets().remove(2L, "x");
            db.maps().put(3L, "one", 1L);
            db.journal().append("first");
        }
        SalvageReport report = Salvage.salvage(disk, target, GroupsDb.SCHEMA);
        assertTrue(report.findings().isEmpty(), () -> report.findings().toString());
        try (GroupsDb db = GroupsDb.open(target, TestDatabase.options())) {
            assertEquals(Map.of(1L, List.of("b", "c")), db.lists().asMap());
            assertEquals(Map.of(2L, Set.of("y")), db.sets().asMap());
            assertEquals(Map.of(3L, Map.of("one", 1L)), db.maps().asMap());
            assertEquals(List.of("first"), db.journal().from(1, 9));
        }
    }
}
