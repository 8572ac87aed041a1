package io.muniment.examples.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.examples.Run;
import io.muniment.examples.bank.Bank.Account;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TellerTest {

    private final BankDb db = BankDb.inMemory();
    private final Teller teller = new Teller(db);

    @TempDir
    private Path directory;

    @Test
    void programMovesMoney() {
        Run run = Run.ofMain(() -> {
            try {
                Teller.main(directory.resolve("bank").toString());
            } catch (Teller.Overdrawn e) {
                throw new AssertionError(e);
            }
        });

        assertEquals(List.of("In all accounts: 100", "Transfers: 1"), run.out());
    }

    @Test
    void aTransferThatThrowsMovesNothing() {
        teller.deposit("ada", 10);

        assertThrows(Teller.Overdrawn.class, () -> teller.transfer("ada", "ben", 11));
        assertEquals(new Account(10), db.accounts().get("ada"));
        assertNull(db.accounts().get("ben"));
        assertEquals(0, db.transfers().size());
    }

    @Test
    void noMoneyIsMadeOrLostByManyAtOnce() throws Exception {
        for (int i = 0; i < 8; i++) {
            teller.deposit("owner " + i, 1000);
        }
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 1000; i++) {
                    try {
                        teller.transfer("owner " + (i + thread) % 8, "owner " + (i * 3 + thread) % 8, i % 20);
                    } catch (Teller.Overdrawn e) {
                        // As it should be, now and then.
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            assertEquals(8000, teller.total());
        }
        assertEquals(8000, teller.total());
        assertEquals(db.transfers().size(), db.transfers().lastEntry().getKey());
    }

    @Test
    void closingTakesTheAccountAndItsTransfers() throws Exception {
        teller.deposit("ada", 10);
        teller.transfer("ada", "ben", 4);

        teller.close("ada");

        assertNull(db.accounts().get("ada"));
        assertEquals(0, db.transfers().size());
    }

    @Test
    void confirmingWhatHasChangedIsRefused() {
        teller.deposit("ada", 10);

        assertFalse(teller.confirm("ada", 9));
        assertTrue(teller.confirm("ada", 10));
        assertEquals(new Account(0), db.accounts().get("ada"));
    }

    @Test
    void allArePaid() {
        teller.deposit("ada", 10);

        teller.pay(Map.of("ada", 5L, "ben", 7L));

        assertEquals(new Account(15), db.accounts().get("ada"));
        assertEquals(new Account(7), db.accounts().get("ben"));
    }

    @Test
    void theYearEndsForAll() throws Exception {
        teller.deposit("ada", 100);
        teller.transfer("ada", "ben", 50);

        teller.addInterest(10);

        assertEquals(110, teller.total());
        assertEquals("1: Transfer[from=ada, to=ben, cents=50]\ntotal 2", teller.statement());
    }

    @Test
    void transfersAreNumberedAnewWithoutGaps() throws Exception {
        teller.deposit("ada", 100);
        teller.transfer("ada", "ben", 50);
        teller.transfer("ben", "ada", 20);
        teller.transfer("ada", "cyd", 10);
        teller.close("ben");

        teller.renumber();

        assertEquals(
                "1: Transfer[from=ada, to=ben, cents=50]\n2: Transfer[from=ada, to=cyd, cents=10]\ntotal 2",
                teller.statement());
    }
}
