package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.error.UniqueException;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.schema.TableKind;
import io.muniment.table.Write.When;
import io.muniment.transaction.Pins;
import io.muniment.transaction.View;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One table as a transaction sees it: what a view holds, with the transaction's own changes over it. Without changes
 * it is a view's, and usable from any thread.
 */
final class TransactionTable<K, V> extends TableHandle<K, V> {

    private final LiveTable<K, V> live;
    private final TransactionHandle transaction;
    private final long sequence;

    /** What was read of the view, in a transaction that may write. */
    private final @Nullable Reads<K> reads;

    /** The own changes by key, in the order of a sorted table; null before the first. */
    private @Nullable Map<K, Change<K, V>> changes;

    /** The keys of those {@link #changes} of which it is not known yet what they come to. */
    private Set<K> unseen = Set.of();

    /** Whether what the view holds has been taken away. */
    private boolean isCleared;

    /** Where the bytes of the clear are in the record. */
    private int clearFrom;

    private int clearTo;

    /** By how much the own changes make the table larger than the view, or than nothing after a clear. */
    private int growth;

    /** The number of entries of the view; -1 before it is known. */
    private int viewSize = -1;

    // Of the commit, under the gate.
    private VersionedMap.@Nullable Cleared<K> cleared;
    private @Nullable List<Change<K, V>> linked;

    private boolean isOverwriting;

    TransactionTable(LiveTable<K, V> table, TransactionHandle transaction) {
        super(table.description(), table.versions(), table.limitBytes);
        this.live = table;
        this.transaction = transaction;
        this.sequence = transaction.sequence();
        this.reads = transaction.isReadOnly() ? null : new Reads<>(table.versions());
    }

    // ---- Reading

    @Override
    @Nullable V kept(K key) {
        checkReadable();
        Objects.requireNonNull(key, "key");
        Change<K, V> own = changes == null ? null : changes.get(key);
        if (own != null) {
            if (!own.isKnown()) {
                look(own);
            }
            return own.next();
        }
        return isCleared ? null : viewed(key);
    }

    /** The value that the view sees. */
    private @Nullable V viewed(K key) {
        if (reads != null) {
            reads.key(outKey(key));
        }
        V value = versions().getAt(key, sequence);
        // Again, for it may have been closed meanwhile, and then this is not what it saw.
        checkReadable();
        return value;
    }

    @Override
    int size() {
        checkReadable();
        lookAtUnseen();
        return growth + (isCleared ? 0 : viewSize());
    }

    private int viewSize() {
        if (reads != null) {
            reads.size();
        }
        if (viewSize < 0) {
            int known = versions().sizeAt(sequence);
            viewSize = known >= 0 ? known : count();
        }
        return viewSize;
    }

    /** The table has got or lost entries since the view was opened. */
    private int count() {
        int count = 0;
        try (View view = pin()) {
            Cursor<K, V> at = new Cursor<>(versions(), sequence, () -> viewed(view));
            while (at.advance()) {
                count++;
            }
        }
        return count;
    }

    @Override
    View pin() {
        checkReadable();
        return transaction.pin();
    }

    @Override
    void checkReadable() {
        transaction.checkReadable();
    }

    private Iterator<Map.Entry<K, Object>> viewed(View view) {
        return versions().mapAt(view.sequence()).entrySet().iterator();
    }

    @Override
    Iterator<Map.Entry<K, Object>> raw(View view) {
        lookAtUnseen();
        if (description().kind() == TableKind.SORTED) {
            return raw(view, Range.all());
        }
        if (isCleared) {
            return own();
        }
        if (reads != null) {
            reads.all();
        }
        return changes == null ? viewed(view) : overlaid(viewed(view));
    }

    /** In no order: first what is not changed, then the own changes as they are now. */
    private Iterator<Map.Entry<K, Object>> overlaid(Iterator<Map.Entry<K, Object>> viewed) {
        Map<K, Change<K, V>> own = new HashMap<>(ownChanges());
        return new Overlaid<>(new Without<>(viewed, own.keySet()), own.values().iterator(), (raw, ownKey) -> -1);
    }

    private Iterator<Map.Entry<K, Object>> own() {
        return new Overlaid<>(
                Collections.emptyIterator(), new ArrayList<>(ownChanges().values()).iterator(), (raw, ownKey) -> -1);
    }

    @Override
    Iterator<Map.Entry<K, Object>> raw(View view, Range<K> range) {
        Iterator<Map.Entry<K, Object>> viewed = isCleared ? Collections.emptyIterator() : scanned(view, range);
        if (changes == null) {
            return viewed;
        }
        List<Change<K, V>> own = new ArrayList<>(
                range.of((ConcurrentNavigableMap<K, Change<K, V>>) ownChanges()).values());
        return own.isEmpty() ? viewed : new Overlaid<>(viewed, own.iterator(), range::order);
    }

