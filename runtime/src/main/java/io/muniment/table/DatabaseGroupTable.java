package io.muniment.table;

import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.table.Write.When;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the tables of an open database have in common whose entries are groups. */
public abstract sealed class DatabaseGroupTable<K, G> extends LockableTable implements GroupTable<K, G>
        permits DatabaseSetTable, DatabaseListTable, DatabaseMapTable {

    private final TableHandle<K, G> handle;
    private final GroupSerializer<G, ?> groups;

    DatabaseGroupTable(TableHandle<K, G> handle) {
        this.handle = handle;
        this.groups = handle.description().groups();
    }

    @Override
    final TableHandle<K, G> handle() {
        return handle;
    }

    /** The group as the table keeps it; an empty one when there is none. */
    final G kept(K key) {
        G kept = handle.kept(key);
        return kept == null ? groups.empty() : kept;
    }

    /** The group before an edit, as a caller gets it; an empty one when there was none. */
    final G before(Edited<G> edited) {
        G before = edited.before();
        return handle.outOf(before == null ? groups.empty() : before);
    }

    final Edited<G> edit(K key, Edit edit) {
        return handle.edit(key, List.of(edit));
    }

    @Override
    public final G of(K key) {
        return handle.outOf(kept(key));
    }

    @Override
    public final @Nullable G get(K key) {
        return handle.get(key);
    }

    @Override
    public final boolean containsKey(K key) {
        return handle.containsKey(key);
    }

    @Override
    public final int size() {
        return handle.size();
    }

    @Override
    public final boolean create(K key) {
        return handle.put(checked(key), groups.empty(), When.ABSENT) == null;
    }

    @Override
    public final @Nullable G put(K key, G group) {
        return handle.put(checked(key), group, When.ALWAYS);
    }

    @Override
    public final @Nullable G remove(K key) {
        return handle.remove(key);
    }

    @Override
    public final boolean clear(K key) {
        return edit(checked(key), Edit.empty()).isChanged();
    }

    @Override
    public final void clear() {
        handle.clear();
    }

    @Override
    public final void forEach(BiConsumer<? super K, ? super G> action) {
        handle.forEach(action);
    }

    @Override
    public final ConcurrentMap<K, G> asMap() {
        return new TableMap<>(handle);
    }

    /** The table's name and size, without keys or values. */
    @Override
    public final String toString() {
        return handle.toString();
    }

    /** The key, which is looked at before anything else: what is told of two nulls is the first. */
    static <K> K checked(K key) {
        return Objects.requireNonNull(key, "key");
    }
}
