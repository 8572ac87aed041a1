package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import io.muniment.fixture.Threads;
import io.muniment.table.Write.When;
import io.muniment.transaction.View;
import org.junit.jupiter.api.Test;

/** One thread commits, and commit n gives the key the value n; others look at every moment of it. */
class ViewsUnderCommitsTest {

    private static final int COMMITS = 200_000;

    private final MemoryTables tables = new MemoryTables();
    private final TableHandle<String, Long> table = tables.hash(Serializers.STRING, Serializers.LONG);

    @Test
    void viewsSeeExactlyTheMomentAtWhichTheyWereOpened() throws Exception {
        Threads threads = new Threads();
        threads.untilDone(this::commit);
        for (int i = 0; i < 8; i++) {
            threads.whileBusy(() -> {
                try (View view = table.pin()) {
                    assertEquals(view.sequence(), seenBy(view));
                    Thread.onSpinWait();
                    assertEquals(view.sequence(), seenBy(view));
                }
            });
        }
        threads.join();
        assertEquals("", table.versions().leftOver());
    }

    @Test
    void readsNeverGoBackWhileViewsKeepOldVersions() throws Exception {
        Threads threads = new Threads();
        threads.untilDone(this::commit);
        threads.whileBusy(() -> {
            try (View view = table.pin();
                    View later = table.pin()) {
                assertTrue(view.sequence() <= later.sequence());
                assertEquals(view.sequence(), seenBy(view));
                assertEquals(later.sequence(), seenBy(later));
            }
        });
        long[] last = {0};
        threads.whileBusy(() -> {
            Long value = table.get("key");
            if (value != null) {
                assertTrue(value >= last[0], "read " + value + " after " + last[0]);
                last[0] = value;
            }
        });
        threads.join();
        assertEquals("", table.versions().leftOver());
    }

    @Test
    void clearsAreSeenWholeOrNotAtAll() throws Exception {
        Threads threads = new Threads();
        threads.untilDone(() -> {
            for (int round = 0; round < 2_000; round++) {
                for (long i = 0; i < 8; i++) {
                    table.put("key" + i, i, When.ALWAYS);
                }
                table.clear();
            }
        });
        for (int i = 0; i < 8; i++) {
            threads.whileBusy(() -> {
                try (View view = table.pin()) {
                    // Each round is nine commits: after n of them there are n entries, and none after the ninth.
                    assertEquals(view.sequence() % 9, count(view));
                }
            });
        }
        threads.join();
        assertEquals("", table.versions().leftOver());
    }

    private void commit() {
        for (long i = 1; i <= COMMITS; i++) {
            table.put("key", i, When.ALWAYS);
        }
    }

    private long seenBy(View view) {
        Long value = table.versions().getAt("key", view.sequence());
        return value == null ? 0 : value;
    }

    private long count(View view) {
        TableMap<String, Long> map = new TableMap<>(table);
        long count = 0;
        for (Cursor<String, Long> at = map.cursor(view); at.advance(); ) {
            count++;
        }
        return count;
    }
}
