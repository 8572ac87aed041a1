package io.muniment.table;

import static java.util.Objects.requireNonNull;

import io.muniment.codec.Serializers;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.snapshot.Workers;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.Pins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds in memory: for each key its versions. Reads take no lock; all that changes it is called
 * under the gate.
 *
 * @param <K> the key
 * @param <V> the value
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // whoever writes holds the gate
final class VersionedMap<K, V> implements Loading<K, V> {

    /*
     * At rest a key maps to its value itself, and a read is one look-up. A change that readers must not see
     * yet, or whose predecessor a reader still sees, puts a Cell in place of the value; when the change is
     * visible and no view needs the older versions, the value takes the Cell's place again. A value taken away
     * is a version without a value until then.
     *
     * So that a read does not have to look at the value's class (a memory access that a plain map does not
     * make), `cells` tells whether there is any Cell: it is odd while there is. It is made odd before the first
     * Cell enters the map; a reader that finds it even, and the same after its look-up, has read a value. It is odd,
     * too, while the indexes are changed: a reader that finds it even, and the same after it has looked into an index
     * and the map, has read both as they fit together.
     */

    private static final int MOST_EXPECTED = 1 << 28;

    /** Room is made for no more keys on the word of a caller: a map that there is no memory for stays without. */
    private static final int MOST_CLAIMED = 1 << 20;

    private final CommitGate gate;
    private final int table;
    private final boolean sorted;

    /** Null for a table that has none. */
    private final @Nullable Indexes<K, V> indexes;

    /** Null for a table whose entries are no groups. */
    private final @Nullable GroupSerializer<V, ?> groups;

    /** Whether callers get copies of keys, and of values, and not what is kept. */
    final boolean copiesKeys;

    final boolean copiesValues;

    private volatile Epoch<K> epoch;

    /** No value of {@link #cells}. */
    private static final long NO_REST = -1;

    /** The number of no commit. */
    private static final long NONE = -1;

    /** Odd while any key of the newest epoch maps to a Cell. Written under the gate. */
    private volatile long cells;

    /** Whether every read has to look whether the database is closed. Guarded by the gate. */
    private boolean isClosed;

    /**
     * The commit of the change that is being linked, from before anything of it is in the map until all is; then
     * {@link #NONE}. What has failed in between leaves it as it was. Guarded by the gate.
     */
    private long linking = NONE;

    /** The same of what a change means to the indexes. Guarded by the gate. */
    private boolean isIndexing;

    /** The keys with a value in the newest versions. Guarded by the gate. */
    private int newestSize;

    /** What the groups of {@link #newestSize} hold. Written under the gate. */
    private volatile long items;

    /** The sequence of the newest change. Written under the gate. */
    private volatile long lastChanged;

    /** The sequence of the newest change of {@link #newestSize}, or a later one. Written under the gate. */
    private volatile long lastResized;

    /** The keys with a value in what is visible. Written under the gate. */
    private volatile int visibleSize;

    VersionedMap(CommitGate gate, TableDescription<K, V> description) {
        this.gate = gate;
        this.table = description.id();
        this.sorted = description.kind() == TableKind.SORTED;
        this.indexes = description.indexes().isEmpty() ? null : new Indexes<>(description);
        this.groups = description.kind().hasGroups() ? description.groups() : null;
        this.copiesKeys = Serializers.makesCopies(description.keys());
        this.copiesValues = Serializers.makesCopies(description.values());
        this.epoch = newEpoch(0, 0, null);
    }

    /** The id of the table. */
    int table() {
        return table;
    }

    private Epoch<K> newEpoch(int expected, long since, @Nullable Epoch<K> older) {
        return new Epoch<>(newMap(expected), indexes == null ? List.of() : indexes.newMaps(expected), since, older);
    }

    private ConcurrentMap<K, Object> newMap(int expected) {
        return sorted ? new ConcurrentSkipListMap<>() : new ConcurrentHashMap<>(expected);
    }

    // ---- Reading

    /** The visible value. */
    @Nullable V get(K key) {
        long before = cells;
        Epoch<K> current = epoch;
        if ((before & 1) == 0 && current.older == null) {
            Object found = current.map.get(key);
            if (cells == before) {
                return value(found);
            }
        }
        return getVersioned(key);
    }

    private @Nullable V getVersioned(K key) {
        gate.checkReadable();
        for (int spins = 0; ; spins++) {
            long overwrites = gate.overwrites();
            long visible = gate.visible();
            Epoch<K> at = epochAt(visible);
            if (at != null) {
                Object found = at.map.get(key);
                if (found instanceof Cell cell) {
                    Version version = cell.at(visible);
                    if (version != null && gate.visible() == visible) {
                        return value(version.value);
                    }
                } else if ((overwrites & 1) == 0 && gate.overwrites() == overwrites) {
                    return value(found);
                }
            }
            // Something newer is visible, and then what was visible a moment ago may be gone, and what is found
            // in its place may be older still: there is no view that holds on to it. Or it is just being overwritten.
            CommitGate.spinOrYield(spins);
        }
    }

