package io.muniment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.NextDatabase.Content;
import io.muniment.error.AccessException;
import io.muniment.error.CommitsGoneException;
import io.muniment.error.CorruptException;
import io.muniment.error.DatabaseException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FormatVersionException;
import io.muniment.error.MigrationException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.OccupiedException;
import io.muniment.error.OtherSchemaException;
import io.muniment.error.ReadOnlyException;
import io.muniment.error.SchemaShapeException;
import io.muniment.error.SchemaVersionException;
import io.muniment.error.TornTailException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Workload;
import io.muniment.fixture.Workload.State;
import io.muniment.migration.MigrationReport;
import io.muniment.migration.MigrationReport.Outcome;
import io.muniment.recovery.OpenProgress;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.Salvage;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.Verify;
import io.muniment.recovery.VerifyReport;
import io.muniment.schema.SchemaDescription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opening older data does: to the data, to the files, and to who has the older program. */
class MigrationTest {

    private static final Options OPTIONS = TestDatabase.options();
    private static final int COMMITS = 40;

    private final Workload workload = new Workload(7);
    private final SimStorage disk = new SimStorage();

    /** Version 1 after {@link #COMMITS} commits, with a snapshot among them. */
    private State write() {
        return write(COMMITS);
    }

    private State write(int commits) {
        try (TestDatabase old = TestDatabase.open(disk, OPTIONS)) {
            commit(old, commits);
            if (commits > 10) {
                old.database().snapshot();
                commit(old, commits + 3);
            }
        }
        return workload.state(commits > 10 ? commits + 3 : commits);
    }

    private void commit(TestDatabase old, int to) {
        for (int n = old.sequence() + 1; n <= to; n++) {
            old.apply(n, workload.step(n));
        }
    }

    private static Map<String, String> hexed(Map<String, byte[]> files) {
        Map<String, String> hexed = new TreeMap<>();
        files.forEach((name, bytes) -> hexed.put(name, Arrays.toString(bytes)));
        return hexed;
    }

    private Map<String, String> files() {
        return hexed(disk.files());
    }

    /** Checks that {@code step} throws, changes no file, and leaves none open. */
    private <T extends Throwable> T assertRefused(Class<T> type, Executable step) {
        Map<String, String> before = files();
        T thrown = assertThrows(type, step);
        assertEquals(before, files());
        assertEquals(0, disk.openFiles());
        return thrown;
    }

