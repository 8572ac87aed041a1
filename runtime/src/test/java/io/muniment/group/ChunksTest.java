package io.muniment.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Chunks beside a plain list. */
class ChunksTest {

    @RepeatedTest(10)
    void doTheSameAsAPlainList() {
        long seed = new Random().nextLong();
        Random dice = new Random(seed);
        String says = "seed " + seed;
        List<Integer> model = new ArrayList<>();
        Chunks<Integer> chunks = Chunks.empty();
        List<Chunks<Integer>> old = new ArrayList<>();
        List<List<Integer>> oldModels = new ArrayList<>();
        for (int step = 0; step < 10_000; step++) {
            int choice = dice.nextInt(100);
            boolean grows = step / 2_500 % 2 == 0;
            if (choice < (grows ? 30 : 10)) {
                model.add(step);
                chunks = chunks.insert(chunks.size(), step);
            } else if (choice < (grows ? 60 : 25)) {
                int at = dice.nextInt(model.size() + 1);
                model.add(at, step);
                chunks = chunks.insert(at, step);
            } else if (choice < 97 && !model.isEmpty()) {
                int at = dice.nextInt(model.size());
                if (choice < 75) {
                    model.set(at, step);
                    chunks = chunks.set(at, step);
                } else {
                    model.remove(at);
                    chunks = chunks.remove(at);
                }
            } else if (dice.nextInt(8) == 0) {
                int count = dice.nextInt(Math.min(model.size(), 70) + 1);
                model.subList(0, count).clear();
                chunks = chunks.dropFirst(count);
            }
            assertEquals(model.size(), chunks.size(), says);
            if (step % 500 == 0) {
                same(model, chunks, says);
                old.add(chunks);
                oldModels.add(List.copyOf(model));
            }
        }
        for (int i = 0; i < old.size(); i++) {
            same(oldModels.get(i), old.get(i), says + ", as it was");
        }
        while (chunks.size() > 0) {
            chunks = chunks.remove(dice.nextInt(chunks.size()));
        }
        assertSame(Chunks.empty(), chunks);
    }

    @Test
    void ofAnySizeTheyHoldWhatTheyWereMadeOf() {
        for (int size : new int[] {0, 1, 31, 32, 33, 1_023, 1_024, 1_025, 40_000}) {
            List<Integer> items = IntStream.range(0, size).boxed().toList();
            Chunks<Integer> chunks = Chunks.of(items);
            same(items, chunks, "size " + size);
            for (int dropped : new int[] {0, size / 3, size / 2, Math.max(0, size - 1), size}) {
                same(items.subList(dropped, size), chunks.dropFirst(dropped), size + " without " + dropped);
            }
        }
    }

    @Test
    void runsAreRemovedFromAnywhere() {
        for (boolean isGrown : new boolean[] {false, true}) {
            for (int at : new int[] {0, 1, 500, 1_023, 1_024, 2_048, 2_500}) {
                List<Integer> model =
                        new ArrayList<>(IntStream.range(0, 4_096).boxed().toList());
                Chunks<Integer> chunks = isGrown ? grownAtTheBeginning(model) : Chunks.of(model);
                while (model.size() > at) {
                    model.remove(at);
                    chunks = chunks.remove(at);
                    for (int index : new int[] {0, at - 1, at, at + 1, model.size() - 1}) {
                        if (index >= 0 && index < model.size()) {
                            assertEquals(model.get(index), chunks.get(index), "at " + index);
                        }
                    }
                }
                same(model, chunks, "what is left");
            }
        }
    }

    /** Its nodes are half full. */
    private static Chunks<Integer> grownAtTheBeginning(List<Integer> items) {
        Chunks<Integer> chunks = Chunks.empty();
        for (int i = items.size() - 1; i >= 0; i--) {
            chunks = chunks.insert(0, items.get(i));
        }
        return chunks;
    }

    @Test
    void whatIsAddedAtTheEndFillsItsLeaves() {
        Chunks<Integer> chunks = Chunks.empty();
        for (int i = 0; i < 100_000; i++) {
            chunks = chunks.insert(i, i);
        }
        same(IntStream.range(0, 100_000).boxed().toList(), chunks, "grown");
    }

    private static void same(List<Integer> model, Chunks<Integer> chunks, String says) {
        assertEquals(model.size(), chunks.size(), says);
        for (int from : new int[] {0, model.size() / 2, model.size()}) {
            List<Integer> found = new ArrayList<>();
            for (Iterator<Integer> rest = chunks.iterator(from); rest.hasNext(); ) {
                found.add(rest.next());
            }
            assertEquals(model.subList(from, model.size()), found, says);
        }
        for (int i = 0; i < model.size(); i += 1 + model.size() / 100) {
            assertEquals(model.get(i), chunks.get(i), says);
        }
    }
}
