package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueOutput;
import io.muniment.fixture.MemoryTables;
import io.muniment.log.Acknowledged;
import io.muniment.log.Record;
import io.muniment.table.Write.When;
import io.muniment.transaction.Commit;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Commits that become visible late, in batches, or are taken back, and views that come and go, against plain
 * maps. The test stands in for the log; there is one thread.
 */
class VersionsModelTest {

    private static final int KEYS = 6;

    @TestFactory
    List<DynamicTest> randomCommitsAndViewsAgreeWithPlainMaps() {
        long first = new Random().nextLong() >>> 16;
        List<DynamicTest> tests = new ArrayList<>();
        for (long seed = first; seed < first + 400; seed++) {
            long s = seed;
            tests.add(DynamicTest.dynamicTest("seed " + seed, () -> new Run(s).run()));
        }
        return tests;
    }

    /** A pending commit, and what the table holds once it is visible. */
    private record Pending(Commit commit, Map<Integer, Integer> state) {}

    /** An open view, and what it must see. */
    private record Seen(View view, Map<Integer, Integer> state) {}

    private static final class Run {

        private final Random random;
        private final MemoryTables tables = new MemoryTables();
        private final CommitGate gate = tables.gate();
        private final VersionedMap<Integer, Integer> versions;
        private final Deque<Pending> pending = new ArrayDeque<>();
        private final List<Seen> views = new ArrayList<>();
        private Map<Integer, Integer> visible = new HashMap<>();
        private Map<Integer, Integer> newest = new HashMap<>();
        private long sequence;

        Run(long seed) {
            random = new Random(seed);
            versions = (random.nextBoolean()
                            ? tables.hash(Serializers.INT, Serializers.INT)
                            : tables.sorted(Serializers.INT, Serializers.INT))
                    .versions();
        }

        void run() {
            for (int i = 0; i < 300; i++) {
                switch (random.nextInt(14)) {
                    case 12, 13 -> puts();
                    case 0, 1, 2, 3 -> put();
                    case 4, 5 -> remove();
                    case 6 -> clear();
                    case 7, 8 -> show();
                    case 9 -> takeBack();
                    case 10 -> open();
                    default -> close();
                }
                check();
            }
            showAll();
            while (!views.isEmpty()) {
                close();
                check();
            }
            checkAtRest();
        }

        private void put() {
            link(new Write<>(
                    versions, key(), (int) ++sequence, When.ALWAYS, null, null, null, bytes(), Acknowledged.WRITTEN));
        }

        /** Some keys at once, of which one may come again. */
        private void puts() {
            List<Change<Integer, Integer>> changes = new ArrayList<>();
            Map<Integer, Integer> next = new HashMap<>(newest);
            for (int i = random.nextInt(5); i >= 0; i--) {
                Change<Integer, Integer> change = new Change<>(key(), (int) ++sequence, null, 0, 0);
                changes.add(change);
                next.put(change.key(), change.next());
            }
            link(new Puts<>(versions, false, changes, bytes(), Acknowledged.WRITTEN), next);
        }

        private void remove() {
            link(new Write<>(versions, key(), null, When.ALWAYS, null, null, null, bytes(), Acknowledged.WRITTEN));
        }

        private int key() {
            return random.nextInt(KEYS);
        }

        private void link(Write<Integer, Integer> write) {
            if (!write.decide()) {
                return;
            }
            Map<Integer, Integer> next = new HashMap<>(newest);
            assertEquals(next.get(write.key()), write.next() == null ? write.before() : next.get(write.key()));
            if (write.next() == null) {
                next.remove(write.key());
            } else {
                next.put(write.key(), write.next());
            }
            link(write, next);
        }

        private void clear() {
            Clear<Integer> clear = new Clear<>(versions, bytes(), Acknowledged.WRITTEN);
            assertEquals(!newest.isEmpty(), clear.decide());
            if (clear.decide()) {
                link(clear, new HashMap<>());
            }
        }

        private void link(Commit commit, Map<Integer, Integer> next) {
            long number = gate.visible() + pending.size() + 1;
            boolean isOne = !(commit instanceof Puts<?, ?> puts) || puts.mayOverwrite();
            boolean alone = isOne && views.isEmpty() && pending.isEmpty() && random.nextBoolean();
            linkAs(commit, number, alone);
            commit.number(number);
            newest = next;
            if (alone) {
                commit.acknowledge();
                // The gate makes it visible itself; here a record that is no commit of a table does.
                Record mark = new Record(Acknowledged.WRITTEN);
                mark.number(number);
                gate.written(List.of(mark));
                visible = next;
            } else {
                pending.add(new Pending(commit, next));
            }
        }

        private static void linkAs(Commit commit, long number, boolean alone) {
            if (commit instanceof Write<?, ?> write) {
                write.link(number, alone);
            } else if (commit instanceof Puts<?, ?> puts) {
                puts.link(number, alone);
            } else {
                ((Clear<?>) commit).link(number, alone);
            }
        }

        private void show() {
            int count = random.nextInt(pending.size() + 1);
            show(count);
        }

        private void showAll() {
            show(pending.size());
        }

        private void show(int count) {
            List<Record> batch = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Pending next = pending.remove();
                batch.add(next.commit());
                visible = next.state();
            }
            gate.written(batch);
        }

        private void takeBack() {
            if (pending.isEmpty()) {
                return;
            }
            List<Record> all = new ArrayList<>();
            for (Pending each : pending) {
                all.add(each.commit());
            }
            pending.clear();
            assertEquals(all, gate.takeBack(() -> all, null));
            newest = visible;
        }

        private void open() {
            views.add(new Seen(gate.pin(), visible));
        }

        private void close() {
            if (!views.isEmpty()) {
                views.remove(random.nextInt(views.size())).view().close();
            }
        }

        private void check() {
            assertEquals(visible.size(), versions.size());
            assertEquals(newest.size(), versions.newestSize());
            for (int key = 0; key < KEYS; key++) {
                assertEquals(visible.get(key), versions.get(key));
                assertEquals(newest.get(key), VersionedMap.value(versions.newest(key).value));
            }
            for (Seen seen : views) {
                assertEquals(seen.state(), content(seen.view().sequence()));
            }
        }

        private Map<Integer, Integer> content(long at) {
            Map<Integer, Integer> content = new TreeMap<>();
            Cursor<Integer, Integer> cursor = new Cursor<>(
                    versions, at, () -> versions.mapAt(at).entrySet().iterator());
            while (cursor.advance()) {
                content.put(cursor.key(), cursor.value());
            }
            return content;
        }

        private void checkAtRest() {
            assertEquals("", versions.leftOver());
        }
    }

    private static ValueOutput bytes() {
        return new ValueOutput(16);
    }
}