    /** The value that a view of {@code sequence} sees; the view must be open. */
    @Nullable V getAt(K key, long sequence) {
        long rest = rest();
        return resolve(mapAt(sequence).get(key), sequence, rest);
    }

    /** The value in what {@link #mapAt} found, as a view of {@code sequence} sees it. */
    @Nullable V resolve(@Nullable Object found, long sequence) {
        if (found instanceof Cell cell) {
            Version version = cell.at(sequence);
            return version == null ? null : value(version.value);
        }
        return value(found);
    }

    /** Calls {@code action} for each key and value that a view of {@code sequence} sees; the view must be open. */
    void forEachAt(long sequence, BiConsumer<? super K, ? super V> action) {
        long rest = rest();
        mapAt(sequence).forEach((key, found) -> {
            V value = resolve(found, sequence, rest);
            if (value != null) {
                action.accept(key, value);
            }
        });
    }

    /**
     * What {@link #resolve(Object, long, long)} is to be given with all that is taken out of the map of an open view
     * after this: that there is no Cell now, so that nobody has to look for one until there is.
     */
    long rest() {
        long before = cells;
        // Else what the view sees may be in an older map, of whose cells is not told.
        return (before & 1) == 0 && epoch.older == null ? before : NO_REST;
    }

    /** As {@link #resolve(Object, long)}, and faster if nothing has changed since {@link #rest}. */
    @Nullable V resolve(@Nullable Object found, long sequence, long rest) {
        return cells == rest ? value(found) : resolve(found, sequence);
    }

    /**
     * The raw map that a view of {@code sequence} reads; the view must be open. Every key that has a value there
     * is in the map, and stays in it while the view is open; what it maps to is for {@link #resolve}.
     */
    ConcurrentMap<K, Object> mapAt(long sequence) {
        Epoch<K> at = epochAt(sequence);
        if (at == null) {
            throw new IllegalStateException("the view was closed while it was read");
        }
        return at.map;
    }

    /** The raw map of a sorted table, as {@link #mapAt}. */
    ConcurrentNavigableMap<K, Object> sortedMapAt(long sequence) {
        return (ConcurrentNavigableMap<K, Object>) mapAt(sequence);
    }

    private @Nullable Epoch<K> epochAt(long sequence) {
        Epoch<K> at = epoch;
        while (at != null && at.since > sequence) {
            at = at.older;
        }
        return at;
    }

    /** The number of visible keys. */
    int size() {
        gate.checkReadable();
        return entries();
    }

    /** The number of visible keys, closed or not. */
    int entries() {
        return gate.counted(() -> visibleSize);
    }

    /** How many items the groups hold, visible or not; of other tables how many entries there are. */
    long items() {
        return groups == null ? entries() : items;
    }

    // ---- The newest versions, visible or not

    /** The newest version of {@code key}. From any thread; certain only under the gate. */
    Version newest(K key) {
        Epoch<K> current = epoch;
        Object found = current.map.get(key);
        if (found instanceof Cell cell) {
            return cell.newest;
        }
        return new Version(found, current.older == null ? Version.SETTLED : current.since, null);
    }

