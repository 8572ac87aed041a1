package io.muniment.group;

import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The serializers of groups, for generated code. */
public final class Groups {

    private Groups() {}

    /** Sets: the count, then the elements. */
    public static <E> GroupSerializer<Set<E>, E> set(ValueSerializer<E> elements) {
        return new SetGroups<>(elements);
    }

    /** Lists: the count, then the elements. */
    public static <E> GroupSerializer<List<E>, E> list(ValueSerializer<E> elements) {
        return new ListGroups<>(elements);
    }

    /** Maps: the count, then each key with its value. */
    public static <S, V> GroupSerializer<Map<S, V>, Map.Entry<S, V>> map(
            ValueSerializer<S> keys, ValueSerializer<V> values) {
        return new MapGroups<>(keys, values);
    }

    /** Sequences: the number of the first element, the count, then the elements. */
    public static <E> GroupSerializer<SequenceGroup<E>, E> sequence(ValueSerializer<E> elements) {
        return new SequenceGroups<>(elements);
    }

    private static final class SetGroups<E> extends GroupSerializer<Set<E>, E> {

        private final ValueSerializer<E> elements;

        SetGroups(ValueSerializer<E> elements) {
            this.elements = elements;
        }

        @Override
        public Set<E> empty() {
            return SetGroup.empty();
        }

        @Override
        public int size(Set<E> group) {
            return group.size();
        }

        @Override
        public Iterator<E> items(Set<E> group) {
            return group.iterator();
        }

        @Override
        void writeItem(ValueOutput out, E item) {
            elements.write(out, requireElement(item, "A set"));
        }

        @Override
        E readItem(ValueInput in) {
            return elements.read(in);
        }

        @Override
        @Nullable Set<E> of(long start, List<E> items) {
            Trie.Builder<E, Boolean> trie = new Trie.Builder<>();
            for (E item : items) {
                if (!trie.put(item, Boolean.TRUE)) {
                    return null;
                }
            }
            return SetGroup.of(trie.build());
        }

        @Override
        ValueSerializer<?> elements() {
            return elements;
        }

        @Override
        public Set<E> freeze(Set<E> group) {
            if (group instanceof SetGroup<E> own && own.isKept()) {
                return group;
            }
            Trie.Builder<E, Boolean> frozen = new Trie.Builder<>();
            group.forEach(element -> frozen.put(elements.freeze(requireElement(element, "A set")), Boolean.TRUE));
            return SetGroup.of(frozen.build());
        }

        @Override
        public Set<E> copy(Set<E> kept) {
            return ((SetGroup<E>) kept).givenOut(elements::copy);
        }

        @Override
        @SuppressWarnings("unchecked") // the table gives what its type allows
        Set<E> edited(Set<E> group, Edit edit) {
            SetGroup<E> kept = (SetGroup<E>) group;
            return switch (edit.kind()) {
                case ADD -> kept.with((E) edit.requireElement());
                case REMOVE -> kept.without(edit.requireElement());
                default -> throw noSuchEdit(edit);
            };
        }
    }

    private static final class ListGroups<E> extends GroupSerializer<List<E>, E> {

        private final ValueSerializer<E> elements;

        ListGroups(ValueSerializer<E> elements) {
            this.elements = elements;
        }

        @Override
        public List<E> empty() {
            return ListGroup.empty();
        }

        @Override
        public int size(List<E> group) {
            return group.size();
        }

        @Override
        public Iterator<E> items(List<E> group) {
            return group.iterator();
        }

        @Override
        void writeItem(ValueOutput out, E item) {
            elements.write(out, requireElement(item, "A list"));
        }

        @Override
        E readItem(ValueInput in) {
            return elements.read(in);
        }

        @Override
        List<E> of(long start, List<E> items) {
            return ListGroup.of(items);
        }

        @Override
        ValueSerializer<?> elements() {
            return elements;
        }

        @Override
        public List<E> freeze(List<E> group) {
            return group instanceof ListGroup<E> own && own.isKept() ? group : frozen(group, elements);
        }

        static <E> ListGroup<E> frozen(List<E> group, ValueSerializer<E> elements) {
            List<E> frozen = new ArrayList<>();
            group.forEach(element -> frozen.add(elements.freeze(requireElement(element, "A list"))));
            return ListGroup.of(frozen);
        }

        @Override
        public List<E> copy(List<E> kept) {
            return ((ListGroup<E>) kept).givenOut(elements::copy);
        }

        @Override
        @SuppressWarnings("unchecked") // the table gives what its type allows
        List<E> edited(List<E> group, Edit edit) {
            ListGroup<E> kept = (ListGroup<E>) group;
            return switch (edit.kind()) {
                case ADD -> kept.withAt(kept.size(), (E) edit.requireElement());
                case INSERT -> kept.withAt(edit.index(), (E) edit.requireElement());
                case SET -> kept.replacedAt(edit.index(), (E) edit.requireElement());
                case REMOVE_AT -> kept.withoutAt(edit.index());
                case REMOVE_LAST -> kept.withoutAt(kept.size() - 1);
                default -> throw noSuchEdit(edit);
            };
        }
    }

