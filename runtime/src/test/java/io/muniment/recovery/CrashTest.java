package io.muniment.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.CorruptException;
import io.muniment.error.StorageException;
import io.muniment.fixture.Scribe;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import io.muniment.fixture.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A store is cut from power at every step of its life and of its recovery, and comes back each time. */
class CrashTest {

    private long crashes;

    /** A disk as it was before one of its operations, and what had been promised then. */
    private record Moment(SimStorage disk, long synced, long written) {}

    /** What a session has promised so far. */
    private static final class Session {

        private long synced;
        private long written;

        private void run(SimStorage disk) throws IOException {
            Scribe scribe = Scribe.begin(disk);
            step(scribe, 3, true);
            scribe.rotate();
            step(scribe, 2, false);
            scribe.sync();
            synced = scribe.last();
            step(scribe, 2, true);
            scribe.snapshot();
            step(scribe, 3, true);
            scribe.snapshot();
            step(scribe, 2, false);
            scribe.end();
            synced = scribe.last();
        }

        private void step(Scribe scribe, int commits, boolean sync) throws IOException {
            for (int i = 0; i < commits; i++) {
                scribe.commits(1);
                written = scribe.last();
                if (sync) {
                    scribe.sync();
                    synced = scribe.last();
                }
            }
        }
    }

    @Test
    void powerCutAtEveryStep() throws IOException {
        Scribe reference = reference();
        for (Moment moment : moments()) {
            for (long seed = 0; seed < 8; seed++) {
                SimStorage after = moment.disk.powerCut(seed);
                long last = check(reference, after, moment.synced, "seed " + seed);
                assertTrue(last >= moment.synced);
            }
            check(reference, moment.disk.losingAllUnsynced(), moment.synced, "all unsynced lost");
            check(reference, moment.disk.kill(), moment.written, "killed");
        }
        report(500);
    }

    @Test
    void powerCutAtEveryStepOfARecovery() throws IOException {
        Scribe reference = reference();
        Random random = new Random(7);
        for (Moment moment : moments()) {
            SimStorage first = random.nextBoolean() ? moment.disk.kill() : moment.disk.powerCut(random.nextLong());
            boolean killed = first.openFiles() == 0;
            assertTrue(killed);
            List<SimStorage> during = new ArrayList<>();
            first.before((at, operation, name) -> during.add(at.kill()));
            Tables tables = new Tables();
            long last = Recovery.open(first, Scribe.SCHEMA, tables, OpenProgress.NONE)
                    .lastSequence();
            assertEquals(reference.stateAt(last), tables.state());
            for (SimStorage step : during) {
                check(reference, step.kill(), last, "killed in recovery");
                check(reference, step.powerCut(random.nextLong()), moment.synced, "power cut in recovery");
            }
            check(reference, first.losingAllUnsynced(), last, "power cut after recovery");
        }
        report(1_000);
    }

    @Test
    void everyOperationOfARecoveryFailsOnce() throws IOException {
        Scribe reference = reference();
        for (Moment moment : moments()) {
            for (Fault fault : List.of(Fault.IO_ERROR, Fault.NO_SPACE, Fault.SHORT_WRITE, Fault.SHORT_WRITE_NO_SPACE)) {
                boolean failed = true;
                for (long n = 1; failed; n++) {
                    SimStorage disk = moment.disk.kill().failAt(n, fault);
                    Tables tables = new Tables();
                    long last = -1;
                    try {
                        last = Recovery.open(disk, Scribe.SCHEMA, tables, OpenProgress.NONE)
                                .lastSequence();
                        assertEquals(reference.stateAt(last), tables.state());
                    } catch (StorageException e) {
                        assertTrue(disk.faults() > 0, "a refusal without a cause");
                    }
                    failed = disk.faults() > 0;
                    disk.heal();
                    check(reference, disk.kill(), Math.max(last, moment.written), fault + " at operation " + n);
                    check(reference, disk.losingAllUnsynced(), Math.max(last, moment.synced), fault + " and power cut");
                }
            }
        }
        report(1_000);
    }

    @Test
    void commitsAfterACutSurviveTheNextOpens() throws IOException {
        SimStorage disk = new SimStorage();
        Scribe scribe = Scribe.begin(disk).commits(5);
        byte[] whole = disk.bytes("segment-0000000000000001-0000.log");
        for (int cut = (int) scribe.segment().tail() - 1; cut > scribe.segment().tail() - 150; cut--) {
            SimStorage torn = new SimStorage().put("segment-0000000000000001-0000.log", whole);
            Scribe again = Scribe.begin(new SimStorage()).commits(5);
            torn.put("segment-0000000000000001-0000.log", Arrays.copyOf(whole, cut));
            Recovered recovered = Recovery.open(torn, Scribe.SCHEMA, new Tables(), OpenProgress.NONE);
            long last = recovered.lastSequence();
            again.goOn(torn, recovered).commits(2).end();
            assertEquals(last + 2, check(again, torn.losingAllUnsynced(), last + 2, "cut at " + cut));
            assertEquals(last + 2, check(again, torn.losingAllUnsynced(), last + 2, "cut at " + cut));
        }
    }

    private static Scribe reference() throws IOException {
        SimStorage disk = new SimStorage();
        return Scribe.begin(disk).commits(12);
    }

    private static List<Moment> moments() throws IOException {
        SimStorage disk = new SimStorage();
        Session session = new Session();
        List<Moment> moments = new ArrayList<>();
        disk.before((at, operation, name) -> moments.add(new Moment(at.kill(), session.synced, session.written)));
        session.run(disk);
        disk.before(null);
        moments.add(new Moment(disk.kill(), session.synced, session.written));
        return moments;
    }

    /** Opens the store, and again what that has left: the same state, with all that was promised. */
    private long check(Scribe reference, SimStorage disk, long promised, String where) {
        crashes++;
        try {
            Tables tables = new Tables();
            Recovered recovered = Recovery.open(disk, Scribe.SCHEMA, tables, OpenProgress.NONE);
            long last = recovered.lastSequence();
            assertEquals(reference.stateAt(last), tables.state(), where);
            assertTrue(last >= promised, where + ": " + last + " where " + promised + " was promised");
            Tables again = new Tables();
            Recovered second = Recovery.open(disk.losingAllUnsynced(), Scribe.SCHEMA, again, OpenProgress.NONE);
            assertEquals(last, second.lastSequence(), where + ", second open");
            assertEquals(tables.state(), again.state(), where + ", second open");
            return last;
        } catch (CorruptException e) {
            throw new AssertionError(where + ": promised " + promised + ", " + disk.names(), e);
        }
    }

    private void report(long atLeast) {
        System.out.println(crashes + " crashes");
        assertTrue(crashes >= atLeast, crashes + " crashes");
    }
}
