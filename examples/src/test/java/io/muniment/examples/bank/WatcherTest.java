package io.muniment.examples.bank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.Listening;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WatcherTest {

    @TempDir
    Path directory;

    @Test
    @SuppressWarnings("try") // it listens until the end
    void whoseAccountBecomesEmptyIsTold() throws Exception {
        BlockingQueue<String> alarms = new LinkedBlockingQueue<>();
        try (BankDb db = BankDb.inMemory();
                Listening watching = Watcher.watch(db, alarms::add)) {
            Teller teller = new Teller(db);
            teller.deposit("ada", 10);
            teller.transfer("ada", "ben", 10);
            assertEquals("ada", alarms.take());
        }
        assertEquals(List.of(), List.copyOf(alarms));
    }

    @Test
    void aCopyFollowsTheDatabase() throws Exception {
        Watcher.Copy copy;
        long last;
        try (BankDb db = BankDb.open(directory.resolve("bank"))) {
            Teller teller = new Teller(db);
            teller.deposit("ada", 10);
            copy = Watcher.Copy.of(db);
            teller.transfer("ada", "ben", 4);
            teller.deposit("cleo", 7);
            teller.close("cleo");
            last = db.stats().sequence();
        }
        assertEquals(last, copy.end.join());
        assertEquals(Map.of("ada", 6L, "ben", 4L), copy.balances);
    }
}
