package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.fixture.MemoryTables;
import io.muniment.log.Acknowledged;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A transaction that is ended by another thread, while its own begins the next one. */
class EndedByAnotherTest {

    private static final int ROUNDS = 20_000;

    private final MemoryTables tables = new MemoryTables();
    private final Transactions transactions =
            new Transactions(tables.gate(), Map.of(), Acknowledged.QUEUED, 1 << 20, 8);

    private TransactionHandle begin() {
        return transactions.begin(each -> each, Acknowledged.QUEUED);
    }

    private TransactionHandle beginWhenEnded() {
        while (true) {
            try {
                return begin();
            } catch (IllegalStateException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void theThreadIsInsideOfTheNextOne() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                TransactionHandle first = begin();
                CountDownLatch ready = new CountDownLatch(1);
                Future<?> ended = other.submit(() -> {
                    ready.countDown();
                    first.end();
                });
                ready.await();
                TransactionHandle next = beginWhenEnded();
                ended.get();
                assertThrows(IllegalStateException.class, this::begin, "round " + round);
                next.end();
            }
        } finally {
            other.shutdown();
        }
    }
}
