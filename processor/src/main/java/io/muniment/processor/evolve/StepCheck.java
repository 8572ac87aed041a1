package io.muniment.processor.evolve;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.evolve.Counterparts.Sort;
import io.muniment.processor.model.Change;
import io.muniment.processor.model.Change.Verb;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.Statement;
import io.muniment.processor.model.StepModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.model.TypeText;
import io.muniment.processor.problem.Advice;
import io.muniment.processor.problem.Likeness;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Place;
import io.muniment.processor.problem.Problem;
import io.muniment.schema.Shape;
import io.muniment.schema.TableKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Compares a schema with the version before it: all that is gone is stated to be, by a name that is there. Works on names
 * alone, so it needs no class of the old version.
 */
public final class StepCheck {

    private final SchemaModel schema;
    private final int before;
    private final Counterparts counterparts;
    private final Set<Change> earlier;
    private final Supplier<Known> known;
    private final List<Problem> problems = new ArrayList<>();

    /** What is gone and is meant by another name, by its type: that is told once. */
    private final Map<String, Set<String>> meant = new HashMap<>();

    private StepCheck(
            SchemaModel schema, int before, Counterparts counterparts, Set<Change> earlier, Supplier<Known> known) {
        this.schema = schema;
        this.before = before;
        this.counterparts = counterparts;
        this.earlier = earlier;
        this.known = known;
    }

    /**
     * All that is wrong with the step from {@code before} to {@code schema}, whose shape is {@code now}.
     *
     * @param earlier what was stated of steps before this one
     * @param known is asked only if a statement names what the version before has not
     */
    public static List<Problem> of(
            SchemaModel schema, Shape before, Shape now, Set<Change> earlier, Supplier<Known> known) {
        StepCheck check =
                new StepCheck(schema, before.version(), Counterparts.of(before, now, stated(schema)), earlier, known);
        check.exchanged();
        if (!check.problems.isEmpty()) {
            return check.problems; // what else seems to be gone may be meant by these
        }
        check.strays();
        check.tables();
        check.types();
        return check.problems;
    }

    /** What the sources of a schema state that has an effect on the step from {@code before}. */
    public static List<Change> live(SchemaModel schema, Shape before, Shape now) {
        return Counterparts.of(before, now, stated(schema)).live();
    }

    private static List<Change> stated(SchemaModel schema) {
        return schema.statements().stream().map(Statement::change).toList();
    }

    /**
     * What is said to be dropped and is there, in the newest version. If it stayed, it would allow a later version to lose that
     * without a word.
     *
     * @param before if anything is known of it
     */
    public static List<Problem> stillThere(SchemaModel schema, Optional<Shape> before, Shape now) {
        StepCheck check = new StepCheck(
                schema,
                before.map(Shape::version).orElse(0),
                Counterparts.of(before.orElse(now), now, stated(schema)),
                Set.of(),
                Known::nothing);
        check.stillThere();
        return check.problems;
    }

    // ---- Dropped, and there

    private void stillThere() {
        for (Statement statement : schema.statements()) {
            Change change = statement.change();
            String name = change.text();
            if (change.verb() != Verb.DROPPED) {
                continue;
            }
            if (change.type().isEmpty()) {
                // What has another sort of table for its name now is gone, too.
                if (counterparts.tablesNow().containsKey(name)
                        && !counterparts.goneTables().contains(name)) {
                    stillThere(statement, TypeText.of(schema.interfaceName()), name + "()", "table");
                }
            } else if (counterparts.typesNow().contains(change.type())
                    && counterparts.typeNow(change.type()).members().containsKey(name)) {
                Sort sort = counterparts.typeNow(change.type()).sort();
                String type = className(change.type());
                stillThere(statement, type, sort == Sort.FAMILY ? className(name) : type + "." + name, noun(sort));
            }
        }
    }

    private void stillThere(Statement statement, String on, String there, String noun) {
        String annotation = "@Dropped(" + quoted(statement.change().text()) + ")";
        problems.add(new Mistake(
                statement.place(),
                "What is dropped is not there any more",
                annotation + " on " + on + ", and there is " + there,
                "no " + annotation + "; or, if it is to begin anew, another name for the " + noun));
    }

    // ---- Renamed to what was there

    private void exchanged() {
        for (Statement statement : schema.statements()) {
            Change change = statement.change();
            if (counterparts.renamesWhatWasThere(change) && !earlier.contains(change)) {
                problems.add(exchanged(change, statement.place()));
            }
        }
    }

