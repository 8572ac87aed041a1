package io.muniment.table;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A durable map from keys to values, hashed by key.
 *
 * <p>Every method may be called from any thread. Reads take no lock and see the newest visible commit. A
 * method that writes is one commit: it is atomic, and it returns once the commit is as durable as the
 * database's {@link io.muniment.Durability} asks. A method that decides not to write (a {@code remove} of an
 * absent key, say) writes no record.
 *
 * <p>A function given to {@code compute}, {@code merge} and the like runs without a lock, and again if another thread has
 * changed the key meanwhile: so it does nothing that must not be done twice. It may read the database. A write to any of
 * its tables from inside the function, or a transaction other than {@code read} or {@code view}, is refused with {@link
 * IllegalStateException}, and nothing is changed by either: to change more than one key, use a transaction. The function
 * does not wait for other threads that write, which may have to wait for it.
 *
 * <p>Null keys and values are refused with {@link NullPointerException} before anything changes. Every method throws
 * {@link io.muniment.error.ClosedException} after the database is closed; writes throw the other exceptions of
 * {@link io.muniment.error.DatabaseException} as they are described there.
 *
 * @param <K> the key: a type with value equality that never changes
 * @param <V> the value
 */
public interface Table<K, V> {

    /** The value of {@code key}, or null when there is none. */
    @Nullable V get(K key);

    /** The value of {@code key}, or empty when there is none. */
    default Optional<V> find(K key) {
        return Optional.ofNullable(get(key));
    }

    /** The value of {@code key}, or {@code other} when there is none. */
    default V getOrDefault(K key, V other) {
        V value = get(key);
        return value == null ? other : value;
    }

    /** Whether {@code key} has a value. */
    boolean containsKey(K key);

    /** The number of keys that have a value. Constant time. */
    int size();

    /** Whether no key has a value. */
    default boolean isEmpty() {
        return size() == 0;
    }

    /** Gives {@code key} the value, and returns the one that it had, or null. */
    @Nullable V put(K key, V value);

    /** Gives {@code key} the value if it has none. Returns the one that it had, or null. */
    @Nullable V putIfAbsent(K key, V value);

    /** Gives {@code key} the value if it has one. Returns the one that it had, or null. */
    @Nullable V replace(K key, V value);

    /** Gives {@code key} the value {@code next} if its value equals {@code expected}. Returns whether it did. */
    boolean replace(K key, V expected, V next);

    /** Takes the value of {@code key} away, and returns it, or null when there was none. */
    @Nullable V remove(K key);

    /** Takes the value of {@code key} away if it equals {@code expected}. Returns whether it did. */
    boolean remove(K key, V expected);

    /**
     * Gives {@code key} what {@code next} makes of the key and its value (null when it has none); a null
     * result takes the value away. Returns the new value. If {@code next} throws, nothing changes.
     */
    @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next);

    /** Gives {@code key}, if it has no value, the one that {@code make} returns, unless that is null. Returns the current value. */
    @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> make);

    /** As {@link #compute}, but only if {@code key} has a value. */
    @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> next);

    /**
     * Gives {@code key} the value if it has none, else what {@code join} makes of the old value and this one;
     * a null result takes the value away. Returns the new value.
     */
    @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> join);

    /**
     * Gives each key its value, all in one commit: after a crash all of it is there or nothing, and nobody sees a part
     * of it. An empty map writes nothing. When this throws, nothing has changed.
     *
     * @throws io.muniment.error.TooLargeException if it does not fit one record ({@link
     *     io.muniment.Options#recordBytes}); {@link #load(Iterator)} takes any number of entries
     * @throws io.muniment.error.UniqueException if something would not be unique when all is put
     */
    void putAll(Map<? extends K, ? extends V> entries);

    /**
     * Gives each key its value, for as many entries as there are, in little memory, faster than they could be put one
     * by one: in commits of up to a thousand entries, in the order of the iterator. Where a key comes again, the last
     * value stays. When it returns, all of it is as durable as the database's {@link io.muniment.Durability} asks.
     *
     * <p>Each commit is atomic; <em>the whole is not</em>. Others see the entries come, some hundreds at a time, and
     * commit in between. A crash leaves the first so many commits. When this throws, be it because the iterator has
     * thrown, the commits before stay, and of the one that was being filled nothing is there. Loading the same once
     * more does no harm. What is to be unique must be so after each of the commits.
     *
     * <p>No lock is held while the iterator runs; it may read the database.
     *
     * <p>In a transaction the entries are part of it, as if they were put one by one, and have to fit its one record.
     *
     * @return how many entries the iterator gave
     */
    long load(Iterator<? extends Map.Entry<? extends K, ? extends V>> entries);

    /** As {@link #load(Iterator)}, in the order of the stream, which runs in the calling thread and is not closed. */
    long load(Stream<? extends Map.Entry<? extends K, ? extends V>> entries);

    /**
     * A number that this table has never given out and never will again, for the key of an entry to come, say: 1 at
     * first, then greater ones. There may be gaps between them.
     *
     * <p>It stays given out whatever happens: after {@link #clear}, in a later session, from a snapshot. After a crash
     * that is so at the level of the database's {@link io.muniment.Durability}: at {@code SYNCED} after a power cut,
     * at {@code WRITTEN} as long as the operating system lives, at {@code ASYNC} unless its reservation was among the
     * last commits that were lost, and then everything that was committed with the id is lost as well. After a salvage
     * that could not save everything, ids go on far above those that are known.
     *
     * <p>Ids are reserved some at a time, by a commit of its own: 16 at first, then as many as were given out since the
     * database was opened, at most 65,536. Those left over at the end are not given out. Most calls only add one to a
     * number in memory.
     *
     * <p>In a transaction the id is taken beside it: it is no conflict, and it is not given back if the transaction is
     * not committed. There are 2^63 - 1 ids; then this throws {@link IllegalStateException}.
     */
    long nextId();

    /** Takes all values away, in one commit. */
    void clear();

    /** Calls {@code action} for each key and value of one moment: commits made meanwhile are not seen. */
    void forEach(BiConsumer<? super K, ? super V> action);

    /**
     * This table as a map: a live view, as durable as the table itself. Its iterators see the moment at
     * which they were made. Its {@code putAll} puts one by one, in a commit each.
     */
    ConcurrentMap<K, V> asMap();
}