    // ---- The data

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 200})
    void olderDataIsConvertedAndGoesOn(int commits) {
        State state = write(commits);
        int last = commits > 10 ? commits + 3 : commits;
        Content expected = NextDatabase.converted(state, 2);
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            assertEquals(expected, next.content());
            assertEquals(last + 1, next.sequence());
            next.put("new", "one");
            assertEquals(last + 2, next.sequence());
        }
        for (int i = 0; i < 2; i++) {
            try (NextDatabase again = NextDatabase.open(disk, OPTIONS)) {
                assertEquals(expected.with("new", "one"), again.content());
                assertTrue(again.database().recoveryReport().migration().isEmpty());
                assertTrue(again.database().recoveryReport().isClean());
                assertEquals(last + 2, again.sequence());
            }
        }
    }

    @Test
    void itGoesOnWithoutBeingClosed() {
        Content expected = NextDatabase.converted(write(), 2);
        NextDatabase next = NextDatabase.open(disk, OPTIONS);
        next.put("new", "one");
        SimStorage killed = disk.kill();
        next.close();
        try (NextDatabase again = NextDatabase.open(killed, OPTIONS)) {
            assertEquals(expected.with("new", "one"), again.content());
            assertFalse(again.database().recoveryReport().isClean());
        }
    }

    @Test
    void aChainIsOnePass() {
        State state = write();
        try (NextDatabase next = NextDatabase.open(disk, NextDatabase.TO_THREE, OPTIONS)) {
            assertEquals(NextDatabase.converted(state, 3), next.content());
            assertEquals(COMMITS + 4, next.sequence());
            MigrationReport report =
                    next.database().recoveryReport().migration().orElseThrow();
            assertEquals(1, report.from());
            assertEquals(3, report.to());
        }
        assertEquals(
                List.of("segment-000000000000002d-0000.log", "snapshot-000000000000002c.snap", "v1"), disk.names());
        try (NextDatabase again = NextDatabase.open(disk, NextDatabase.TO_THREE, OPTIONS)) {
            assertEquals(NextDatabase.converted(state, 3), again.content());
        }
    }

    @Test
    void aChainIsEnteredWhereTheDataIs() {
        State state = write();
        NextDatabase.open(disk, OPTIONS).close();
        try (NextDatabase next = NextDatabase.open(disk, NextDatabase.TO_THREE, OPTIONS)) {
            assertEquals(NextDatabase.converted(state, 3), next.content());
            RecoveryReport report = next.database().recoveryReport();
            assertEquals(2, report.migration().orElseThrow().from());
            assertEquals(List.of("/sim/v1", "/sim/v2"), report.oldVersions());
        }
        try (NextDatabase two = NextDatabase.open(disk.inner("v2"), OPTIONS)) {
            assertEquals(NextDatabase.converted(state, 2), two.content());
        }
    }

    @Test
    void anIdThatWasGivenOutIsNotGivenOutAgain() {
        long given;
        try (TestDatabase old = TestDatabase.open(disk, OPTIONS)) {
            commit(old, 3);
            given = old.nextId();
        }
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            assertTrue(next.nextId() > given);
        }
    }

    @Test
    void dataIsNotMigratedAgainEvenWhenAllOfItWasRemoved() {
        write();
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            next.clearAll();
        }
        Content empty = new Content(Map.of(), Map.of(), null, Map.of());
        try (NextDatabase again = NextDatabase.open(disk, OPTIONS)) {
            assertEquals(empty, again.content());
            again.database().snapshot();
        }
        try (NextDatabase again = NextDatabase.open(disk, OPTIONS)) {
            assertEquals(empty, again.content());
        }
    }

    @Test
    void theReportTellsWhatBecameOfEachTableAndWhereTheOldFilesAre() {
        State state = write();
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            RecoveryReport report = next.database().recoveryReport();
            MigrationReport migration = report.migration().orElseThrow();
            assertTrue(migration.isClean());
            Map<String, Outcome> outcomes = migration.tables().stream()
                    .collect(Collectors.toMap(MigrationReport.TableReport::name, MigrationReport.TableReport::outcome));
            assertEquals(
                    Map.of(
                            "added",
                            Outcome.ADDED,
                            "entries",
                            Outcome.CONVERTED,
                            "last",
                            Outcome.CARRIED,
                            "lists",
                            Outcome.CARRIED,
                            "ordered",
                            Outcome.CONVERTED),
                    outcomes);
            assertEquals(state.entries().size(), migration.tables().get(1).after());
            assertEquals(List.of("/sim/v1"), report.oldVersions());
            assertEquals(COMMITS + 4, report.lastSequence());
            assertTrue(
                    report.toString().contains("migrated from version 1 to 2, which is commit " + (COMMITS + 4)),
                    report.toString());
            assertTrue(report.toString().contains("older version kept in /sim/v1"), report.toString());
        }
    }

    @Test
    void statisticsAreThoseOfTheNewFiles() {
        State state = write();
        Stats opened;
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            opened = next.database().stats();
        }
        try (NextDatabase again = NextDatabase.open(disk, OPTIONS)) {
            Stats stats = again.database().stats();
            assertEquals(stats.sequence(), opened.sequence());
            assertEquals(stats.snapshotSequence(), opened.snapshotSequence());
            assertEquals(stats.snapshotBytes(), opened.snapshotBytes());
            assertEquals(stats.entries(), opened.entries());
            assertEquals(1, opened.segments());
            assertEquals(opened.sequence(), opened.syncedSequence());
            assertEquals(state.entries().size(), opened.entries().get("entries"));
            assertEquals(opened.snapshotBytes() + opened.logBytes(), opened.liveBytes());
        }
    }

    // ---- The files

    @Test
    void theOldFilesAreKeptByteForByteWhereTheOldProgramOpensThem() {
        State state = write();
        Map<String, String> before = files();
        NextDatabase.open(disk, OPTIONS).close();
        Map<String, String> kept = new TreeMap<>();
        files().forEach((name, bytes) -> {
            if (name.startsWith("v1/")) {
                kept.put(name.substring(3), bytes);
            }
        });
        assertEquals(before, kept);
        try (TestDatabase old = TestDatabase.open(disk.inner("v1"), OPTIONS)) {
            assertEquals(state, old.state());
            assertTrue(old.database().recoveryReport().isClean());
        }
    }

    @Test
    void theOldProgramRefusesMigratedDataAndTouchesNothing() {
        write();
        NextDatabase.open(disk, OPTIONS).close();
        SchemaVersionException thrown =
                assertRefused(SchemaVersionException.class, () -> TestDatabase.open(disk, OPTIONS));
        assertTrue(thrown.getMessage().startsWith("Newer data"), thrown.getMessage());
        assertRefused(SchemaVersionException.class, () -> TestDatabase.open(disk, OPTIONS.readOnly(true)));
    }

    @Test
    void snapshotsAfterwardsLeaveTheOldFilesAlone() {
        write();
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            Map<String, byte[]> kept = disk.inner("v1").files();
            for (int i = 0; i < 3; i++) {
                next.put("new", "value " + i);
                next.database().snapshot();
            }
            assertEquals(hexed(kept), hexed(disk.inner("v1").files()));
        }
        assertEquals(3, disk.names().size(), () -> disk.names().toString());
    }

    @Test
    void goingBackAndForwardAgainKeepsBoth() {
        write();
        NextDatabase.open(disk, OPTIONS).close();
        // What a person does to go back, who leaves a copy where it was.
        SimStorage first = disk.inner("v1");
        SimStorage together = withDirectory(first, "v1", first);
        try (TestDatabase old = TestDatabase.open(together, OPTIONS)) {
            for (int n = COMMITS + 4; n <= COMMITS + 6; n++) {
                old.apply(n, workload.step(n));
            }
        }
        try (NextDatabase next = NextDatabase.open(together, OPTIONS)) {
            assertEquals(NextDatabase.converted(workload.state(COMMITS + 6), 2), next.content());
            assertEquals(
                    List.of("/sim/v1", "/sim/v1-2"),
                    next.database().recoveryReport().oldVersions());
        }
        assertEquals(hexed(first.files()), hexed(together.inner("v1").files()));
        try (TestDatabase old = TestDatabase.open(together.inner("v1-2"), OPTIONS)) {
            assertEquals(workload.state(COMMITS + 6), old.state());
        }
    }

    /** A disk with a directory in it that holds the files of another. */
    private static SimStorage withDirectory(SimStorage files, String directory, SimStorage inner) {
        SimStorage made = files.kill();
        try {
            made.makeDirectory(directory);
            made.syncDirectory();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        inner.files().forEach((name, bytes) -> made.put(directory + "/" + name, bytes));
        return made;
    }

    @Test
    void aDirectoryWithAnOldVersionAloneIsNoPlaceForANewDatabase() {
        write();
        NextDatabase.open(disk, OPTIONS).close();
        disk.names().stream().filter(name -> !name.equals("v1")).forEach(disk::remove);
        for (Executable open :
                List.<Executable>of(() -> NextDatabase.open(disk, OPTIONS), () -> TestDatabase.open(disk, OPTIONS))) {
            OccupiedException thrown = assertRefused(OccupiedException.class, open);
            assertTrue(thrown.getMessage().contains("v1"), thrown.getMessage());
        }
    }

    @Test
    void whatWasToBeDroppedIsDroppedByTheNextCleanOpen() {
        write();
        Options dropping = OPTIONS.keepOldVersions(false);
        NextDatabase migrated = NextDatabase.open(disk, dropping);
        assertTrue(disk.names().contains("v1"), "not by the open that migrates");
        SimStorage killed = disk.kill();
        migrated.close();
        try (NextDatabase unclean = NextDatabase.open(killed, dropping)) {
            assertTrue(killed.names().contains("v1"), "not when it was not closed");
            assertEquals(List.of("/sim/v1"), unclean.database().recoveryReport().oldVersions());
        }
        NextDatabase.open(disk, OPTIONS).close();
        assertTrue(disk.names().contains("v1"), "not unless it is asked for");
        NextDatabase.open(disk, OPTIONS.readOnly(true).keepOldVersions(false)).close();
        assertTrue(disk.names().contains("v1"), "not by a reader");
        try (NextDatabase next = NextDatabase.open(disk, dropping)) {
            assertEquals(List.of(), next.database().recoveryReport().oldVersions());
        }
        assertEquals(2, disk.names().size(), () -> disk.names().toString());
    }

    @Test
    void olderVersionsAreDroppedWhenAskedFor() {
        write();
        NextDatabase.open(disk, OPTIONS).close();
        try (NextDatabase reading = NextDatabase.open(disk, OPTIONS.readOnly(true))) {
            assertThrows(ReadOnlyException.class, () -> reading.database().dropOldVersions());
        }
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            assertEquals(List.of("/sim/v1"), next.database().dropOldVersions());
            assertEquals(List.of(), next.database().dropOldVersions());
        }
        assertEquals(2, disk.names().size(), () -> disk.names().toString());
    }

    @Test
    void anOldVersionThatSomebodyHasOpenedSinceIsNotDropped() {
        write();
        NextDatabase.open(disk, OPTIONS).close();
        SimStorage opened = disk.put("v1/LOCK", new byte[0]).put("v7", new byte[1]);
        Map<String, String> before = files();
        NextDatabase.open(opened, OPTIONS.keepOldVersions(false)).close();
        assertEquals(before, files());
    }

    @Test
    void whatIsNoDirectoryIsNoOldVersion() {
        write();
        NextDatabase.open(disk, OPTIONS).close();
        disk.put("v1-3", new byte[1]).put("v9.tmp", new byte[1]);
        try (NextDatabase reading = NextDatabase.open(disk, OPTIONS.readOnly(true))) {
            assertEquals(List.of("/sim/v1"), reading.database().recoveryReport().oldVersions());
        }
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS.keepOldVersions(false))) {
            assertEquals(List.of(), next.database().recoveryReport().oldVersions());
        }
        assertEquals(
                List.of("segment-000000000000002d-0000.log", "snapshot-000000000000002c.snap", "v1-3"),
                disk.names().stream().filter(name -> !name.equals("v9.tmp")).toList());
    }

    @Test
    void aFileThatHasTheNameOfADirectoryIsInNobodysWay() {
        State state = write();
        disk.put("v1", new byte[1]).put("v1.tmp", new byte[1]);
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            assertEquals(NextDatabase.converted(state, 2), next.content());
            assertEquals(List.of("/sim/v1-2"), next.database().recoveryReport().oldVersions());
        }
        assertEquals(1, disk.bytes("v1").length);
    }

    @Test
    void aDatabaseOpensWhoseOldVersionCannotBeDeleted() {
        State state = write();
        NextDatabase.open(disk, OPTIONS).close();
        disk.before((at, operation, name) -> {
            if (operation == SimStorage.Operation.DELETE) {
                at.failAt(1, SimStorage.Fault.IO_ERROR);
            }
        });
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS.keepOldVersions(false))) {
            assertEquals(1, disk.faults());
            assertEquals(NextDatabase.converted(state, 2), next.content());
            assertEquals(List.of("/sim/v1"), next.database().recoveryReport().oldVersions());
            assertThrows(AccessException.class, () -> next.database().dropOldVersions());
            disk.before(null);
            assertEquals(List.of("/sim/v1"), next.database().dropOldVersions());
        }
        assertEquals(2, disk.names().size(), () -> disk.names().toString());
    }

    @Test
    void aFileIsSetAsideWhereThereIsOneOnlyIfTheyAreTheSame() {
        write();
        Map<String, String> old = files();
        SimStorage cut = cutShort().get(1);
        for (String name : old.keySet()) {
            SimStorage twice = cut.kill().put("v1.tmp/" + name, cut.bytes(name));
            NextDatabase.open(twice, OPTIONS).close();
            assertEquals(old, hexed(twice.inner("v1").files()));
            assertEquals(3, twice.names().size(), () -> twice.names().toString());
            SimStorage other = cut.kill().put("v1.tmp/" + name, cut.bytes(name)).flip("v1.tmp/" + name, 60, 1);
            Map<String, String> before = hexed(other.files());
            OccupiedException thrown = assertThrows(OccupiedException.class, () -> NextDatabase.open(other, OPTIONS));
            assertTrue(thrown.getMessage().contains("v1.tmp/" + name), thrown.getMessage());
            assertEquals(before, hexed(other.files()));
        }
    }

    // ---- What is refused

    @Test
    void withoutAWayToItOlderDataIsRefused() {
        write();
        String message = assertRefused(
                        SchemaVersionException.class, () -> NextDatabase.openWithoutMigration(disk, OPTIONS))
                .getMessage();
        assertTrue(message.startsWith("Older data"), message);
        assertTrue(message.contains("migration from version 1 to 2"), message);
    }

    @Test
    void dataThatIsOlderThanTheChainIsRefusedWithAllVersions() {
        write();
        Migration late = Migration.of(List.of(NextDatabase.TWO_TO_THREE));
        for (Executable attempt : List.<Executable>of(
                () -> NextDatabase.open(disk, late, OPTIONS), () -> NextDatabase.check(disk, late, OPTIONS))) {
            String message =
                    assertRefused(SchemaVersionException.class, attempt).getMessage();
            assertTrue(message.contains("is of version 1"), message);
            assertTrue(message.contains("version 3 and migrates from version 2"), message);
        }
    }

    @Test
    void newerDataIsRefusedWithBothVersions() {
        write();
        NextDatabase.open(disk, NextDatabase.TO_THREE, OPTIONS).close();
        for (Executable attempt : List.<Executable>of(
                () -> NextDatabase.open(disk, OPTIONS),
                () -> NextDatabase.open(disk, OPTIONS.readOnly(true)),
                () -> NextDatabase.check(disk, NextDatabase.TO_TWO, OPTIONS))) {
            String message =
                    assertRefused(SchemaVersionException.class, attempt).getMessage();
            assertTrue(message.startsWith("Newer data"), message);
            assertTrue(message.contains("version 3") && message.contains("version 2"), message);
        }
    }

    @Test
    void anotherSchemasDataIsRefused() {
        SampleDb.open(disk, OPTIONS).close();
        assertRefused(OtherSchemaException.class, () -> NextDatabase.open(disk, OPTIONS));
        assertRefused(OtherSchemaException.class, () -> NextDatabase.check(disk, NextDatabase.TO_TWO, OPTIONS));
    }

    @Test
    void dataOfTheOldVersionsNumberAndAnotherShapeIsRefused() {
        SchemaDescription foreign = new SchemaDescription(
                "workload",
                1,
                TestDatabase.SCHEMA.json().replace("\"ordered\"", "\"sorted\""),
                TestDatabase.SCHEMA.tables());
        Store.open(foreign, disk, () -> {}, OPTIONS).close();
        for (Executable attempt : List.<Executable>of(
                () -> NextDatabase.open(disk, OPTIONS), () -> NextDatabase.check(disk, NextDatabase.TO_TWO, OPTIONS))) {
            SchemaShapeException thrown = assertRefused(SchemaShapeException.class, attempt);
            assertTrue(thrown.getMessage().contains("is of version 1"), thrown.getMessage());
            assertTrue(thrown.getMessage().contains("program of version 2 migrates"), thrown.getMessage());
            assertTrue(thrown.differences().contains("table sorted was removed"), thrown.getMessage());
        }
    }

    @Test
    void dataOfTheNewVersionsNumberAndAnotherShapeIsRefused() {
        SchemaDescription foreign = new SchemaDescription(
                "workload", 2, NextDatabase.TWO.json().replace("\"added\"", "\"addend\""), NextDatabase.TWO.tables());
        Store.open(foreign, disk, () -> {}, OPTIONS).close();
        assertRefused(SchemaShapeException.class, () -> NextDatabase.open(disk, OPTIONS));
        assertRefused(SchemaShapeException.class, () -> NextDatabase.check(disk, NextDatabase.TO_TWO, OPTIONS));
    }

    @Test
    void aMigrationToAnotherSchemaIsAMistake() {
        assertRefused(
                IllegalArgumentException.class,
                () -> Store.open(NextDatabase.THREE, NextDatabase.TO_TWO, disk, () -> {}, OPTIONS));
    }

    @Test
    void aNewDatabaseIsOfTheNewestVersion() {
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            next.put("new", "one");
            assertTrue(next.database().recoveryReport().migration().isEmpty());
        }
        assertEquals(List.of("segment-0000000000000001-0000.log"), disk.names());
        assertThrows(
                MissingDatabaseException.class,
                () -> NextDatabase.check(new SimStorage(), NextDatabase.TO_TWO, OPTIONS));
    }

    @Test
    void aLogThatWasNotClosedIsMigratedAsTheOldProgramWouldHaveKeptIt() {
        TestDatabase old = TestDatabase.open(disk, OPTIONS);
        commit(old, 9);
        SimStorage killed = disk.kill();
        old.close();
        try (NextDatabase next = NextDatabase.open(killed, OPTIONS)) {
            assertEquals(NextDatabase.converted(workload.state(9), 2), next.content());
            assertFalse(next.database().recoveryReport().isClean());
        }
    }

    @Test
    void aTornTailIsRefusedUnlessOneSaysSo() {
        TestDatabase old = TestDatabase.open(disk, OPTIONS);
        commit(old, 9);
        Map<String, byte[]> killed = disk.files();
        old.close();
        String segment = "segment-0000000000000001-0000.log";
        byte[] bytes = killed.get(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        byte[] torn = Arrays.copyOf(bytes, end - 1);
        disk.remove(segment).put(segment, torn);
        for (Executable attempt : List.<Executable>of(
                () -> NextDatabase.open(disk, OPTIONS), () -> NextDatabase.check(disk, NextDatabase.TO_TWO, OPTIONS))) {
            TornTailException thrown = assertRefused(TornTailException.class, attempt);
            assertEquals(8, thrown.lastGoodSequence());
            assertTrue(thrown.bytes() > 0);
        }
        Content expected = NextDatabase.converted(workload.state(8), 2);
        try (NextDatabase reading = NextDatabase.open(disk, OPTIONS.readOnly(true))) {
            assertEquals(expected, reading.content(), "a reader loses nothing by it");
        }
        Options allowed = OPTIONS.migrateTornTail(true);
        assertTrue(NextDatabase.check(disk, NextDatabase.TO_TWO, allowed).isClean());
        try (NextDatabase next = NextDatabase.open(disk, allowed)) {
            assertEquals(expected, next.content());
            assertEquals(8, next.database().recoveryReport().cut().orElseThrow().lastGoodSequence());
        }
        assertArrayEquals(torn, disk.bytes("v1/" + segment), "it is kept with the rest");
    }

    @Test
    void anOldSnapshotThatIsDamagedIsPassedOverAsTheOldProgramDoes() {
        Options two = OPTIONS.keptSnapshots(2);
        try (TestDatabase old = TestDatabase.open(disk, two)) {
            commit(old, 5);
            old.database().snapshot();
            commit(old, 9);
            old.database().snapshot();
            commit(old, 12);
        }
        disk.flip("snapshot-0000000000000009.snap", 300, 1);
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            assertEquals(NextDatabase.converted(workload.state(12), 2), next.content());
            assertFalse(next.database().recoveryReport().isClean());
        }
        try (TestDatabase old = TestDatabase.open(disk.inner("v1"), OPTIONS)) {
            assertEquals(workload.state(12), old.state());
        }
    }

    // ---- What fails

    @Test
    void aConverterThatThrowsChangesNothing() {
        State state = write();
        Migration failing = Migration.of(List.of(NextDatabase.oneToTwo((key, value) -> {
            throw new IllegalStateException("no");
        })));
        MigrationException thrown =
                assertRefused(MigrationException.class, () -> NextDatabase.open(disk, failing, OPTIONS));
        assertEquals("entries", thrown.table().orElseThrow());
        assertTrue(state.entries().containsKey(thrown.key().orElseThrow()));
        try (TestDatabase old = TestDatabase.open(disk, OPTIONS)) {
            assertEquals(state, old.state());
        }
    }

    @Test
    void aTrialTellsWhatWouldFailAndChangesNothing() {
        State state = write();
        Map<String, String> before = files();
        AtomicInteger calls = new AtomicInteger();
        Migration failing = Migration.of(List.of(NextDatabase.oneToTwo((key, value) -> {
            if (calls.getAndIncrement() % 2 == 0) {
                throw new IllegalStateException("no");
            }
            return value;
        })));
        MigrationReport report = NextDatabase.check(disk, failing, OPTIONS);
        assertFalse(report.isClean());
        assertEquals((state.entries().size() + 1) / 2, report.failed());
        assertTrue(NextDatabase.check(disk, NextDatabase.TO_TWO, OPTIONS).isClean());
        assertEquals(before, files());
        assertEquals(0, disk.openFiles());
        NextDatabase.open(disk, OPTIONS).close();
        assertEquals(
                List.of(),
                NextDatabase.check(disk, NextDatabase.TO_TWO, OPTIONS).tables());
    }

    @Test
    void cancelledAtAnyMomentNothingIsChanged() {
        State state = write();
        Map<String, String> before = files();
        int asked = 0;
        boolean cancelled = true;
        for (int n = 1; cancelled; n++) {
            AtomicInteger left = new AtomicInteger(n);
            Options cancelling = OPTIONS.cancelWhen(() -> left.decrementAndGet() <= 0);
            try (NextDatabase next = NextDatabase.open(disk, cancelling)) {
                assertEquals(NextDatabase.converted(state, 2), next.content());
                cancelled = false;
            } catch (CancellationException e) {
                assertEquals(before, files());
                assertEquals(0, disk.openFiles());
                asked++;
            }
        }
        assertTrue(asked >= 8, "asked " + asked + " times only");
    }

    @Test
    void progressGoesOnThroughAllStagesToTheEnd() {
        write(400);
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        Options telling = OPTIONS.progress((at, of) -> {
            done.add(at);
            totals.add(of);
        });
        NextDatabase.open(disk, telling).close();
        assertEquals(done.stream().sorted().toList(), done);
        assertEquals(1, totals.stream().distinct().count());
        long total = totals.get(0);
        assertEquals(total, done.get(done.size() - 1));
        for (int quarter = 0; quarter < 4; quarter++) {
            long from = total * quarter / 4;
            long to = total * (quarter + 1) / 4;
            assertTrue(done.stream().anyMatch(at -> at >= from && at <= to), "nothing told of stage " + quarter);
        }
    }

    // ---- Reading

    @Test
    void aReaderSeesOlderDataConvertedAndWritesNothing() {
        State state = write();
        Map<String, String> before = files();
        for (int i = 0; i < 2; i++) {
            try (NextDatabase reading = NextDatabase.open(disk, OPTIONS.readOnly(true))) {
                assertEquals(NextDatabase.converted(state, 2), reading.content());
                assertEquals(COMMITS + 4, reading.sequence());
                assertTrue(reading.database().recoveryReport().migration().isPresent());
                assertThrows(ReadOnlyException.class, () -> reading.put("a", "b"));
                assertInstanceOfGone(reading, COMMITS);
                assertEquals(0, read(reading, COMMITS + 4));
            }
        }
        assertEquals(before, files());
        assertEquals(0, disk.changes() - changesOfWriting());
    }

    private long changesOfWriting() {
        SimStorage other = new SimStorage();
        MigrationTest test = new MigrationTest();
        try (TestDatabase old = TestDatabase.open(other, OPTIONS)) {
            test.commit(old, COMMITS);
            old.database().snapshot();
            test.commit(old, COMMITS + 3);
        }
        return other.changes();
    }

    @Test
    void commitsBeforeTheMigrationAreGoneAndThoseAfterItAreTold() {
        write();
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            next.put("new", "one");
            next.put("new", "two");
            assertInstanceOfGone(next, 0);
            assertInstanceOfGone(next, COMMITS + 3);
            assertEquals(2, read(next, COMMITS + 4));
            assertEquals(1, read(next, COMMITS + 5));
        }
    }

    @Test
    void aReaderIsToldOfNoCommitBeforeAMigrationThatWasCutShort() {
        write();
        for (SimStorage cut : cutShort()) {
            try (NextDatabase reading = NextDatabase.open(cut, OPTIONS.readOnly(true))) {
                for (int after = 0; after < COMMITS + 4; after++) {
                    assertInstanceOfGone(reading, after);
                }
                assertEquals(0, read(reading, COMMITS + 4));
            }
        }
    }

    @Test
    void aReaderIsToldOfTheCommitsBeforeASnapshotWhoseSegmentsAreThere() {
        Options two = OPTIONS.keptSnapshots(2);
        write();
        try (NextDatabase next = NextDatabase.open(disk, two)) {
            next.put("new", "one");
            next.database().snapshot();
            next.put("new", "two");
        }
        try (NextDatabase reading = NextDatabase.open(disk, two.readOnly(true))) {
            assertEquals(2, read(reading, COMMITS + 4));
            assertEquals(1, read(reading, COMMITS + 5));
            assertInstanceOfGone(reading, COMMITS + 3);
        }
    }

    private static void assertInstanceOfGone(NextDatabase database, long after) {
        CompletionException thrown = assertThrows(CompletionException.class, () -> read(database, after));
        assertEquals(CommitsGoneException.class, thrown.getCause().getClass());
    }

    /** How many commits a subscriber is told of, up to the newest. */
    private static int read(NextDatabase database, long after) {
        long newest = database.sequence();
        CompletableFuture<Integer> count = new CompletableFuture<>();
        database.commitsAfter(after).subscribe(new Flow.Subscriber<>() {
            private int told;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                if (after == newest) {
                    count.complete(0);
                    subscription.cancel();
                } else {
                    subscription.request(Long.MAX_VALUE);
                }
            }

            @Override
            public void onNext(NextDatabase.Commit commit) {
                told++;
                if (commit.sequence() == newest) {
                    count.complete(told);
                }
            }

            @Override
            public void onError(Throwable e) {
                count.completeExceptionally(e);
            }

            @Override
            public void onComplete() {
                count.complete(told);
            }
        });
        return count.join();
    }

    // ---- Cut short

    /** The disk before each operation that gives a name, from the one that publishes the new version on. */
    private List<SimStorage> cutShort() {
        List<SimStorage> cuts = new ArrayList<>();
        disk.before((at, operation, name) -> {
            boolean isPublished = at.names().contains("snapshot-000000000000002c.snap");
            if (isPublished && operation == SimStorage.Operation.RENAME) {
                cuts.add(at.kill());
            }
        });
        NextDatabase.open(disk, OPTIONS).close();
        disk.before(null);
        assertEquals(4, cuts.size(), "the segment, two old files, and the directory are named");
        return cuts;
    }

    @Test
    void aMigrationThatWasCutShortIsReadVerifiedAndSalvagedAsTheNewVersion() {
        Content expected = NextDatabase.converted(write(), 2);
        for (SimStorage cut : cutShort()) {
            Map<String, String> before = hexed(cut.files());
            try (NextDatabase reading = NextDatabase.open(cut, OPTIONS.readOnly(true))) {
                assertEquals(expected, reading.content());
                assertTrue(reading.database().recoveryReport().migration().isEmpty());
            }
            VerifyReport verified = Verify.verify(cut, NextDatabase.TWO, OpenProgress.NONE);
            assertEquals(List.of(), verified.findings());
            SimStorage target = new SimStorage();
            SalvageReport salvaged = Salvage.salvage(cut, target, NextDatabase.TWO);
            assertEquals(List.of(), salvaged.findings());
            assertEquals(before, hexed(cut.files()));
            try (NextDatabase next = NextDatabase.open(target, OPTIONS)) {
                assertEquals(expected, next.content());
            }
        }
    }

    @Test
    void aReaderOfAMigrationThatWasCutShortCountsTheFilesOfItsVersionOnly() {
        write();
        for (SimStorage cut : cutShort()) {
            List<String> log = cut.names().stream()
                    .filter(name -> name.equals("segment-000000000000002d-0000.log"))
                    .toList();
            try (NextDatabase reading = NextDatabase.open(cut, OPTIONS.readOnly(true))) {
                Stats stats = reading.database().stats();
                assertEquals(log.size(), stats.segments());
                assertEquals(
                        log.stream().mapToLong(name -> cut.bytes(name).length).sum(), stats.logBytes());
                assertEquals(cut.bytes("snapshot-000000000000002c.snap").length, stats.snapshotBytes());
                assertEquals(stats.logBytes() + stats.snapshotBytes(), stats.liveBytes());
            }
        }
    }

    @Test
    void aDiskThatIsFullWhenAMigrationIsPublishedIsToldAsWhatItIs() {
        Content expected = NextDatabase.converted(write(), 2);
        for (boolean isPublished : new boolean[] {false, true}) {
            SimStorage full = disk.kill();
            full.before((at, operation, name) -> {
                boolean isThere = at.names().contains("snapshot-000000000000002c.snap");
                boolean isNaming = operation == SimStorage.Operation.RENAME && name.startsWith("s");
                if (isNaming && isThere == isPublished) {
                    at.failAt(1, SimStorage.Fault.NO_SPACE);
                }
            });
            DiskFullException refused = assertThrows(DiskFullException.class, () -> NextDatabase.open(full, OPTIONS));
            assertEquals(
                    "Disk full: " + full.pathOf("")
                            + ": a migration has not come to its end; the next open finds out how"
                            + " far it came, and completes it. Free some space and try again.",
                    refused.getMessage());
            full.before(null).heal();
            try (NextDatabase next = NextDatabase.open(full, OPTIONS)) {
                assertEquals(expected, next.content());
            }
        }
    }

    @Test
    void theNextVersionCompletesWhatWasCutShortBeforeItMigrates() {
        State state = write();
        for (SimStorage cut : cutShort()) {
            try (NextDatabase next = NextDatabase.open(cut, NextDatabase.TO_THREE, OPTIONS)) {
                assertEquals(NextDatabase.converted(state, 3), next.content());
                RecoveryReport report = next.database().recoveryReport();
                assertEquals(2, report.migration().orElseThrow().from());
                assertEquals(List.of("/sim/v1", "/sim/v2"), report.oldVersions());
            }
            assertEquals(4, cut.names().size(), () -> cut.names().toString());
            try (TestDatabase old = TestDatabase.open(cut.inner("v1"), OPTIONS)) {
                assertEquals(state, old.state());
            }
            try (NextDatabase two = NextDatabase.open(cut.inner("v2"), OPTIONS)) {
                assertEquals(NextDatabase.converted(state, 2), two.content());
            }
        }
    }

    @Test
    void theSegmentThatIsStillToBeNamedIsMissedWhenItIsNotThere() {
        write();
        SimStorage cut = cutShort().get(0);
        String unnamed = "segment-000000000000002d-0000.log.tmp";
        NextDatabase with = NextDatabase.open(disk, OPTIONS);
        with.put("new", "one");
        SimStorage withCommit = disk.kill();
        with.close();
        for (SimStorage damaged : List.of(
                cut.kill().remove(unnamed),
                cut.kill().flip(unnamed, 20, 1),
                cut.kill().put(unnamed, new byte[0]),
                cut.kill().put(unnamed, withCommit.bytes("segment-000000000000002d-0000.log")),
                cut.kill().put(unnamed, cut.bytes("segment-0000000000000029-0000.log")))) {
            Map<String, String> before = hexed(damaged.files());
            assertThrows(CorruptException.class, () -> NextDatabase.open(damaged, OPTIONS));
            assertThrows(SchemaVersionException.class, () -> TestDatabase.open(damaged, OPTIONS));
            assertEquals(before, hexed(damaged.files()));
            assertFalse(Verify.verify(damaged, NextDatabase.TWO, OpenProgress.NONE)
                    .findings()
                    .isEmpty());
        }
    }

    @Test
    void theOldVersionIsNotTakenForTheDataWhenTheNewSnapshotIsDamaged() {
        write();
        String snapshot = "snapshot-000000000000002c.snap";
        for (SimStorage cut : cutShort()) {
            int length = cut.bytes(snapshot).length;
            for (int at : new int[] {0, 40, 100, length / 2, length - 1}) {
                SimStorage damaged = cut.kill().flip(snapshot, at, 1);
                Map<String, String> before = hexed(damaged.files());
                assertThrows(CorruptException.class, () -> NextDatabase.open(damaged, OPTIONS));
                assertThrows(
                        CorruptException.class,
                        () -> NextDatabase.check(damaged.kill(), NextDatabase.TO_THREE, OPTIONS.readOnly(true)));
                assertThrows(DatabaseException.class, () -> TestDatabase.open(damaged, OPTIONS));
                assertEquals(before, hexed(damaged.files()));
            }
        }
    }

    @Test
    void whenTheNewVersionIsDamagedBeforeTheOldFilesAreAsideSalvageTellsHowToGoBack() {
        State state = write();
        Map<String, String> old = files();
        String snapshot = "snapshot-000000000000002c.snap";
        for (SimStorage cut : cutShort()) {
            int length = cut.bytes(snapshot).length;
            for (int at : List.of(20, length / 2, length - 5)) {
                SimStorage damaged = cut.kill().flip(snapshot, at, 1);
                Map<String, String> before = hexed(damaged.files());
                assertThrows(CorruptException.class, () -> NextDatabase.open(damaged, OPTIONS));
                OccupiedException thrown = assertThrows(
                        OccupiedException.class, () -> Salvage.salvage(damaged, new SimStorage(), NextDatabase.TWO));
                assertEquals(before, hexed(damaged.files()));
                assertTrue(thrown.getMessage().contains(snapshot), thrown.getMessage());
                old.keySet().forEach(name -> assertTrue(thrown.getMessage().contains(name), thrown.getMessage()));
                SimStorage back = new SimStorage();
                damaged.files().forEach((name, bytes) -> {
                    if (name.startsWith("v1.tmp/")) {
                        back.put(name.substring("v1.tmp/".length()), bytes);
                    } else if (old.containsKey(name)) {
                        back.put(name, bytes);
                    } else if (!name.endsWith(".tmp")) {
                        assertTrue(
                                thrown.getMessage().contains("move " + name)
                                        || thrown.getMessage().contains(", " + name),
                                thrown.getMessage());
                    }
                });
                assertEquals(old, hexed(back.files()));
                try (NextDatabase next = NextDatabase.open(back.kill(), OPTIONS)) {
                    assertEquals(NextDatabase.converted(state, 2), next.content());
                }
            }
        }
    }

    @Test
    void damageToOlderDataIsNotTakenForAMigrationThatWasCutShort() {
        write();
        String snapshot = "snapshot-0000000000000028.snap";
        String segment = "segment-0000000000000029-0000.log";
        for (SimStorage damaged : List.of(
                disk.kill().flip(segment, 20, 1),
                disk.kill().flip(snapshot, 20, 1),
                disk.kill().flip(segment, 20, 1).put("snapshot-0000000000000027.snap", disk.bytes(snapshot)))) {
            assertThrows(
                    SchemaVersionException.class, () -> Salvage.salvage(damaged, new SimStorage(), NextDatabase.TWO));
        }
    }

    @Test
    void whenTheNewVersionIsDamagedAfterwardsWhatIsLeftOfItIsSalvaged() {
        write();
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            next.put("new", "one");
        }
        SimStorage target = new SimStorage();
        disk.flip("snapshot-000000000000002c.snap", 20, 1);
        assertEquals(1, Salvage.salvage(disk, target, NextDatabase.TWO).commits());
        try (NextDatabase next = NextDatabase.open(target, OPTIONS)) {
            assertEquals(Map.of("new", "one"), next.content().entries());
        }
    }

    @Test
    void olderDataIsVerifiedByItsOwnVersionOnly() {
        write();
        VerifyReport report = Verify.verify(disk, NextDatabase.TWO, OpenProgress.NONE);
        report.findings()
                .forEach(finding -> assertTrue(
                        finding.problem().contains("Verify it with what is generated for version 1"),
                        finding.toString()));
        assertEquals(2, report.findings().size());
        String message = assertThrows(
                        SchemaVersionException.class, () -> Salvage.salvage(disk, new SimStorage(), NextDatabase.TWO))
                .getMessage();
        assertTrue(message.contains("program of version 1"), message);
        assertEquals(
                List.of(),
                Verify.verify(disk, TestDatabase.SCHEMA, OpenProgress.NONE).findings());
    }

    // ---- Damage to what was migrated

    @Test
    void whateverIsDamagedAfterwardsTheMigrationIsNotBegunAnewNorAreVersionsMixed() {
        write();
        Content migrated;
        try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
            next.put("new", "one");
            migrated = next.content();
        }
        // With the old files beside, as a crash leaves them, and set aside, as they are else.
        SimStorage set = disk.kill();
        SimStorage beside = disk.kill();
        disk.inner("v1").files().forEach(beside::put);
        disk.inner("v1").files().keySet().forEach(name -> beside.remove("v1/" + name));
        beside.remove("v1");
        int opens = 0;
        int refused = 0;
        for (SimStorage store : List.of(set, beside)) {
            for (String name : List.of("snapshot-000000000000002c.snap", "segment-000000000000002d-0000.log")) {
                int length = store.bytes(name).length;
                for (int at = 0; at < length; at += at < 60 ? 1 : 67) {
                    SimStorage damaged = store.kill().flip(name, at, 1 << at % 8);
                    opens++;
                    refused += isRefused(damaged, migrated) ? 1 : 0;
                    SimStorage cut = store.kill();
                    cut.put(name, Arrays.copyOf(cut.bytes(name), at));
                    opens++;
                    refused += isRefused(cut, migrated) ? 1 : 0;
                }
                opens++;
                assertTrue(isRefused(store.kill().remove(name), migrated), name + " is missing");
                refused++;
            }
        }
        System.out.println("Damage after a migration: " + opens + " opens, " + refused + " refused");
        assertTrue(opens > 500 && refused > opens / 2, refused + " of " + opens);
    }

    /** Opens a damaged store by both programs: whoever does not refuse it has what was migrated, or a prefix. */
    private static boolean isRefused(SimStorage damaged, Content migrated) {
        Map<String, String> before = hexed(damaged.files());
        assertThrows(DatabaseException.class, () -> TestDatabase.open(damaged, OPTIONS), "the old program opens it");
        assertEquals(before, hexed(damaged.files()));
        try (NextDatabase next = NextDatabase.open(damaged.kill(), OPTIONS)) {
            Map<String, String> without = new TreeMap<>(migrated.entries());
            without.remove("new");
            Content prefix = new Content(without, migrated.ordered(), migrated.last(), migrated.lists());
            assertTrue(List.of(migrated, prefix).contains(next.content()), "a mix");
            assertTrue(next.database().recoveryReport().migration().isEmpty(), "it was migrated again");
            return false;
        } catch (CorruptException | FormatVersionException e) {
            return true;
        }
    }
}