    private Iterator<Map.Entry<K, Object>> scanned(View view, Range<K> range) {
        Iterator<Map.Entry<K, Object>> viewed =
                range.of(versions().sortedMapAt(view.sequence())).entrySet().iterator();
        return reads == null ? viewed : reads.scan(range, viewed);
    }

    @Override
    List<Found<K, V>> rowsBy(int index, Object key) {
        checkReadable();
        if (!isCleared && reads != null) {
            reads.byIndex(index, key);
        }
        return overlaid(
                viewed(at -> versions().rowsAt(index, key, at)),
                index,
                own -> indexes().has(index, own, key) ? key : null,
                false);
    }

    @Override
    List<Found<K, V>> rowsIn(int index, IndexRange range) {
        checkReadable();
        if (!isCleared && reads != null) {
            reads.byRange(index, range);
        }
        return overlaid(viewed(at -> versions().rowsIn(index, range, at)), index, range::firstOf, range.isDescending());
    }

    @Override
    List<Found<K, V>> page(int index, Slice<K> slice) {
        checkReadable();
        Map<K, Change<K, V>> own = changes == null ? Map.of() : changes;
        List<Found<K, V>> rows =
                new ArrayList<>(viewed(at -> versions().page(index, slice, key -> own.containsKey(key), at)));
        for (Change<K, V> change : own.values()) {
            V next = change.next();
            Object by =
                    next == null ? null : slice.by(indexes(), index, indexes().keyOf(index, next));
            boolean isIn = by != null
                    && (slice.after() == null || indexes().order(slice, slice.after(), by, change.key()) < 0);
            if (next != null && by != null && isIn) {
                rows.add(new Found<>(by, change.key(), next));
            }
        }
        if (!own.isEmpty()) {
            rows.sort((a, b) -> indexes().order(slice, new Slice.Place<>(a.by(), a.key()), b.by(), b.key()));
        }
        boolean isFull = rows.size() >= slice.size();
        List<Found<K, V>> page = isFull ? rows.subList(0, slice.size()) : rows;
        if (!isCleared && reads != null) {
            Found<K, V> last = isFull ? page.get(slice.size() - 1) : null;
            reads.byPage(index, slice, last == null ? null : new Slice.Place<>(last.by(), last.key()));
        }
        return page;
    }

    private List<Found<K, V>> viewed(LongFunction<@Nullable List<Found<K, V>>> read) {
        if (isCleared) {
            return List.of();
        }
        try {
            List<Found<K, V>> rows = read.apply(sequence);
            if (rows == null) {
                throw new IllegalStateException("the view was closed while it was read");
            }
            return rows;
        } finally {
            Reference.reachabilityFence(transaction);
        }
    }

    /**
     * What the view holds, but for what is changed here, and of that what is wanted.
     *
     * @param wanted of what a value is found by, as {@link Indexes#keyOf} tells it, that which it is found by here
     */
    private List<Found<K, V>> overlaid(
            List<Found<K, V>> viewed, int index, UnaryOperator<@Nullable Object> wanted, boolean isDescending) {
        if (changes == null) {
            return new ArrayList<>(viewed);
        }
        List<Found<K, V>> rows = new ArrayList<>();
        for (Found<K, V> row : viewed) {
            if (!ownChanges().containsKey(row.key())) {
                rows.add(row);
            }
        }
        for (Change<K, V> change : ownChanges().values()) {
            V next = change.next();
            Object by = next == null ? null : wanted.apply(indexes().keyOf(index, next));
            if (next != null && by != null) {
                rows.add(new Found<>(by, change.key(), next));
            }
        }
        Comparator<Found<K, V>> order = (a, b) -> indexes().order(index, a, b);
        rows.sort(isDescending ? order.reversed() : order);
        return rows;
    }

    private Indexes<K, V> indexes() {
        return Objects.requireNonNull(versions().indexes(), "a table with indexes");
    }

    // ---- Writing

    private Map<K, Change<K, V>> ownChanges() {
        Map<K, Change<K, V>> own = changes;
        if (own == null) {
            own = description().kind() == TableKind.SORTED ? new ConcurrentSkipListMap<>() : new HashMap<>();
            changes = own;
        }
        return own;
    }

    @Override
    @Nullable V put(K key, V value, When when) {
        Objects.requireNonNull(value, "value");
        checkWritable();
        V before = kept(key);
        boolean isDue = switch (when) {
            case ABSENT -> before == null;
            case PRESENT -> before != null;
            default -> true;
        };
        if (isDue) {
            write(key, before, value);
        }
        return out(before);
    }

