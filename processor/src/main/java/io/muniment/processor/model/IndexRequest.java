package io.muniment.processor.model;

/**
 * What the annotations of a component, or of several, ask for.
 *
 * @param isUnique whether it has {@code @Unique}
 * @param isIndexed whether it has {@code @Indexed}
 * @param isOrdered whether that one says {@code ordered = true}
 */
public record IndexRequest(boolean isUnique, boolean isIndexed, boolean isOrdered) {

    /** Whether it asks for an index. */
    public boolean isAny() {
        return isUnique || isIndexed;
    }

    /** The annotation that asks, as it is written; the first of two. */
    public String annotation() {
        if (isUnique) {
            return "@Unique";
        }
        return isOrdered ? "@Indexed(ordered = true)" : "@Indexed";
    }
}
