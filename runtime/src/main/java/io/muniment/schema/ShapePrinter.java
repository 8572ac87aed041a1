package io.muniment.schema;

import java.util.List;
import java.util.function.Consumer;

/** Prints the canonical JSON. Names need no escapes: they are identifiers. */
final class ShapePrinter {

    private final StringBuilder json = new StringBuilder();

    String print(Shape shape) {
        json.append("{\n  \"format\": ").append(ShapeReader.FORMAT);
        json.append(",\n  \"name\": \"").append(shape.name());
        json.append("\",\n  \"version\": ").append(shape.version());
        json.append(",\n  \"tables\": ");
        list(shape.tables(), "  ", this::table);
        json.append(",\n  \"types\": ");
        list(shape.types(), "  ", this::type);
        return json.append("\n}\n").toString();
    }

    private void table(TableShape table) {
        json.append("{\"id\": ").append(table.id()).append(", \"name\": \"").append(table.name());
        json.append("\", \"kind\": \"").append(table.kind().text());
        if (table.key() != null) {
            json.append("\", \"key\": \"").append(table.key());
        }
        json.append("\", \"value\": \"").append(table.value()).append("\"}");
    }

    private void type(TypeShape type) {
        json.append("{\"name\": \"").append(type.name()).append("\", \"kind\": \"");
        if (type instanceof TypeShape.OfRecord record) {
            json.append("record\", \"components\": ");
            list(record.components(), "    ", this::component);
        } else if (type instanceof TypeShape.OfEnum enumeration) {
            json.append("enum\", \"constants\": ");
            list(enumeration.constants(), "    ", this::constant);
        } else if (type instanceof TypeShape.OfSealed family) {
            json.append("sealed\", \"cases\": ");
            list(family.cases(), "    ", this::caseOf);
        } else {
            json.append("custom\"");
        }
        json.append('}');
    }

    private void component(TypeShape.Component component) {
        json.append("{\"id\": ").append(component.id()).append(", \"name\": \"").append(component.name());
        json.append("\", \"type\": \"").append(component.type()).append("\"}");
    }

    private void constant(TypeShape.Constant constant) {
        json.append("{\"id\": ").append(constant.id()).append(", \"name\": \"").append(constant.name());
        json.append("\"}");
    }

    private void caseOf(TypeShape.Case oneCase) {
        json.append("{\"id\": ").append(oneCase.id()).append(", \"type\": \"").append(oneCase.type());
        json.append("\"}");
    }

    /** One item a line, so that a change of one is a change of one line. */
    private <T> void list(List<T> items, String indent, Consumer<T> print) {
        String before = "[\n";
        for (T item : items) {
            json.append(before).append(indent).append("  ");
            print.accept(item);
            before = ",\n";
        }
        json.append(items.isEmpty() ? "[]" : "\n" + indent + "]");
    }
}
