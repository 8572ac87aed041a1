package io.muniment.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found of a {@link Page}, all of one moment.
 *
 * @param entries as many as were asked for, or all that are left; immutable
 * @param next the page after this one; null if this one is not full, for then there is no more. It may be empty
 */
public record Paged<I, K, V>(
        List<Map.Entry<K, V>> entries, @Nullable Page<I, K> next) {

    /** Copies the list. */
    public Paged {
        entries = List.copyOf(entries);
    }
}
