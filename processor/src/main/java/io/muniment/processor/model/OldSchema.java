package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.schema.Shape;
import io.muniment.schema.TypeShape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An older version of a schema, of which there is no source: an interface is to be generated for it.
 *
 * @param interfaceName the interface, {@code p.LockbookV1}
 * @param shape what is on record
 * @param types by their expressions, all own types of the version: classes nested in the interface, and those of the
 *     user's that have serializers
 * @param serializers to be named on the interface
 * @param ofComponents by {@code Account.homepage}, serializers to be named on that component alone
 * @param orders by their expressions, the records and families that need an order: what they compare with, which is
 *     the type itself or a family around it
 * @param declared by their expressions, the components of records in the order that they had in the source, where that is
 *     known and not the order of their ids
 */
public record OldSchema(
        ClassName interfaceName,
        Shape shape,
        Map<String, TypeName> types,
        List<ClassName> serializers,
        Map<String, ClassName> ofComponents,
        Map<String, ClassName> orders,
        Map<String, List<String>> declared) {

    /** Copies the lists and maps. */
    public OldSchema {
        types = Map.copyOf(types);
        serializers = List.copyOf(serializers);
        ofComponents = Map.copyOf(ofComponents);
        orders = Map.copyOf(orders);
        declared = Map.copyOf(declared);
    }

    /** One of the version's own types. */
    public ClassName type(TypeShape type) {
        return (ClassName) Objects.requireNonNull(types.get(type.name()), type::name);
    }

    /** The components of a record as they were declared, as far as that is known. */
    public List<TypeShape.Component> declared(TypeShape.OfRecord type) {
        List<String> order = declared.getOrDefault(type.name(), List.of());
        return type.components().stream()
                .sorted(Comparator.comparingInt(component -> order.indexOf(component.name())))
                .toList();
    }

    /** The families that have the type as a case. */
    public List<TypeShape.OfSealed> familiesOf(TypeShape type) {
        return shape.types().stream()
                .filter(TypeShape.OfSealed.class::isInstance)
                .map(TypeShape.OfSealed.class::cast)
                .filter(family -> family.cases().stream()
                        .anyMatch(each -> each.type().toString().equals(type.name())))
                .toList();
    }

    /** The serializer to be named on a component. */
    public Optional<ClassName> serializer(TypeShape.OfRecord type, TypeShape.Component component) {
        return Optional.ofNullable(ofComponents.get(use(type, component)));
    }

    /** {@code Account.homepage} */
    public static String use(TypeShape.OfRecord type, TypeShape.Component component) {
        return type.name() + "." + component.name();
    }
}