    /** The first key of {@code range} with a newest value. From any thread; certain only under the gate. */
    @Nullable K newestFirst(Range<K> range) {
        ConcurrentNavigableMap<K, Object> map = (ConcurrentNavigableMap<K, Object>) epoch.map;
        for (Map.Entry<K, Object> entry : range.of(map).entrySet()) {
            if (!(entry.getValue() instanceof Cell cell) || cell.newest.value != null) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** The number of keys in the newest versions. Under the gate. */
    int newestSize() {
        return newestSize;
    }

    /** The number of keys that a view of {@code sequence} sees, or -1 if that would have to be counted. */
    int sizeAt(long sequence) {
        return gate.underGate(() -> lastResized <= sequence ? newestSize : -1);
    }

    // ---- What has changed since a view, which is open. From any thread; certain only under the gate

    /** The last commit that changed {@code key}; some commit up to {@code sequence}, or 0, if none after it did. */
    long lastChange(K key) {
        return newest(key).sequence;
    }

    /** A commit after {@code sequence} that changed a key of {@code range}, or 0. */
    long changeAfter(Range<K> range, long sequence) {
        Epoch<K> current = epoch;
        if (current.since > sequence) {
            return current.since;
        }
        for (Object found :
                range.of((ConcurrentNavigableMap<K, Object>) current.map).values()) {
            if (found instanceof Cell cell && cell.newest.sequence > sequence) {
                return cell.newest.sequence;
            }
        }
        return 0;
    }

    /** The last commit that changed how many keys there are, or a later one that was taken back. */
    long lastResized() {
        return lastResized;
    }

    /** Whether all of the commit {@code sequence} is in the tables, and will not be taken back. From any thread. */
    boolean isForGood(long sequence) {
        return sequence <= gate.visible();
    }

    /** The sequence of the newest change, visible or not. */
    long lastChanged() {
        return lastChanged;
    }

    // ---- Looking up by an index

    /** Null for a table that has none. */
    @Nullable Indexes<K, V> indexes() {
        return indexes;
    }

    /**
     * The visible value that has {@code indexKey} in a unique index. At rest what the index leads to has it, so the
     * value is not looked into; else {@code versioned} is asked.
     */
    @Nullable V getBy(int index, Object indexKey, Supplier<@Nullable V> versioned) {
        long before = cells;
        Epoch<K> current = epoch;
        if ((before & 1) == 0 && current.older == null) {
            K key = current.indexes.get(index).onlyKeyOf(indexKey);
            Object found = key == null ? null : current.map.get(key);
            if (cells == before) {
                return value(found);
            }
        }
        return versioned.get();
    }

    /**
     * The entries that have {@code indexKey} in what a reader of {@code sequence} sees; null when so old a sequence
     * cannot be read any more.
     */
    @Nullable List<Found<K, V>> rowsAt(int index, Object indexKey, long sequence) {
        Epoch<K> at = epochAt(sequence);
        if (at == null) {
            return null;
        }
        Indexes<K, V> of = requireNonNull(indexes);
        List<Found<K, V>> rows = new ArrayList<>();
        for (K key : at.indexes.get(index).keysOf(indexKey)) {
            Object raw = at.map.get(key);
            V value = resolve(raw, sequence);
            if (value != null && of.has(index, keyOf(index, raw, value, sequence), indexKey)) {
                rows.add(new Found<>(indexKey, key, value));
            }
        }
        return rows;
    }

    /** The same for all index keys of {@code range}, in its order: each entry at the first of them that it has. */
    @Nullable List<Found<K, V>> rowsIn(int index, IndexRange range, long sequence) {
        Epoch<K> at = epochAt(sequence);
        if (at == null) {
            return null;
        }
        List<Found<K, V>> rows = new ArrayList<>();
        IndexMap<K> map = at.indexes.get(index);
        for (Map.Entry<Object, Object> each : map.in(range.keys())) {
            for (K key : map.keysAt(each, range.isDescending())) {
                Object raw = at.map.get(key);
                V value = resolve(raw, sequence);
                Object first = value == null ? null : range.firstOf(keyOf(index, raw, value, sequence));
                if (value != null && first != null && IndexMap.compare(first, each.getKey()) == 0) {
                    rows.add(new Found<>(first, key, value));
                }
            }
        }
        return rows;
    }

    /**
     * The entries of a page as a reader of {@code sequence} sees them, but for those that are left out; null when so old
     * a sequence cannot be read any more.
     */
    @Nullable List<Found<K, V>> page(int index, Slice<K> slice, Predicate<K> isLeftOut, long sequence) {
        Epoch<K> at = epochAt(sequence);
        if (at == null) {
            return null;
        }
        List<Found<K, V>> rows = new ArrayList<>();
        IndexMap<K> map = at.indexes.get(index);
        if (slice.at() != null) {
            addPage(rows, index, slice, slice.at(), map.keysOf(slice.at()), isLeftOut, at, sequence);
        }
        Range<Object> rest = slice.rest();
        Iterator<Map.Entry<Object, Object>> each =
                rest == null ? Collections.emptyIterator() : map.in(rest).iterator();
        while (rows.size() < slice.size() && each.hasNext()) {
            Map.Entry<Object, Object> next = each.next();
            addPage(rows, index, slice, next.getKey(), map.keysAt(next, false), isLeftOut, at, sequence);
        }
        return rows;
    }

    private void addPage(
            List<Found<K, V>> rows,
            int index,
            Slice<K> slice,
            Object by,
            Collection<K> keys,
            Predicate<K> isLeftOut,
            Epoch<K> at,
            long sequence) {
        Indexes<K, V> of = requireNonNull(indexes);
        Iterator<K> each = of.inOrder(slice, by, keys);
        while (rows.size() < slice.size() && each.hasNext()) {
            K key = each.next();
            Object raw = at.map.get(key);
            V value = isLeftOut.test(key) ? null : resolve(raw, sequence);
            Object found = value == null ? null : slice.by(of, index, keyOf(index, raw, value, sequence));
            if (value != null && found != null && (slice.range() == null || IndexMap.compare(found, by) == 0)) {
                rows.add(new Found<>(found, key, value));
            }
        }
    }

    /** What {@code value} is found by: in a cell that is known, else the user's code is asked. */
    private @Nullable Object keyOf(int index, @Nullable Object found, V value, long sequence) {
        Version version = found instanceof Cell cell ? cell.at(sequence) : null;
        IndexKeys known = version == null ? null : version.keys;
        return known != null ? known.of(index) : requireNonNull(indexes).keyOf(index, value);
    }

    /**
     * Who else has, in the newest versions, what is to be unique of a change's next value; null if nobody. What the
     * newest version of its own key has, nobody else does. Under the gate.
     *
     * @param newest that of {@code key}, which {@code rekeying} fits
     * @param isReplaced whether the newest version of a key does not count
     */
    Indexes.@Nullable Taken<K> taken(K key, Rekeying rekeying, Version newest, Predicate<K> isReplaced) {
        Indexes<K, V> of = requireNonNull(indexes);
        IndexKeys keys = rekeying.nextKeys();
        IndexKeys present = rekeying.keysOf(newest);
        Indexes.Taken<K> taken = null;
        for (int i = 0; keys != null && taken == null && i < epoch.indexes.size(); i++) {
            Object own = present == null ? null : present.of(i);
            Object found = of.isUnique(i) ? keys.of(i) : null;
            if (found instanceof IndexKeys.Several several) {
                Iterator<Object> each = several.keys().iterator();
                while (taken == null && each.hasNext()) {
                    Object next = each.next();
                    taken = of.has(i, own, next) ? null : taken(of, i, next, key, isReplaced);
                }
            } else if (found != null && !of.has(i, own, found)) {
                taken = taken(of, i, found, key, isReplaced);
            }
        }
        return taken;
    }

    private Indexes.@Nullable Taken<K> taken(
            Indexes<K, V> of, int index, Object indexKey, K key, Predicate<K> isReplaced) {
        IndexMap<K> map = epoch.indexes.get(index);
        for (K other : map.keysOf(indexKey)) {
            Version newest = newest(other);
            boolean isOther = !map.isSameKey(other, key) && !isReplaced.test(other);
            if (isOther && has(of, newest, index, indexKey)) {
                return new Indexes.Taken<>(index, key, other, newest.sequence);
            }
        }
        return null;
    }

    /** Whether a newest version to which an index leads has the index key. At rest it does. */
    private static boolean has(Indexes<?, ?> of, Version newest, int index, Object indexKey) {
        return newest.value != null && (newest.keys == null || of.has(index, newest.keys.of(index), indexKey));
    }

    /**
     * A commit after {@code sequence} that changed an entry that had {@code indexKey}, or has it since, or 0. The view
     * of {@code sequence} is open, so an index still leads to all that had it there. Certain only under the gate.
     */
    long changeAfter(int index, Object indexKey, long sequence) {
        Epoch<K> current = epoch;
        return current.since > sequence
                ? current.since
                : changeAfter(current, current.indexes.get(index).keysOf(indexKey), sequence);
    }

    /** The same for all index keys of {@code range}. */
    long changeAfter(int index, IndexRange range, long sequence) {
        Epoch<K> current = epoch;
        long found = current.since > sequence ? current.since : 0;
        IndexMap<K> map = current.indexes.get(index);
        Iterator<Map.Entry<Object, Object>> at = map.in(range.keys()).iterator();
        while (found == 0 && at.hasNext()) {
            found = changeAfter(current, map.keysAt(at.next(), false), sequence);
        }
        return found;
    }

    /** The same for a page, as far as it was read: to {@code last}, or to its end if that is null. */
    long changeAfter(int index, Slice<K> slice, Slice.@Nullable Place<K> last, long sequence) {
        Epoch<K> current = epoch;
        if (current.since > sequence) {
            return current.since;
        }
        IndexMap<K> map = current.indexes.get(index);
        if (slice.at() != null) {
            return changeAfter(current, slice, last, slice.at(), map.keysOf(slice.at()), sequence);
        }
        Range<Object> rest = slice.rest();
        if (rest == null) {
            return 0;
        }
        long found = 0;
        Iterator<Map.Entry<Object, Object>> at =
                map.in(last == null ? rest : rest.upTo(last.by())).iterator();
        while (found == 0 && at.hasNext()) {
            Map.Entry<Object, Object> next = at.next();
            found = changeAfter(current, slice, last, next.getKey(), map.keysAt(next, false), sequence);
        }
        return found;
    }

    private long changeAfter(
            Epoch<K> current,
            Slice<K> slice,
            Slice.@Nullable Place<K> last,
            Object by,
            Collection<K> keys,
            long sequence) {
        Indexes<K, V> of = requireNonNull(indexes);
        for (K key : keys) {
            if (current.map.get(key) instanceof Cell cell
                    && cell.newest.sequence > sequence
                    && of.mayBeIn(slice, last, by, key)) {
                return cell.newest.sequence;
            }
        }
        return 0;
    }

    private static <K> long changeAfter(Epoch<K> current, Collection<K> keys, long sequence) {
        for (K key : keys) {
            if (current.map.get(key) instanceof Cell cell && cell.newest.sequence > sequence) {
                return cell.newest.sequence;
            }
        }
        return 0;
    }

    // ---- Changing, under the gate

    /** What {@link #link} did, for whoever settles it or takes it back. */
    interface Link<K, V> {

        /** The key that changes. */
        K key();

        /** Its next value, or null to take it away. */
        @Nullable V next();

        /** What it means to the indexes of the table; null if that has none. */
        @Nullable Rekeying rekeying();

        /** Tells the value before, or null. */
        void replaced(@Nullable V before);

        /** Tells the cell in which the new version is. */
        void linkedIn(Cell cell);
    }

    /** Links the next value of a key. {@code alone}: the old version may be overwritten. */
    void link(Link<K, V> change, long sequence, boolean alone) {
        if (indexes == null) {
            linkValue(change, sequence, alone);
        } else {
            linkIndexed(indexes, change, sequence, alone);
        }
    }

    private void linkValue(Link<K, V> change, long sequence, boolean alone) {
        if (alone) {
            overwrite(change, sequence);
        } else {
            linkVersion(change, sequence);
        }
    }

    private void linkIndexed(Indexes<K, V> of, Link<K, V> change, long sequence, boolean alone) {
        Rekeying rekeying = required(change);
        Epoch<K> in = epoch;
        K key = change.key();
        Version before = versions(in.map.get(key), rekeying);
        assert rekeying.fits(before) : "what was asked for its keys is not what is there";
        Version after = new Version(change.next(), sequence, null, rekeying.nextKeys());
        // Until index and map agree again, who looks up by an index looks at what he finds.
        cellComes(in);
        isIndexing = true;
        try {
            linkWithKeys(of, change, sequence, alone, in.indexes, before);
            for (Version gone = alone ? before : null; gone != null; gone = gone.older) {
                of.remove(in.indexes, key, gone.keys, after);
            }
            isIndexing = false;
        } finally {
            cellGone(in);
        }
    }

    private void linkWithKeys(
            Indexes<K, V> of, Link<K, V> change, long sequence, boolean alone, List<IndexMap<K>> maps, Version before) {
        IndexKeys keys = required(change).nextKeys();
        try {
            of.add(maps, change.key(), keys, before.keys);
            linkValue(change, sequence, alone);
        } catch (Throwable e) {
            of.removeAdded(maps, change.key(), keys, before);
            isIndexing = false;
            throw e;
        }
    }

    /** What a key maps to, as versions with their keys. */
    private static Version versions(@Nullable Object found, Rekeying rekeying) {
        return found instanceof Cell cell
                ? cell.newest
                : new Version(found, Version.SETTLED, null, rekeying.keysOf(found));
    }

    private static Rekeying required(Link<?, ?> change) {
        Rekeying rekeying = change.rekeying();
        if (rekeying == null) {
            throw new IllegalStateException("a change of a table with indexes tells what it means to them");
        }
        return rekeying;
    }

    private void overwrite(Link<K, V> change, long sequence) {
        ConcurrentMap<K, Object> map = epoch.map;
        V next = change.next();
        linking = sequence;
        Object found = next == null ? map.remove(change.key()) : map.put(change.key(), next);
        Object before = found;
        if (found instanceof Cell cell) {
            before = cell.newest.value;
            cellGone(epoch);
        }
        resize(before, next, sequence);
        visibleSize = newestSize;
        lastChanged = sequence;
        change.replaced(value(before));
        linking = NONE;
    }

    /** Readers look whether anything is being overwritten, until {@link #overwritten}. */
    void beginOverwriting() {
        cellComes(epoch);
    }

    /** What was overwritten can be seen, or has been taken back. */
    void overwritten() {
        cellGone(epoch);
    }

    /** Takes back that {@code key} was given {@code next} in place of {@code before}. */
    void overwriteBack(K key, @Nullable V before, @Nullable V next) {
        if (before == null) {
            epoch.map.remove(key);
        } else {
            epoch.map.put(key, before);
        }
        newestSize -= delta(before, next);
        visibleSize = newestSize;
        countItems(next, before);
    }

    private void resize(@Nullable Object before, @Nullable Object after, long sequence) {
        int delta = delta(before, after);
        if (delta != 0) {
            newestSize += delta;
            lastResized = sequence;
        }
        countItems(before, after);
    }

    private void countItems(@Nullable Object before, @Nullable Object after) {
        if (groups != null) {
            items += items(groups, value(after)) - items(groups, value(before));
        }
    }

    private static <V> long items(GroupSerializer<V, ?> of, @Nullable V group) {
        return group == null ? 0 : of.size(group);
    }

    private void linkVersion(Link<K, V> change, long sequence) {
        ConcurrentMap<K, Object> map = epoch.map;
        Rekeying rekeying = change.rekeying();
        IndexKeys keys = rekeying == null ? null : rekeying.nextKeys();
        Object before = map.get(change.key());
        if (before instanceof Cell cell) {
            before = cell.newest.value;
            Version next = new Version(change.next(), sequence, cell.newest, keys);
            linking = sequence;
            cell.newest = next;
            linkedIn(cell, change, before, sequence);
        } else {
            IndexKeys beforeKeys = rekeying == null ? null : rekeying.keysOf(before);
            Version settled = new Version(before, Version.SETTLED, null, beforeKeys);
            Cell cell = new Cell(new Version(change.next(), sequence, settled, keys));
            linking = sequence;
            putInPlaceOf(before, change.key(), cell);
            linkedIn(cell, change, before, sequence);
        }
    }

    /** The change is told of the cell last: then all of it is there, and can be taken back. */
    private void linkedIn(Cell cell, Link<K, V> change, @Nullable Object before, long sequence) {
        resize(before, change.next(), sequence);
        lastChanged = sequence;
        change.replaced(value(before));
        change.linkedIn(cell);
        linking = NONE;
    }

    /**
     * Makes sure that nothing is left of a change whose link has thrown before the change was told of a cell: what
     * looks at keys may throw before something has been changed in a map, or after that.
     *
     * @throws IllegalStateException if something may be left
     */
    void checkUnlinked(Link<K, V> change) {
        if (isIndexing || (linking != NONE && mayBeLinked(change))) {
            throw new IllegalStateException("table " + table + " was changed by half");
        }
        linking = NONE;
    }

    /**
     * Counts the cells anew where a change of a single key has failed, of which nothing is left: there may have been no
     * stack to count its cell out again, and every reader would go on looking for one.
     */
    void countCells() {
        Epoch<K> in = epoch;
        if (in.cells > 0) {
            int found = 0;
            for (Object each : in.map.values()) {
                found += each instanceof Cell ? 1 : 0;
            }
            in.cells = found;
            tellCells(in);
        }
    }

    private boolean mayBeLinked(Link<K, V> change) {
        Object found;
        try {
            found = epoch.map.get(change.key());
        } catch (Throwable e) {
            // So it would have thrown before, too, unless it is a matter of luck; then the entry tells.
            return hasEntryOf(change);
        }
        return isOf(found, change);
    }

    private boolean isOf(@Nullable Object found, Link<K, V> change) {
        return found instanceof Cell cell
                ? cell.newest.sequence == linking && cell.newest.value == change.next()
                : found == change.next();
    }

    /** Whether the map may have an entry that {@code change} has made: looks at all, and asks none of them. */
    private boolean hasEntryOf(Link<K, V> change) {
        for (Map.Entry<K, Object> entry : epoch.map.entrySet()) {
            // Others may have the same value; and a skip list asks nothing any more when it has replaced one.
            boolean isCandidate = !sorted || entry.getValue() instanceof Cell;
            if (entry.getKey() == change.key() || (isCandidate && isOf(entry.getValue(), change))) {
                return true;
            }
        }
        return change.next() == null;
    }

    private void putInPlaceOf(@Nullable Object before, K key, Cell cell) {
        Epoch<K> in = epoch;
        cellComes(in);
        boolean isPut = false;
        try {
            in.map.put(key, cell);
            isPut = true;
        } finally {
            if (!isPut) {
                takeOut(key, cell, before, in);
            }
        }
    }

    /** For want of memory, before it came in or after. It will not be asked for again. */
    private void takeOut(K key, Cell cell, @Nullable Object before, Epoch<K> in) {
        if (before == null) {
            in.map.remove(key, cell);
        } else {
            in.map.replace(key, cell, before);
        }
        // Not before: as long as it may be there, readers have to look.
        cellGone(in);
    }

    /** As {@link #link} that is not alone, in fewer steps if the key is not in the map; else in more. */
    void linkNew(Link<K, V> change, long sequence) {
        if (indexes != null || !isLinkedNew(change, sequence)) {
            link(change, sequence, false);
        }
    }

    private boolean isLinkedNew(Link<K, V> change, long sequence) {
        Epoch<K> in = epoch;
        K key = change.key();
        Cell cell = new Cell(new Version(change.next(), sequence, Version.ABSENT));
        linking = sequence;
        cellComes(in);
        boolean isTried = false;
        boolean isPut = false;
        try {
            isPut = in.map.putIfAbsent(key, cell) == null;
            isTried = true;
        } finally {
            if (!isTried) {
                takeOut(key, cell, null, in);
            } else if (!isPut) {
                cellGone(in);
            }
        }
        if (isPut) {
            linkedIn(cell, change, null, sequence);
        }
        return isPut;
    }

    /** Takes back the newest version of {@code key}. */
    void unlink(K key, Cell cell, Pins pins) {
        Version gone = cell.newest;
        Version before = gone.older;
        assert before != null : "what is not visible has a version before it";
        cell.newest = before;
        newestSize += delta(gone.value, before.value);
        countItems(gone.value, before.value);
        takenBack(gone.sequence - 1);
        if (indexes != null) {
            indexes.remove(epoch.indexes, key, gone.keys, before);
        }
        settleOrHold(key, cell, pins);
    }

    /** There is no commit after {@code newest} any more; there may be others of those numbers. */
    void takenBack(long newest) {
        lastChanged = Math.min(lastChanged, newest);
        lastResized = Math.min(lastResized, newest);
    }

    /** A commit has become visible: the count follows, and versions that no view needs are dropped. */
    void settle(K key, Cell cell, int sizeDelta, Pins pins) {
        visibleSize += sizeDelta;
        settleOrHold(key, cell, pins);
    }

    private void settleOrHold(K key, Cell cell, Pins pins) {
        if (indexes == null) {
            cell.prune(pins);
        } else {
            Epoch<K> in = epochOf(key, cell);
            if (in == null) {
                return;
            }
            pruneIndexed(indexes, key, cell, in, pins);
        }
        if (cell.isSettled(pins)) {
            putInPlaceOf(cell, key);
        } else if (!cell.isHeld && cell.newest.sequence <= pins.visible()) {
            // It will not be settled when a later commit becomes visible, so it waits for a view to close.
            cell.isHeld = true;
            gate.settleLater(cell.newest.sequence, later -> {
                cell.isHeld = false;
                settleOrHold(key, cell, later);
            });
        }
    }

    private void pruneIndexed(Indexes<K, V> of, K key, Cell cell, Epoch<K> in, Pins pins) {
        List<IndexKeys> before = new ArrayList<>();
        for (Version at = cell.newest; at != null; at = at.older) {
            if (at.keys != null) {
                before.add(at.keys);
            }
        }
        cell.prune(pins);
        before.forEach(keys -> of.remove(in.indexes, key, keys, cell.newest));
    }

    /** Where the cell stands, which may be before a clear that has not been settled; null if nowhere any more. */
    private @Nullable Epoch<K> epochOf(K key, Cell cell) {
        Epoch<K> at = epoch;
        while (at != null && at.map.get(key) != cell) {
            at = at.older;
        }
        return at;
    }

    /** Where the cell stands; it may stand nowhere any more. */
    private void putInPlaceOf(Cell cell, K key) {
        Object value = cell.newest.value;
        for (Epoch<K> at = epoch; at != null; at = at.older) {
            if (value == null ? at.map.remove(key, cell) : at.map.replace(key, cell, value)) {
                cellGone(at);
                return;
            }
        }
    }

    private void cellComes(Epoch<K> in) {
        in.cells++;
        tellCells(epoch);
    }

    private void cellGone(Epoch<K> in) {
        in.cells--;
        tellCells(epoch);
    }

    /** Makes {@link #cells} odd if there are any in {@code current}, else even. */
    private void tellCells(Epoch<K> current) {
        boolean any = current.cells > 0 || isClosed;
        if (any != ((cells & 1) != 0)) {
            cells++;
        }
    }

    static int delta(@Nullable Object before, @Nullable Object after) {
        return (after == null ? 0 : 1) - (before == null ? 0 : 1);
    }

    /** Makes room for about {@code count} keys, unless there are some already. */
    void makeRoom(long count) {
        Epoch<K> current = epoch;
        if (!sorted && current.older == null && current.map.isEmpty()) {
            // Who still reads the other map finds it as empty as it has to be for him.
            epoch = newEpoch((int) Math.min(count, MOST_CLAIMED), current.since, null);
        }
    }

    // ---- Clearing, under the gate

    /** Begins an empty epoch. Returns what {@link #unlinkClear} needs to take that back. */
    Cleared<K> linkClear(long sequence, boolean alone) {
        Cleared<K> before = new Cleared<>(epoch, newestSize, items);
        epoch = newEpoch(0, sequence, alone ? null : before.epoch());
        tellCells(epoch);
        newestSize = 0;
        items = 0;
        lastChanged = sequence;
        lastResized = sequence;
        if (alone) {
            visibleSize = 0;
        }
        return before;
    }

    /** What a table held before a clear. */
    record Cleared<K>(Epoch<K> epoch, int size, long items) {}

    void unlinkClear(Cleared<K> before) {
        assert epoch.cells == 0 : "what came after the clear has been taken back";
        takenBack(epoch.since - 1);
        tellCells(before.epoch());
        epoch = before.epoch();
        newestSize = before.size();
        items = before.items();
    }

    /** The clear of {@code sequence} has become visible. */
    void settleClear(long sequence, Pins pins) {
        visibleSize = 0;
        if (pins.floor() >= sequence) {
            dropOlder(sequence);
        } else {
            gate.settleLater(sequence, later -> dropOlder(sequence));
        }
    }

    private void dropOlder(long sequence) {
        for (Epoch<K> at = epoch; at != null; at = at.older) {
            if (at.since <= sequence) {
                at.older = null;
            }
        }
    }

    // ---- Loading, before the database is open

    @Override
    public void expect(long count) {
        if (epoch.map.isEmpty()) {
            epoch = newEpoch((int) Math.min(count + count / 4, MOST_EXPECTED), 0, null);
        }
    }

    @Override
    public void put(K key, V value) {
        epoch.map.put(key, value);
    }

    @Override
    public boolean add(Object origin, K key, V value) {
        return epoch.map.putIfAbsent(key, value) == null;
    }

    @Override
    public void edit(K key, Edit edit) {
        GroupSerializer<V, ?> of = requireNonNull(groups, "a table of groups");
        epoch.map.compute(key, (k, group) -> of.apply(value(group), edit));
    }

    @Override
    public void remove(K key) {
        epoch.map.remove(key);
    }

    @Override
    public void clear() {
        epoch = newEpoch(0, 0, null);
    }

    @Override
    public void end(long changed) {
        lastChanged = changed;
        lastResized = changed;
        newestSize = epoch.map.size();
        visibleSize = newestSize;
        if (groups != null) {
            items = epoch.map.values().stream()
                    .mapToLong(group -> items(groups, value(group)))
                    .sum();
        }
    }

    /** See {@link LiveTable#moving}. */
    Moving<K, V> moving(boolean areKept) {
        ConcurrentMap<K, Object> map = epoch.map;
        return new Moving<>() {

            @Override
            public List<Part<K, V>> parts(int wanted) {
                List<Part<K, V>> parts = new ArrayList<>();
                for (Spliterator<Map.Entry<K, Object>> split :
                        ViewContent.split(map.entrySet().spliterator(), sorted ? 1 : wanted)) {
                    parts.add(taker -> split.forEachRemaining(entry -> take(entry.getKey(), entry.getValue(), taker)));
                }
                return parts;
            }

            private void take(K key, Object found, BiConsumer<? super K, ? super V> taker) {
                V value = resolve(found, gate.visible());
                if (value != null) {
                    taker.accept(key, value);
                }
                if (!areKept) {
                    map.remove(key);
                }
            }

            @Override
            public void forEachKey(Consumer<? super K> key) {
                map.keySet().forEach(key);
            }
        };
    }

    /** Fills the indexes with what was loaded, by {@code threads} threads, of which the caller is one. */
    void fillIndexes(int threads) {
        if (indexes == null) {
            return;
        }
        Indexes<K, V> of = indexes;
        List<IndexMap<K>> maps = epoch.indexes;
        List<Spliterator<Map.Entry<K, Object>>> parts =
                ViewContent.split(epoch.map.entrySet().spliterator(), threads * 4);
        try {
            Workers.share(
                    threads,
                    parts.size(),
                    part -> parts.get(part).forEachRemaining(entry -> {
                        V value = value(entry.getValue());
                        of.add(maps, entry.getKey(), of.keysOf(value));
                    }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        of.checkUnique(maps);
    }

    /** After this every read looks whether the database is closed. Under the gate. */
    void close() {
        isClosed = true;
        tellCells(epoch);
    }

    /** What there is beyond one version for each key; nothing while all is visible and no view is open. For tests. */
    String leftOver() {
        long found = epoch.map.values().stream().filter(Cell.class::isInstance).count();
        boolean isSlow = (cells & 1) != 0;
        return found == 0 && !isSlow && epoch.older == null
                ? ""
                : found + " cells, slow reads: " + isSlow + ", older epoch: " + (epoch.older != null);
    }

    /** The number of pairs of index key and key, by index. For tests. */
    List<Integer> pairs() {
        return epoch.indexes.stream().map(IndexMap::pairs).toList();
    }

    @SuppressWarnings("unchecked") // what is in the map is a Cell or was put as a V
    static <V> @Nullable V value(@Nullable Object found) {
        return (V) found;
    }
}