    @Override
    @Nullable V remove(K key) {
        checkWritable();
        V before = kept(key);
        if (before != null) {
            write(key, before, null);
        }
        return out(before);
    }

    @Override
    boolean removeKept(K key, V kept) {
        checkWritable();
        boolean isThere = kept(key) == kept;
        if (isThere) {
            write(key, kept, null);
        }
        return isThere;
    }

    @Override
    boolean change(K key, Object expected, @Nullable V next) {
        Objects.requireNonNull(expected, "expected");
        checkWritable();
        V before = kept(key);
        boolean isThere = before != null && isSame(expected, before);
        if (isThere) {
            write(key, before, next);
        }
        return isThere;
    }

    @Override
    @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next) {
        Objects.requireNonNull(next, "function");
        checkWritable();
        V before = kept(key);
        V given = out(before);
        V made = next.apply(key, given);
        if (kept(key) != before) {
            throw new IllegalStateException("a function given to a write must not write to the same key");
        }
        if (!isUnchanged(made, given, before)) {
            write(key, before, made);
        }
        return made;
    }

    @Override
    Map.@Nullable Entry<K, V> poll(Range<K> range) {
        checkWritable();
        Map.Entry<K, V> first = first(range);
        if (first != null) {
            remove(first.getKey());
        }
        return first;
    }

    @Override
    void putAll(Map<? extends K, ? extends V> entries) {
        Objects.requireNonNull(entries, "entries");
        checkWritable();
        // First all that may throw.
        for (Change<K, V> change : encodePuts(transaction.record(), entries)) {
            make(change, kept(change.key()));
        }
    }

    @Override
    Edited<V> edit(K key, List<Edit> edits) {
        checkWritable();
        V before = kept(key);
        ValueOutput record = transaction.record();
        int from = record.position();
        boolean isChanged = false;
        try {
            V after = before;
            List<FrozenEdit<K>> frozen = new ArrayList<>(edits.size());
            List<Integer> ends = new ArrayList<>(edits.size());
            for (Edit edit : edits) {
                FrozenEdit<K> each = encodeEdit(record, key, edit);
                frozen.add(each);
                ends.add(record.position());
                after = description().groups().apply(after, each.edit());
            }
            isChanged = after != before;
            if (isChanged) {
                addAll(frozen, from, ends).know(after);
                growth += VersionedMap.delta(before, after);
            }
            return new Edited<>(before, after);
        } finally {
            if (!isChanged) {
                record.setPosition(from);
            }
        }
    }

    @Override
    long load(Consumer<BiConsumer<K, V>> source, long expected) {
        checkWritable();
        long[] count = new long[1];
        source.accept((key, value) -> {
            put(Objects.requireNonNull(key, "key"), value, When.ALWAYS);
            count[0]++;
        });
        return count[0];
    }

    @Override
    Edited<V> editBy(K key, Function<? super V, @Nullable Edit> decide) {
        checkWritable();
        V before = kept(key);
        Edit edit = decide.apply(before == null ? description().groups().empty() : before);
        if (kept(key) != before) {
            throw new IllegalStateException("a function given to a write must not write to the same key");
        }
        return edit == null ? new Edited<>(before, before) : edit(key, List.of(edit));
    }

    private Change<K, V> addAll(List<FrozenEdit<K>> edits, int from, List<Integer> ends) {
        K key = edits.get(0).key();
        Change<K, V> change = ownChanges().computeIfAbsent(key, first -> new Change<>(key));
        int begin = from;
        for (int i = 0; i < edits.size(); i++) {
            change.add(edits.get(i).edit(), begin, ends.get(i));
            begin = ends.get(i);
        }
        transaction.changed(this);
        return change;
    }

    @Override
    void editUnseen(K key, Edit edit) {
        checkWritable();
        Change<K, V> own = changes == null ? null : changes.get(key);
        if (own != null && own.isKnown()) {
            edit(key, List.of(edit));
            return;
        }
        ValueOutput record = transaction.record();
        int from = record.position();
        FrozenEdit<K> frozen = encodeEdit(record, key, edit);
        addAll(List.of(frozen), from, List.of(record.position()));
        unseen = unseen.isEmpty() ? new HashSet<>() : unseen;
        unseen.add(frozen.key());
    }

    /** What is there, and with it what the own edits make of it. */
    private void look(Change<K, V> own) {
        V viewed = isCleared ? null : viewed(own.key());
        own.know(own.edited(description().groups(), viewed));
        growth += VersionedMap.delta(viewed, own.next());
        unseen.remove(own.key());
    }

    /** What is there at all keys that have been edited without looking. */
    private void lookAtUnseen() {
        for (K key : unseen.isEmpty() ? List.<K>of() : List.copyOf(unseen)) {
            look(Objects.requireNonNull(ownChanges().get(key)));
        }
    }

    private void write(K key, @Nullable V before, @Nullable V next) {
        make(encodeChange(transaction.record(), key, next), before);
    }

    private void make(Change<K, V> change, @Nullable V before) {
        Change<K, V> replaced = ownChanges().put(change.key(), change);
        if (replaced != null) {
            transaction.superseded(replaced.bytes());
        }
        growth += VersionedMap.delta(before, change.next());
        transaction.changed(this);
    }

    @Override
    @Nullable Rekeying rekeying(Frozen<K, V> change) {
        Indexes<K, V> indexes = versions().indexes();
        if (indexes == null) {
            return null;
        }
        // What is there at the commit is what the view holds, or else this has lost: the key has been read.
        V viewed = isCleared ? null : versions().getAt(change.key(), sequence);
        return indexes.rekeying(viewed, change.next());
    }

    /** Not of the transaction: it stays given out, whatever becomes of that. */
    @Override
    long nextId() {
        checkReadable();
        transaction.checkWritable();
        return live.nextId();
    }

    @Override
    void clear() {
        checkWritable();
        ValueOutput record = transaction.record();
        int from = record.position();
        encodeClear(record);
        transaction.superseded(clearTo - clearFrom);
        for (Change<K, V> change : ownChanges().values()) {
            transaction.superseded(change.bytes());
        }
        changes = null;
        unseen = Set.of();
        clearFrom = from;
        clearTo = record.position();
        isCleared = true;
        growth = 0;
        transaction.changed(this);
    }

    private void checkWritable() {
        checkReadable();
        transaction.checkWritable();
        transaction.checkOwn(description());
    }

    // ---- The commit

    /** Copies the bytes of what is not superseded. */
    void copyTo(ValueOutput target, byte[] record) {
        target.write(record, clearFrom, clearTo - clearFrom);
        if (changes != null) {
            for (Change<K, V> change : changes.values()) {
                change.copyTo(target, record);
            }
        }
    }

    /** The number of changes, a clear being one. */
    int changeCount() {
        return (isCleared ? 1 : 0) + (changes == null ? 0 : changes.size());
    }

    /** Whether its changes can be made in place, and taken back from there. */
    boolean canOverwriteSeveral() {
        return !isCleared && versions().indexes() == null;
    }

    void beginOverwriting() {
        isOverwriting = true;
        versions().beginOverwriting();
    }

    void overwritten() {
        if (isOverwriting) {
            isOverwriting = false;
            versions().overwritten();
        }
    }

    /** A commit that changed what was read, or 0. */
    long lostTo() {
        return reads == null ? 0 : reads.changeAfter(sequence);
    }

    /** Two own changes that have the same of what is to be unique, or null. Before the gate. */
    Indexes.@Nullable Taken<K> takenTwice() {
        Indexes<K, V> indexes = versions().indexes();
        return indexes == null || changes == null ? null : indexes.takenTwice(changes.values());
    }

    /** Who else has what is to be unique of an own change, or null. Under the gate. */
    Indexes.@Nullable Taken<K> taken() {
        if (versions().indexes() == null || changes == null || isCleared) {
            return null;
        }
        Map<K, Change<K, V>> own = changes;
        for (Change<K, V> change : own.values()) {
            Rekeying rekeying = Objects.requireNonNull(change.rekeying(), "of a table with indexes");
            Version newest = versions().newest(change.key());
            Indexes.Taken<K> taken = versions().taken(change.key(), rekeying, newest, own::containsKey);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    /** What is thrown when {@code taken} has kept the commit from being made. */
    UniqueException refusal(Indexes.Taken<K> taken) {
        return indexes().refusal(taken);
    }

    void link(long next, boolean alone) {
        if (isCleared) {
            cleared = versions().linkClear(next, alone);
        }
        linked = new ArrayList<>(changes == null ? List.of() : changes.values());
        GroupSerializer<V, ?> groups =
                description().kind().hasGroups() ? description().groups() : null;
        for (Change<K, V> change : linked) {
            change.link(versions(), groups, next, alone);
        }
    }

    void unlink(Pins pins) {
        if (linked != null) {
            for (int i = linked.size() - 1; i >= 0; i--) {
                linked.get(i).unlink(versions(), pins);
            }
        }
        if (cleared != null) {
            versions().unlinkClear(cleared);
        }
    }

    void takenBack(long newest) {
        versions().takenBack(newest);
    }

    void settle(long next, Pins pins) {
        if (cleared != null) {
            versions().settleClear(next, pins);
        }
        if (linked != null) {
            for (Change<K, V> change : linked) {
                change.settle(versions(), pins);
            }
        }
    }
}
