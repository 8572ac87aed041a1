package io.muniment.processor.read;

import io.muniment.processor.model.Component;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.IndexStep;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.StoredType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Finds the indexes of a table: what its value asks for, and the records in it. */
final class IndexReader {

    private final Map<DefinedType, RecordDefinition> records = new HashMap<>();

    /** Makes a constant's name from words in camel case. */
    private final UnaryOperator<String> constants;

    IndexReader(List<Definition> definitions, UnaryOperator<String> constants) {
        this.constants = constants;
        for (Definition definition : definitions) {
            if (definition instanceof RecordDefinition record) {
                records.put(record.type(), record);
            }
        }
    }

    /** Those of the table {@code name}, in the order of the names of components. */
    List<IndexModel> read(String name, StoredType value) {
        return new Walk(name).from(value);
    }

    /** From a value to all records in it. */
    private final class Walk {

        private final String table;
        private final List<IndexStep> way = new ArrayList<>();
        private final List<IndexModel> found = new ArrayList<>();

        /** Those that the way leads through: a record in itself would have no end. */
        private final List<RecordDefinition> through = new ArrayList<>();

        Walk(String table) {
            this.table = table;
        }

        List<IndexModel> from(StoredType type) {
            RecordDefinition record = type instanceof DefinedType use ? records.get(use) : null;
            if (record != null && !through.contains(record)) {
                through.add(record);
                record.components().forEach(component -> from(record, component));
                through.remove(record);
            }
            return found;
        }

        private void from(RecordDefinition record, Component component) {
            IndexStep step =
                    new IndexStep(component.name(), record.type().javaType(), component.type(), component.place());
            if (component.index().isAny()) {
                String by = by(step);
                found.add(new IndexModel(
                        component.index(), way, step, "b" + by.substring(1), constants.apply(table + by)));
            }
            way.add(step);
            from(step.each());
            way.remove(way.size() - 1);
        }

        /** {@code ByAddressCity} */
        private String by(IndexStep last) {
            StringBuilder by = new StringBuilder("By");
            way.forEach(step -> by.append(SchemaReader.capitalized(step.name())));
            return by.append(SchemaReader.capitalized(last.name())).toString();
        }
    }
}
