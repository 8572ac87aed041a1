package io.muniment.table;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks one moment of a map: that at which it is first used. Changes made later are not seen. */
final class MomentSpliterator<T> extends Spliterators.AbstractSpliterator<T> {

    private final MapPart<?, ?, T> part;
    private @Nullable Iterator<T> begun;

    MomentSpliterator(MapPart<?, ?, T> part, int characteristics) {
        super(part.estimate(), characteristics | Spliterator.NONNULL | Spliterator.CONCURRENT);
        this.part = part;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        Iterator<T> from = begun;
        if (from == null) {
            from = part.iterator();
            begun = from;
        }
        if (!from.hasNext()) {
            return false;
        }
        action.accept(from.next());
        return true;
    }

    @Override
    public void forEachRemaining(Consumer<? super T> action) {
        Iterator<T> from = begun;
        if (from != null) {
            from.forEachRemaining(action);
            return;
        }
        part.forEach(action);
        begun = Collections.emptyIterator();
    }

    @Override
    public @Nullable Comparator<? super T> getComparator() {
        if (!hasCharacteristics(Spliterator.SORTED)) {
            throw new IllegalStateException("not sorted");
        }
        return part.order();
    }
}