    private Problem exchanged(Change change, Place place) {
        boolean isMember = !change.type().isEmpty() && !change.member().isEmpty();
        String own = change.member().isEmpty() ? change.type() : change.member();
        String type = change.type().isEmpty() ? "" : className(change.type());
        String where = isMember ? type + "." + own : type.isEmpty() ? own + "()" : type;
        String annotation = "@RenamedFrom(" + quoted(change.text()) + ")";
        return new Mistake(
                place,
                "What has its name still is what it was, and has not been renamed",
                annotation + " on " + where + ", and version " + before + " has both " + quoted(own) + " and "
                        + quoted(change.text()) + (isMember ? " there" : ""),
                "no " + annotation + ", if it holds what it held; " + annotation + " and a name that version " + before
                        + " has not, if it holds what " + change.text() + " held"
                        + (isMember
                                ? "; and if the two change places, override what " + stepName() + " derives for " + type
                                : ""));
    }

    // ---- Named, and never there

    private void strays() {
        List<Change> live = counterparts.live();
        for (Statement statement : schema.statements()) {
            Change change = statement.change();
            if (change.verb() != Verb.DEFAULT
                    && !live.contains(change)
                    && !earlier.contains(change)
                    && !isThere(change)
                    && !isNew(change)
                    && known.get().lacks(change)) {
                stray(statement);
            }
        }
    }

    /** Whether what is said to be dropped is there, which is told as that. */
    private boolean isThere(Change change) {
        return change.verb() == Verb.DROPPED
                && (change.type().isEmpty()
                        ? counterparts.tablesNow().containsKey(change.text())
                        : counterparts.typesNow().contains(change.type())
                                && counterparts.typeNow(change.type()).members().containsKey(change.text()));
    }

    /** Whether a table or member that was not there is said to have another name, which is told with it. */
    private boolean isNew(Change change) {
        return change.verb() == Verb.RENAMED_FROM
                && !change.member().isEmpty()
                && (change.type().isEmpty()
                        ? counterparts.tableBefore(change.member()).isEmpty()
                        : counterparts.comparable(change.type()).isEmpty()
                                || counterparts.newMembers(change.type()).contains(change.member()));
    }

    /** If something is gone that may be meant, that is a mistake; if not, nothing can be lost by it. */
    private void stray(Statement statement) {
        Change change = statement.change();
        boolean isDropped = change.verb() == Verb.DROPPED;
        String annotation = (isDropped ? "@Dropped(" : "@RenamedFrom(") + quoted(change.text()) + ")";
        String where;
        String noun;
        List<String> gone = List.of();
        if (change.type().isEmpty()) {
            where = isDropped ? TypeText.of(schema.interfaceName()) : change.member() + "()";
            noun = "table";
            gone = isDropped ? counterparts.lostTables() : gone;
        } else {
            boolean isOfType = change.member().isEmpty();
            where = className(change.type()) + (isOfType ? "" : "." + change.member());
            noun = isDropped || !isOfType
                    ? noun(counterparts.typeNow(change.type()).sort())
                    : "type";
            if (isDropped) {
                gone = counterparts.lostMembers(change.type());
            } else if (isOfType && counterparts.typeBefore(change.type()).isEmpty()) {
                gone = counterparts.goneTypes();
            }
        }
        String found = annotation + " on " + where + ", and no version before " + schema.version() + " has a " + noun
                + " " + quoted(change.text()) + (change.type().isEmpty() || noun.equals("type") ? "" : " there");
        Optional<String> near = Likeness.meant(change.text(), gone);
        String nothing = "no " + annotation;
        near.ifPresentOrElse(
                name -> {
                    if (isDropped) {
                        mean(change.type(), name);
                    }
                    problems.add(new Mistake(
                            statement.place(),
                            "No version before has what is named",
                            found,
                            annotation.replace(quoted(change.text()), quoted(name)) + ", which is gone; or "
                                    + nothing));
                },
                () -> problems.add(
                        new Advice(statement.place(), "No version before has what is named", found, nothing)));
    }

    private void mean(String type, String gone) {
        meant.computeIfAbsent(type, any -> new HashSet<>()).add(gone);
    }

    private boolean isMeant(String type, String gone) {
        return meant.getOrDefault(type, Set.of()).contains(gone);
    }

    // ---- Tables

    private void tables() {
        for (String table : counterparts.tablesNow().keySet()) {
            if (counterparts.tableBefore(table).isEmpty()) {
                statement("", table, Verb.RENAMED_FROM)
                        .ifPresent(statement ->
                                nothingOfThatName(statement, table + "()", "no table", counterparts.goneTables()));
            }
        }
        for (String lost : counterparts.lostTables()) {
            if (isMeant("", lost)) {
                continue;
            }
            List<String> heirs = counterparts.tableHeirs(lost);
            if (heirs.isEmpty()) {
                goneTable(lost);
            } else {
                otherSort(lost, table(heirs.get(0)));
            }
        }
        for (String old : counterparts.tablesBefore().keySet()) {
            List<String> heirs = counterparts.tableHeirs(old);
            if (heirs.size() > 1) {
                twoHeirs("", old, heirs.stream().map(heir -> heir + "()").toList(), heirs);
            }
        }
    }

