package io.muniment.table;

import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A durable map from keys to groups: sets, lists or maps, of which each can be changed a little at a time. A change of
 * a group writes that change to the log, not the group; and it takes a time that hardly grows with the group.
 *
 * <p>An empty group is different from none: it is there after {@link #create}, and after its last element is removed,
 * until the group itself is removed. Whatever adds something to a group that is not there creates it.
 *
 * <p>A group that a method returns is of one moment, cannot be changed, and costs nothing to get, however large it is.
 * (Of elements that hold arrays, each is copied when it is asked for.) What {@link Table} says of threads, commits,
 * null and exceptions holds here too. For a transaction a group is one thing: two that change the same group exclude
 * each other.
 *
 * @param <K> the key: a type with value equality that never changes
 * @param <G> the group: a set, a list or a map
 */
public interface GroupTable<K, G> {

    /** The group of {@code key}; an empty one when there is none. */
    G of(K key);

    /** The group of {@code key}, or null when there is none. */
    @Nullable G get(K key);

    /** The group of {@code key}, or empty when there is none. */
    default Optional<G> find(K key) {
        return Optional.ofNullable(get(key));
    }

    /** Whether {@code key} has a group, and be it an empty one. */
    boolean containsKey(K key);

    /** The number of keys that have a group. Constant time. */
    int size();

    /** Whether no key has a group. */
    default boolean isEmpty() {
        return size() == 0;
    }

    /** Gives {@code key} an empty group if it has none. Returns whether it had none. */
    boolean create(K key);

    /**
     * Gives {@code key} this group, whatever it had, and returns what it had, or null. All of the group is written, as
     * one record.
     *
     * @throws io.muniment.error.TooLargeException if it is too large for that; add it little by little instead
     */
    @Nullable G put(K key, G group);

    /** Takes the group of {@code key} away, and returns it, or null when there was none. */
    @Nullable G remove(K key);

    /** Makes the group of {@code key} empty. Returns whether there was anything in it. */
    boolean clear(K key);

    /** Takes all groups away, in one commit. */
    void clear();

    /** Calls {@code action} for each key and group of one moment: commits made meanwhile are not seen. */
    void forEach(BiConsumer<? super K, ? super G> action);

    /**
     * This table as a map: a live view, as durable as the table itself. Its iterators see the moment at which they were
     * made. What is put by it is written as a whole group.
     */
    ConcurrentMap<K, G> asMap();
}
