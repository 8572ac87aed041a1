package io.muniment.processor.read;

import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexGroup;
import io.muniment.processor.model.IndexMethod;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.IndexRequest;
import io.muniment.processor.model.IndexStep;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Finds the indexes of a table: what its value asks for, and the records in it. */
final class IndexReader {

    private final Map<DefinedType, Definition> types = new HashMap<>();

    /** Those of the schema. */
    private final List<IndexMethod> ofSchema;

    private final UnaryOperator<StoredType> keyTypes;

    /** Makes a constant's name from words in camel case. */
    private final UnaryOperator<String> constants;

    IndexReader(
            List<Definition> definitions,
            List<IndexMethod> ofSchema,
            UnaryOperator<StoredType> keyTypes,
            UnaryOperator<String> constants) {
        this.ofSchema = ofSchema;
        this.keyTypes = keyTypes;
        this.constants = constants;
        for (Definition definition : definitions) {
            types.put(definition.type(), definition);
        }
    }

    /** Those of the table {@code name}, in the order of the names of components. */
    List<IndexModel> read(String name, StoredType value) {
        Walk walk = new Walk(name);
        ofSchema.stream().filter(IndexMethod::isStatic).forEach(method -> walk.from(method, value.javaType()));
        return walk.from(value);
    }

    /** From a value to all records in it. */
    private final class Walk {

        private final String table;
        private final List<IndexStep> way = new ArrayList<>();
        private final List<IndexModel> found = new ArrayList<>();

        /** Those that the way leads through: a record in itself would have no end. */
        private final List<Definition> through = new ArrayList<>();

        Walk(String table) {
            this.table = table;
        }

        List<IndexModel> from(StoredType type) {
            Definition definition = type instanceof DefinedType use ? types.get(use) : null;
            if (definition != null && !through.contains(definition)) {
                through.add(definition);
                if (definition instanceof RecordDefinition record) {
                    record.components().forEach(component -> from(record, component));
                    record.facts().groups().forEach(group -> from(record, group));
                }
                definition.facts().methods().forEach(method -> from(method, type.javaType()));
                through.remove(definition);
            }
            return found;
        }

        private void from(IndexMethod method, TypeName value) {
            if (method.takes(value) && method.named().isEmpty()) {
                IndexStep.Kind kind = method.isStatic() ? IndexStep.Kind.STATIC_METHOD : IndexStep.Kind.METHOD;
                StoredType type = keyTypes.apply(method.type());
                add(
                        method.request(),
                        List.of(new IndexStep(method.name(), method.owner(), kind, type, method.place())));
            }
        }

        private void from(RecordDefinition record, Component component) {
            IndexStep step = new IndexStep(
                    component.name(),
                    record.type().javaType(),
                    IndexStep.Kind.COMPONENT,
                    component.type(),
                    component.place());
            if (component.index().isAny()) {
                add(component.index(), List.of(step));
            }
            way.add(step);
            from(step.each());
            way.remove(way.size() - 1);
        }

        /** If all that it names is there. */
        private void from(RecordDefinition record, IndexGroup group) {
            List<IndexStep> parts = new ArrayList<>();
            for (Written name : group.names()) {
                record.components().stream()
                        .filter(component -> component.name().equals(name.text()))
                        .forEach(component -> parts.add(new IndexStep(
                                name.text(),
                                record.type().javaType(),
                                IndexStep.Kind.COMPONENT,
                                component.type(),
                                name.place())));
            }
            if (parts.size() > 1 && parts.size() == group.names().size()) {
                add(group.request(), parts);
            }
        }

        private void add(IndexRequest request, List<IndexStep> parts) {
            String by = by(parts);
            found.add(new IndexModel(request, way, parts, "b" + by.substring(1), constants.apply(table + by)));
        }

        /** {@code ByAddressCityAndZip} */
        private String by(List<IndexStep> parts) {
            StringBuilder by = new StringBuilder("By");
            way.forEach(step -> by.append(SchemaReader.capitalized(step.name())));
            return by.append(parts.stream()
                            .map(part -> SchemaReader.capitalized(part.name()))
                            .collect(Collectors.joining("And")))
                    .toString();
        }
    }
}
