package io.muniment.transaction;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.fixture.Threads;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** More threads inside of a transaction than there are places at hand. */
class InsideTest {

    private static final int THREADS = 50;

    private static final int ROUNDS = 20;

    @Test
    void eachThreadIsInsideOnceAndOnlyUntilItLeaves() throws Exception {
        Inside inside = new Inside();
        CyclicBarrier together = new CyclicBarrier(THREADS);
        Threads threads = new Threads();
        for (int i = 0; i < THREADS; i++) {
            threads.untilDone(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    assertDoesNotThrow(inside::checkOutside);
                    inside.enter();
                    together.await();
                    assertThrows(IllegalStateException.class, inside::enter);
                    assertThrows(IllegalStateException.class, inside::checkOutside);
                    together.await();
                    inside.leave(Thread.currentThread());
                }
                assertDoesNotThrow(inside::checkOutside);
            });
        }
        threads.join();
    }

    @Test
    void anotherThreadMayEndTheStayOfOneThatIsGone() throws Exception {
        Inside inside = new Inside();
        Thread gone = new Thread(inside::enter);
        gone.start();
        gone.join();
        inside.leave(gone);
        inside.leave(gone);
        assertDoesNotThrow(inside::checkOutside);
    }
}