    private void goneTable(String gone) {
        TableKind kind =
                Optional.ofNullable(counterparts.tablesBefore().get(gone)).orElseThrow();
        Optional<TableModel> candidate = candidate(
                        gone,
                        schema.tables().stream()
                                .filter(table ->
                                        counterparts.tableBefore(table.name()).isEmpty())
                                .filter(table -> table.kind() == kind)
                                .map(TableModel::name)
                                .toList())
                .map(this::table);
        problems.add(new Mistake(
                candidate.map(TableModel::place).orElse(schema.declaration().place()),
                "A table is gone, and nothing says why",
                gone + "() of version " + before,
                remedy(
                        gone,
                        candidate.map(table -> declaration(table)),
                        "the table",
                        dropped(gone) + " on " + TypeText.of(schema.interfaceName()),
                        "its rows are")));
    }

    private void otherSort(String gone, TableModel table) {
        TableKind kind =
                Optional.ofNullable(counterparts.tablesBefore().get(gone)).orElseThrow();
        problems.add(new Mistake(
                table.place(),
                "The rows of a table do not fit into one of another sort",
                gone + "() was a " + kindName(kind) + " in version " + before + ", " + table.name() + "() is a "
                        + kindName(table.kind()),
                dropped(gone) + " on " + TypeText.of(schema.interfaceName())
                        + ", and complete(..) of " + stepName() + " to put what it held into " + table.name()
                        + "(); or a " + kindName(kind)));
    }

    // ---- Types

    private void types() {
        for (String type : counterparts.typesNow()) {
            Optional<Counterparts.Type> old = counterparts.comparable(type);
            if (old.isEmpty()) {
                continue;
            }
            if (old.get().sort() != Sort.FAMILY) {
                for (String member : counterparts.newMembers(type)) {
                    statement(type, member, Verb.RENAMED_FROM)
                            .ifPresent(statement -> nothingOfThatName(
                                    statement,
                                    className(type) + "." + member,
                                    "no " + noun(old.get().sort()),
                                    counterparts.goneMembers(type)));
                }
            }
            for (String lost : counterparts.lostMembers(type)) {
                if (!isMeant(type, lost)) {
                    goneMember(type, lost, old.get());
                }
            }
            if (old.get().sort() == Sort.FAMILY) {
                continue;
            }
            for (String member : old.get().members().keySet()) {
                List<String> heirs = counterparts.heirs(type, member);
                if (heirs.size() > 1) {
                    twoHeirs(
                            type,
                            member,
                            heirs.stream()
                                    .map(heir -> className(type) + "." + heir)
                                    .toList(),
                            heirs);
                }
            }
        }
    }

    private void goneMember(String type, String gone, Counterparts.Type old) {
        Optional<String> candidate = candidate(gone, candidates(type, gone, old));
        String noun = noun(old.sort());
        problems.add(new Mistake(
                candidate
                        .map(name -> placeOf(type, name))
                        .orElse(definition(type).place()),
                "A " + noun + " is gone, and nothing says why",
                gone + " of " + className(type) + " in version " + before,
                remedy(
                        gone,
                        candidate.map(name -> declaration(type, name)),
                        old.sort() == Sort.FAMILY ? "the type" : "the " + noun,
                        dropped(gone) + " on " + className(type),
                        old.sort() == Sort.RECORD ? "what it holds is" : "values of it are")));
    }

    /** New members that a gone one may have become: those of its type, if there are any. */
    private List<String> candidates(String type, String gone, Counterparts.Type old) {
        List<String> all = counterparts.newMembers(type);
        if (old.sort() == Sort.FAMILY) {
            return all.stream()
                    .filter(name -> counterparts.typeBefore(name).isEmpty())
                    .toList();
        }
        List<String> free = all.stream()
                .filter(name -> statement(type, name, Verb.RENAMED_FROM).isEmpty())
                .toList();
        if (old.sort() == Sort.ENUM) {
            return free;
        }
        List<String> ofSameType = free.stream()
                .filter(name -> counterparts
                        .typeNow(type)
                        .members()
                        .getOrDefault(name, "")
                        .equals(old.members().getOrDefault(gone, "")))
                .toList();
        return ofSameType.isEmpty()
                ? free.stream().filter(name -> Likeness.areLike(gone, name)).toList()
                : ofSameType;
    }

