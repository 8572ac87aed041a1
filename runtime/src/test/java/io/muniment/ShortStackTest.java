package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.muniment.error.FailedException;
import io.muniment.fixture.SimStorage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Commits by a thread that has hardly any stack left. */
class ShortStackTest {

    private long made;

    @Test
    void commitsAtEachDepthOfTheStackNeitherHangNorGetLost() {
        for (int i = 0; i < 2; i++) {
            SimStorage disk = new SimStorage();
            SampleDb db = SampleDb.open(disk, Options.defaults().automaticSnapshots(false));
            made = 0;
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                dive(db);
                try {
                    db.counts().put("after", 1L);
                } catch (FailedException e) {
                    // The error may have come between log and memory.
                }
                db.close();
            });
            try (SampleDb again = SampleDb.open(disk, Options.defaults())) {
                assertEquals(made, Math.min(made, again.counts().getOrDefault("made", 0L)));
            }
        }
    }

    @SuppressWarnings("InfiniteRecursion") // until there is no more stack, which is the point
    private void dive(SampleDb db) {
        try {
            dive(db);
        } catch (StackOverflowError e) {
            // On the way up each frame tries, with a little more of the stack.
        }
        try {
            if (made < 300) {
                db.counts().put("made", made + 1);
                made++;
            }
        } catch (StackOverflowError | RuntimeException e) {
            // A little further up.
        }
    }
}
