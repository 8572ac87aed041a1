package io.muniment.processor.write;

import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.schema.Shape;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;

/** Writes the shape of a schema: the canonical JSON that is in every file of the database, too. */
final class ShapeWriter {

    private ShapeWriter() {}

    /** The shape; its JSON is as the runtime prints it. */
    static Shape shape(SchemaModel schema) {
        return new Shape(
                schema.name(),
                schema.version(),
                schema.tables().stream().map(ShapeWriter::table).toList(),
                schema.types().stream().map(ShapeWriter::type).toList());
    }

    /** {@code lockbook/2.json} */
    static String fileName(SchemaModel schema) {
        return schema.name() + "/" + schema.version() + ".json";
    }

    /** {@code META-INF/muniment/lockbook/2.json} */
    static String resourceName(SchemaModel schema) {
        return "META-INF/muniment/" + fileName(schema);
    }

    private static TableShape table(TableModel table) {
        return new TableShape(
                table.id(),
                table.name(),
                table.kind(),
                table.key().map(ShapeWriter::expression).orElse(null),
                expression(table.value()));
    }

    private static TypeShape type(Definition definition) {
        String name = definition.type().expression();
        if (definition instanceof RecordDefinition type) {
            return new TypeShape.OfRecord(
                    name,
                    type.components().stream()
                            .map(component -> new TypeShape.Component(
                                    component.id(), component.name(), expression(component.type())))
                            .toList());
        }
        if (definition instanceof EnumDefinition type) {
            return new TypeShape.OfEnum(
                    name,
                    type.constants().stream()
                            .map(constant -> new TypeShape.Constant(constant.id(), constant.name()))
                            .toList());
        }
        if (definition instanceof FamilyDefinition type) {
            return new TypeShape.OfSealed(
                    name,
                    type.cases().stream()
                            .map(each -> new TypeShape.Case(each.id(), expression(each.type())))
                            .toList());
        }
        if (definition instanceof CustomDefinition) {
            return new TypeShape.OfCustom(name);
        }
        throw new IllegalArgumentException("No shape for " + name);
    }

    private static TypeExpression expression(StoredType type) {
        return TypeExpression.parse(type.expression());
    }
}
