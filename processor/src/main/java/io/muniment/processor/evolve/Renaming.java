package io.muniment.processor.evolve;

import io.muniment.processor.model.Change;
import io.muniment.processor.model.Change.Verb;
import io.muniment.schema.Shape;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An older shape by the names of the next version, so that what was renamed is not told as removed and added. */
final class Renaming {

    private final Collection<Change> changes;

    /** New names by old ones. */
    private final Map<String, String> types = new TreeMap<>();

    private Renaming(Collection<Change> changes) {
        this.changes = changes;
        changes.stream()
                .filter(change ->
                        change.verb() == Verb.RENAMED_FROM && !change.type().isEmpty())
                .filter(change -> change.member().isEmpty())
                .forEach(change -> types.merge(change.text(), change.type(), (one, other) -> change.text()));
    }

    /**
     * All differences to the next version, a line for each.
     *
     * @param changes what is stated of the step, as far as it has an effect
     */
    static List<String> differences(Shape before, Shape now, Collection<Change> changes) {
        Shape renamed;
        try {
            renamed = new Renaming(changes).of(before);
        } catch (IllegalArgumentException twoOfOneName) {
            return Shape.differences(before, now);
        }
        return Stream.concat(
                        changes.stream()
                                .filter(change -> change.verb() == Verb.RENAMED_FROM)
                                .map(Renaming::line),
                        Shape.differences(renamed, now).stream())
                .toList();
    }

    private static String line(Change change) {
        String what;
        if (change.type().isEmpty()) {
            what = "table";
        } else {
            what = change.member().isEmpty() ? "type" : "type " + change.type() + ":";
        }
        return what + " " + change.text() + " was renamed to "
                + (change.member().isEmpty() ? change.type() : change.member());
    }

    private Shape of(Shape shape) {
        return new Shape(
                shape.name(),
                shape.version(),
                shape.tables().stream().map(this::table).toList(),
                shape.types().stream().map(this::type).toList());
    }

    private TableShape table(TableShape table) {
        return new TableShape(
                table.id(),
                renamed("", table.name()),
                table.kind(),
                table.key() == null ? null : expression(table.key()),
                expression(table.value()));
    }

    private TypeShape type(TypeShape type) {
        TypeExpression expression = expression(TypeExpression.parse(type.name()));
        String name = expression.toString();
        if (type instanceof TypeShape.OfRecord record) {
            List<TypeShape.Component> components = new ArrayList<>();
            record.components()
                    .forEach(each -> components.add(new TypeShape.Component(
                            each.id(), renamed(expression.name(), each.name()), expression(each.type()))));
            return new TypeShape.OfRecord(name, components);
        } else if (type instanceof TypeShape.OfEnum enumeration) {
            List<TypeShape.Constant> constants = new ArrayList<>();
            enumeration
                    .constants()
                    .forEach(each ->
                            constants.add(new TypeShape.Constant(each.id(), renamed(expression.name(), each.name()))));
            return new TypeShape.OfEnum(name, constants);
        } else if (type instanceof TypeShape.OfSealed family) {
            List<TypeShape.Case> cases = new ArrayList<>();
            family.cases().forEach(each -> cases.add(new TypeShape.Case(each.id(), expression(each.type()))));
            return new TypeShape.OfSealed(name, cases);
        }
        return new TypeShape.OfCustom(name);
    }

    private TypeExpression expression(TypeExpression type) {
        return new TypeExpression(
                type.isBuiltIn() ? type.name() : types.getOrDefault(type.name(), type.name()),
                type.arguments().stream().map(this::expression).toList());
    }

    /** The new name of a member of a type, by that type's new name; of a table, if there is no type. */
    private String renamed(String type, String old) {
        Optional<String> now = changes.stream()
                .filter(change ->
                        change.verb() == Verb.RENAMED_FROM && !change.member().isEmpty())
                .filter(change -> change.type().equals(type) && change.text().equals(old))
                .map(Change::member)
                .findFirst();
        return now.orElse(old);
    }
}
