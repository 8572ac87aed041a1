package io.muniment.table;

import io.muniment.schema.TableDescription;
import io.muniment.snapshot.TableContent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentMap;

/** What a table's entries are at one sequence, for whoever writes them to a snapshot. */
final class ViewContent<K, V> implements TableContent<K, V> {

    private final TableDescription<K, V> table;
    private final VersionedMap<K, V> versions;
    private final long sequence;
    private final ConcurrentMap<K, Object> map;
    private final long changed;

    /** The view of {@code sequence} is open, and stays so. */
    ViewContent(TableDescription<K, V> table, VersionedMap<K, V> versions, long sequence) {
        this.table = table;
        this.versions = versions;
        this.sequence = sequence;
        this.map = versions.mapAt(sequence);
        // A change after the view is in the log after the snapshot, and counts when that is replayed.
        this.changed = Math.min(versions.lastChanged(), sequence);
    }

    @Override
    public TableDescription<K, V> table() {
        return table;
    }

    @Override
    public long changedSequence() {
        return changed;
    }

    @Override
    public List<Part<K, V>> parts(int wanted) {
        int most = map instanceof java.util.concurrent.ConcurrentHashMap ? wanted : 1;
        List<Part<K, V>> parts = new ArrayList<>();
        for (Spliterator<Map.Entry<K, Object>> split : split(map.entrySet().spliterator(), most)) {
            parts.add(entry -> split.forEachRemaining(raw -> {
                V value = versions.resolve(raw.getValue(), sequence);
                if (value != null) {
                    entry.accept(raw.getKey(), value);
                }
            }));
        }
        return parts;
    }

    /** The halves, and their halves, until there are enough or they are too small. */
    static <T> List<Spliterator<T>> split(Spliterator<T> whole, int wanted) {
        Deque<Spliterator<T>> splits = new ArrayDeque<>();
        splits.add(whole);
        for (int tried = 0; splits.size() < wanted && tried < wanted; tried++) {
            Spliterator<T> second = splits.removeFirst();
            Spliterator<T> first = second.trySplit();
            if (first != null) {
                splits.addLast(first);
            }
            splits.addLast(second);
        }
        return List.copyOf(splits);
    }
}
