package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.NextDatabase.Content;
import io.muniment.error.AccessException;
import io.muniment.error.DiskFullException;
import io.muniment.error.SchemaVersionException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import io.muniment.fixture.Workload;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation of the disk fails once during a migration, or all from one on, in each way that it can. */
@Timeout(600)
final class MigrationFaultTest {

    private static final int COMMITS = 30;
    private static final Options OPTIONS = TestDatabase.options().keptSnapshots(2);

    private final Workload workload = new Workload(11);
    private final Content expected = NextDatabase.converted(workload.state(COMMITS), 2);

    private int lives;
    private int old;
    private int migrated;
    private int withLeftovers;

    /** Version 1 as it is when the migration begins: two snapshots, some segments, closed or not. */
    private SimStorage source(boolean isClosed) {
        SimStorage disk = new SimStorage();
        TestDatabase database = TestDatabase.open(disk, OPTIONS);
        SimStorage killed;
        try (database) {
            for (int n = 1; n <= COMMITS; n++) {
                database.apply(n, workload.step(n));
                if (n % 10 == 0 && n < COMMITS) {
                    database.database().snapshot();
                }
            }
            killed = disk.kill();
        }
        return isClosed ? disk : killed;
    }

    @ParameterizedTest
    @EnumSource
    void whateverFailsTheOldVersionIsWholeOrTheNewOneIs(Fault fault) {
        for (boolean isClosed : new boolean[] {true, false}) {
            SimStorage source = source(isClosed);
            for (boolean lasts : new boolean[] {false, true}) {
                long n = 1;
                while (failsAt(n, fault, lasts, source.kill())) {
                    n++;
                }
                assertTrue(n > 3, "there was hardly anything to fail");
            }
        }
        System.out.println("Faults in migrations: " + lives + " lives with " + fault + ", " + old
                + " left the old version, " + migrated + " the new one, " + withLeftovers + " temporary files");
        assertTrue(old > 0, "none has failed before the new version took its place");
    }

    /** Lets the n-th operation fail; returns whether there were so many. */
    private boolean failsAt(long n, Fault fault, boolean lasts, SimStorage disk) {
        Map<String, Integer> before = contents(disk);
        if (lasts) {
            disk.failFrom(n, fault);
        } else {
            disk.failAt(n, fault);
        }
        try {
            boolean isOpen = false;
            try (NextDatabase next = NextDatabase.open(disk, OPTIONS)) {
                isOpen = true;
                disk.heal();
                assertEquals(expected, next.content());
            } catch (DiskFullException e) {
                assertTrue(fault == Fault.NO_SPACE || fault == Fault.SHORT_WRITE_NO_SPACE, e::toString);
            } catch (AccessException e) {
                assertTrue(fault == Fault.IO_ERROR || fault == Fault.SHORT_WRITE, e::toString);
            } catch (InternalError e) {
                assertTrue(fault == Fault.ERROR, e::toString);
            }
            disk.heal();
            assertEquals(0, disk.openFiles(), "files are left open");
            if (disk.faults() == 0) {
                assertTrue(isOpen);
                return false;
            }
            lives++;
            look(disk, before, isOpen, fault);
            return true;
        } catch (Throwable e) {
            throw new AssertionError(
                    fault + (lasts ? " from" : " at") + " operation " + n + ", files "
                            + disk.files().keySet() + ": " + e.getMessage(),
                    e);
        }
    }

    private void look(SimStorage disk, Map<String, Integer> before, boolean isOpen, Fault fault) {
        boolean isOld = isOld(disk.kill());
        assertTrue(!isOld || !isOpen, "the old program opens what was migrated");
        if (isOld) {
            old++;
            Map<String, Integer> now = contents(disk);
            boolean hasLeftovers = now.keySet().removeIf(name -> name.endsWith(".tmp"))
                    || disk.names().contains("v1.tmp");
            assertEquals(before, now, "the old files are other ones");
            withLeftovers += hasLeftovers ? 1 : 0;
            // The step that decides is not taken back, whatever it says.
            boolean isPrepared = disk.names().contains("snapshot-000000000000001f.snap.tmp");
            boolean isBroken = fault == Fault.IO_ERROR || fault == Fault.ERROR;
            assertTrue(
                    isBroken || isPrepared || !hasLeftovers, "temporary files are left though they could be deleted");
            SimStorage opened = disk.kill();
            TestDatabase.open(opened, OPTIONS).close();
            assertTrue(
                    opened.names().stream().noneMatch(name -> name.endsWith(".tmp")),
                    "the old program leaves temporary files");
        } else {
            migrated++;
        }
        for (SimStorage found : new SimStorage[] {disk.kill(), disk.powerCut(lives), disk.losingAllUnsynced()}) {
            boolean wasOld = isOld(found.kill());
            try (NextDatabase next = NextDatabase.open(found, OPTIONS)) {
                assertEquals(expected, next.content());
                assertEquals(
                        wasOld, next.database().recoveryReport().migration().isPresent());
            }
            assertTrue(found.names().stream().noneMatch(name -> name.endsWith(".tmp")), "temporary files are left");
            assertTrue(isOld(found.inner("v1")), "what was set aside is not whole");
        }
    }

    /** Whether the old program opens it, and finds what was written; it refuses newer data and nothing else. */
    private boolean isOld(SimStorage disk) {
        try (TestDatabase database = TestDatabase.open(disk, OPTIONS)) {
            assertEquals(workload.state(COMMITS), database.state());
            return true;
        } catch (SchemaVersionException e) {
            assertTrue(e.found() > e.expected(), e::toString);
            return false;
        }
    }

    private static Map<String, Integer> contents(SimStorage disk) {
        Map<String, Integer> contents = new TreeMap<>();
        disk.files().forEach((name, bytes) -> contents.put(name, Arrays.hashCode(bytes)));
        return contents;
    }
}
