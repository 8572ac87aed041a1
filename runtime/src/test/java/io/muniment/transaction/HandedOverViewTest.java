package io.muniment.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.fixture.Threads;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A moment that one view hands over to the next, while others ask what is still seen. */
class HandedOverViewTest {

    private static final int QUESTIONS = 300_000;

    @Test
    void momentIsHeldAllTheTime() throws Exception {
        Views views = new Views();
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean isOver = new AtomicBoolean();
        Thread holder = threadOfTheLastSlot(() -> {
            View open = new View(null, views);
            views.add(open);
            open.pinAt(5);
            begun.countDown();
            while (!isOver.get()) {
                View next = new View(null, views);
                views.add(next);
                next.pinAt(open.sequence());
                views.copied();
                views.remove(open);
                open = next;
            }
            views.remove(open);
        });
        holder.start();
        begun.await();
        Threads threads = new Threads();
        threads.untilDone(() -> {
            try {
                for (int n = 0; n < QUESTIONS; n++) {
                    // Less while a copy does not know its sequence yet.
                    assertTrue(views.floor(10) <= 5);
                    assertTrue(views.pins(10).floor() <= 5);
                    assertFalse(views.isEmpty());
                }
            } finally {
                isOver.set(true);
            }
        });
        threads.join();
        holder.join();
        assertEquals(0, views.count());
    }

    /** The slot behind its own is the first of all: a copy stands before what it is a copy of. */
    private static Thread threadOfTheLastSlot(Runnable work) {
        Thread thread = new Thread(work);
        while (thread.getId() % Views.SLOTS != Views.SLOTS - 1) {
            thread = new Thread(work);
        }
        return thread;
    }
}