    private static final class MapGroups<S, V> extends GroupSerializer<Map<S, V>, Map.Entry<S, V>> {

        private final ValueSerializer<S> keys;
        private final ValueSerializer<V> values;

        MapGroups(ValueSerializer<S> keys, ValueSerializer<V> values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        public Map<S, V> empty() {
            return MapGroup.empty();
        }

        @Override
        public int size(Map<S, V> group) {
            return group.size();
        }

        @Override
        public Iterator<Map.Entry<S, V>> items(Map<S, V> group) {
            return group.entrySet().iterator();
        }

        @Override
        void writeItem(ValueOutput out, Map.Entry<S, V> item) {
            keys.write(out, requireElement(item.getKey(), "A map"));
            values.write(out, requireElement(item.getValue(), "A map"));
        }

        @Override
        Map.Entry<S, V> readItem(ValueInput in) {
            S key = keys.read(in);
            return Map.entry(key, values.read(in));
        }

        @Override
        @Nullable Map<S, V> of(long start, List<Map.Entry<S, V>> items) {
            Trie.Builder<S, V> trie = new Trie.Builder<>();
            for (Map.Entry<S, V> item : items) {
                if (!trie.put(item.getKey(), item.getValue())) {
                    return null;
                }
            }
            return MapGroup.of(trie.build());
        }

        @Override
        @SuppressWarnings("unchecked") // the caller gives what its types allow
        Map.Entry<S, V> item(Edit addition) {
            return Map.entry((S) addition.requireElement(), (V) addition.requireValue());
        }

        @Override
        Edit addition(Map.Entry<S, V> item) {
            return Edit.put(item.getKey(), item.getValue());
        }

        /** By the key: a caller's map has an order of its own. */
        @Override
        Map.@Nullable Entry<S, V> counterpart(Map<S, V> kept, Map.Entry<S, V> item, Map.Entry<S, V> next) {
            V value = kept.get(item.getKey());
            return value == null ? null : Map.entry(item.getKey(), value);
        }

        @Override
        ValueSerializer<?> elements() {
            return keys;
        }

        @Override
        ValueSerializer<?> values() {
            return values;
        }

        @Override
        public Map<S, V> freeze(Map<S, V> group) {
            if (group instanceof MapGroup<S, V> own && own.isKept()) {
                return group;
            }
            Trie.Builder<S, V> frozen = new Trie.Builder<>();
            group.forEach((key, value) -> frozen.put(
                    keys.freeze(requireElement(key, "A map")), values.freeze(requireElement(value, "A map"))));
            return MapGroup.of(frozen.build());
        }

        @Override
        public Map<S, V> copy(Map<S, V> kept) {
            return ((MapGroup<S, V>) kept).givenOut(keys::copy, values::copy);
        }

        @Override
        @SuppressWarnings("unchecked") // the table gives what its type allows
        Map<S, V> edited(Map<S, V> group, Edit edit) {
            MapGroup<S, V> kept = (MapGroup<S, V>) group;
            return switch (edit.kind()) {
                case PUT -> kept.with((S) edit.requireElement(), (V) edit.requireValue());
                case REMOVE -> kept.without(edit.requireElement());
                default -> throw noSuchEdit(edit);
            };
        }
    }

    private static final class SequenceGroups<E> extends GroupSerializer<SequenceGroup<E>, E> {

        private final ValueSerializer<E> elements;

        SequenceGroups(ValueSerializer<E> elements) {
            this.elements = elements;
        }

        @Override
        public SequenceGroup<E> empty() {
            return SequenceGroup.empty();
        }

        @Override
        public int size(SequenceGroup<E> group) {
            return group.size();
        }

        @Override
        public Iterator<E> items(SequenceGroup<E> group) {
            return group.elements().iterator();
        }

        @Override
        boolean isNumbered() {
            return true;
        }

        @Override
        long start(SequenceGroup<E> group) {
            return group.first();
        }

        @Override
        void writeItem(ValueOutput out, E item) {
            elements.write(out, item);
        }

        @Override
        E readItem(ValueInput in) {
            return elements.read(in);
        }

        @Override
        @Nullable SequenceGroup<E> of(long start, List<E> items) {
            boolean isPossible = start >= SequenceGroup.FIRST && start <= SequenceGroup.LAST_START;
            return isPossible ? new SequenceGroup<>(start, ListGroup.of(items)) : null;
        }

        @Override
        ValueSerializer<?> elements() {
            return elements;
        }

        @Override
        public SequenceGroup<E> copy(SequenceGroup<E> kept) {
            return new SequenceGroup<>(kept.first(), kept.elements().givenOut(elements::copy));
        }

        @Override
        SequenceGroup<E> emptied(SequenceGroup<E> group) {
            return group.size() == 0 ? group : group.dropFirst(group.size());
        }

        @Override
        @SuppressWarnings("unchecked") // the table gives what its type allows
        SequenceGroup<E> edited(SequenceGroup<E> group, Edit edit) {
            return switch (edit.kind()) {
                case ADD -> group.with((E) edit.requireElement());
                case DROP -> edit.index() == 0 ? group : group.dropFirst(edit.index());
                default -> throw noSuchEdit(edit);
            };
        }
    }
}
