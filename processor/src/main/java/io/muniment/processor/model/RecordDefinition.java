package io.muniment.processor.model;

import java.util.Comparator;
import java.util.List;

/**
 * A record. Its components are written and read by position, in ascending order of id.
 *
 * @param components by id; none for an empty record
 */
public record RecordDefinition(DefinedType type, List<Component> components, TypeFacts facts) implements Definition {

    /** Copies the list. */
    public RecordDefinition {
        components = List.copyOf(components);
    }

    /** The components in the order of the canonical constructor's parameters. */
    public List<Component> constructorOrder() {
        return components.stream()
                .sorted(Comparator.comparingInt(Component::position))
                .toList();
    }
}
