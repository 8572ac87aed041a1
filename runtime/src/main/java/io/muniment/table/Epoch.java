package io.muniment.table;

import java.util.List;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What a table holds from one clear to the next. */
final class Epoch<K> {

    /** From key to the value itself, or to a {@link Cell}. Changed under the gate only. */
    final ConcurrentMap<K, Object> map;

    /** The indexes of {@link #map}. */
    final List<IndexMap<K>> indexes;

    /** The commit that cleared what was before; 0 for none. */
    final long since;

    /** The cells in {@link #map}. Guarded by the gate. */
    int cells;

    /** What was before, as long as a reader may see it. Written under the gate. */
    volatile @Nullable Epoch<K> older;

    Epoch(ConcurrentMap<K, Object> map, List<IndexMap<K>> indexes, long since, @Nullable Epoch<K> older) {
        this.map = map;
        this.indexes = indexes;
        this.since = since;
        this.older = older;
    }
}