    /** The one that is most like it; any, if none is. */
    private static Optional<String> candidate(String gone, List<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String name) -> Likeness.distance(gone, name))
                        .thenComparing(name -> name));
    }

    // ---- What both have

    private void nothingOfThatName(Statement statement, String where, String nothing, Collection<String> there) {
        String text = statement.change().text();
        Optional<String> near = Likeness.nearest(text, there);
        near.ifPresent(name -> mean(statement.change().type(), name));
        problems.add(new Mistake(
                statement.place(),
                "The version before has nothing of that name",
                "@RenamedFrom(" + quoted(text) + ") on " + where + ", and version " + before + " has " + nothing + " "
                        + quoted(text) + (statement.change().type().isEmpty() ? "" : " there"),
                near.map(name -> "@RenamedFrom(" + quoted(name) + "); or ").orElse("")
                        + "no annotation, if it is new"));
    }

    private void twoHeirs(String type, String old, List<String> shown, List<String> heirs) {
        String second = heirs.stream()
                .filter(heir -> !heir.equals(old))
                .reduce((a, b) -> b)
                .orElseThrow();
        problems.add(new Mistake(
                statement(type, second, Verb.RENAMED_FROM)
                        .map(Statement::place)
                        .orElse(schema.declaration().place()),
                "No two come from one",
                String.join(" and ", shown) + " from " + old + " of version " + before,
                heirs.contains(old)
                        ? "no @RenamedFrom(" + quoted(old) + "), since " + old + " is still there"
                        : "@RenamedFrom(" + quoted(old) + ") on one of them"));
    }

    private static String remedy(
            String gone, Optional<String> candidate, String otherwise, String dropped, String contents) {
        return "@RenamedFrom(" + quoted(gone) + ") "
                + candidate
                        .map(line -> line + ", if that is its name now")
                        .orElse("on " + otherwise + " that it is now")
                + "; or " + dropped + ", if " + contents + " to go";
    }

    /** A line to be pasted, whether or not there are others. */
    private static String dropped(String gone) {
        return "@Dropped(" + quoted(gone) + ")";
    }

    private Optional<Statement> statement(String type, String member, Verb verb) {
        return schema.statements().stream()
                .filter(statement -> statement.change().verb() == verb)
                .filter(statement -> statement.change().type().equals(type))
                .filter(statement -> statement.change().member().equals(member))
                .findFirst();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    // ---- The sources

    private String stepName() {
        return StepModel.name(schema.prefix(), before, schema.version());
    }

    private TableModel table(String name) {
        return schema.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Definition definition(String type) {
        return schema.types().stream()
                .filter(definition ->
                        Counterparts.raw(definition.type().expression()).equals(type))
                .findFirst()
                .orElseThrow();
    }

    private String className(String type) {
        TypeName name = definition(type).type().javaType();
        return TypeText.of(name instanceof ParameterizedTypeName generic ? generic.rawType() : name);
    }

    private Place placeOf(String type, String member) {
        Definition definition = definition(type);
        Stream<Place> places = Stream.of();
        if (definition instanceof RecordDefinition record) {
            places = record.components().stream()
                    .filter(component -> component.name().equals(member))
                    .map(Component::place);
        } else if (definition instanceof EnumDefinition enumeration) {
            places = enumeration.constants().stream()
                    .filter(constant -> constant.name().equals(member))
                    .map(EnumDefinition.Constant::place);
        } else if (definition instanceof FamilyDefinition) {
            places = Stream.of(definition(member).place());
        }
        return places.findFirst().orElse(definition.place());
    }

    /** A member as it is declared. */
    private String declaration(String type, String member) {
        if (definition(type) instanceof RecordDefinition record) {
            return record.components().stream()
                    .filter(component -> component.name().equals(member))
                    .map(component -> TypeText.of(component.type().javaType()) + " " + member)
                    .findFirst()
                    .orElse(member);
        }
        return definition(type) instanceof FamilyDefinition ? "on " + className(member) : member;
    }

    private static String declaration(TableModel table) {
        String types = Stream.concat(
                        table.key().stream(),
                        (table.kind().hasGroups() ? table.groupParts() : List.of(table.value())).stream())
                .map(StoredType::javaType)
                .map(TypeText::of)
                .collect(joining(", ", "<", ">"));
        return kindName(table.kind()) + types + " " + table.name() + "()";
    }

    private static String kindName(TableKind kind) {
        return switch (kind) {
            case HASH -> "Table";
            case SORTED -> "SortedTable";
            case SINGLE -> "Single";
            case SET -> "SetTable";
            case LIST -> "ListTable";
            case MAP -> "MapTable";
            case SEQUENCE -> "Sequence";
        };
    }

    private static String noun(Sort sort) {
        return switch (sort) {
            case RECORD -> "component";
            case ENUM -> "constant";
            case FAMILY, CUSTOM -> "case";
        };
    }
}
