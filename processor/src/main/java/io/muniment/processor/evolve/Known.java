package io.muniment.processor.evolve;

import io.muniment.processor.model.Change;
import io.muniment.processor.model.Change.Verb;
import io.muniment.schema.Shape;
import io.muniment.schema.TableShape;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is known of all versions before one: by it a slip of the pen is told from a statement about an earlier step, which is
 * stale and harmless. What cannot be known is never taken for a slip.
 */
public final class Known {

    private final List<Shape> older;
    private final Collection<Change> stated;
    private final Predicate<String> isShared;

    private Known(List<Shape> older, Collection<Change> stated, Predicate<String> isShared) {
        this.older = older;
        this.stated = stated;
        this.isShared = isShared;
    }

    /** Of a schema of which some version is not known. */
    public static Known nothing() {
        return new Known(List.of(), List.of(), type -> true);
    }

    /**
     * Of a schema of which all versions are known.
     *
     * @param older those before, from the first
     * @param stated of all steps, that to the newest version among them
     * @param isShared whether a type, by its stored name, is one of another schema too, of which a statement on it may be
     */
    public static Known of(List<Shape> older, Collection<Change> stated, Predicate<String> isShared) {
        return new Known(older, stated, isShared);
    }

    /** Whether it is certain that no version before had what a change names as old. */
    boolean lacks(Change change) {
        if (older.isEmpty() || !change.type().isEmpty() && isShared.test(change.type())) {
            return false;
        }
        if (change.type().isEmpty()) {
            return older.stream()
                    .flatMap(shape -> shape.tables().stream())
                    .map(TableShape::name)
                    .noneMatch(change.text()::equals);
        }
        List<Map<String, Counterparts.Type>> versions = older.stream()
                .<Map<String, Counterparts.Type>>map(Counterparts::types)
                .toList();
        if (change.verb() == Verb.RENAMED_FROM && change.member().isEmpty()) {
            return versions.stream().noneMatch(types -> types.containsKey(change.text()));
        }
        Set<String> names = names(change.type());
        List<Counterparts.Type> ancestors = versions.stream()
                .flatMap(types -> types.entrySet().stream())
                .filter(type -> names.contains(type.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return !ancestors.isEmpty()
                && ancestors.stream().noneMatch(type -> type.members().containsKey(change.text()));
    }

    /** All names that a type has had. */
    private Set<String> names(String type) {
        Set<String> names = new TreeSet<>(Set.of(type));
        int known;
        do {
            known = names.size();
            stated.stream()
                    .filter(change -> change.verb() == Verb.RENAMED_FROM
                            && change.member().isEmpty()
                            && names.contains(change.type()))
                    .map(Change::text)
                    .toList()
                    .forEach(names::add);
        } while (names.size() > known);
        return names;
    }
}
