package io.muniment.processor.evolve;

import io.muniment.processor.model.Change;
import io.muniment.processor.model.Change.Verb;
import io.muniment.schema.Shape;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which part of a version has become which part of the next, by their names and by what is stated. The names of generic
 * types are without arguments.
 *
 * <p>A statement has an effect if the old version has what it names, and what it stands on has no counterpart of its own name
 * there. All others are of steps before, or of another schema that has the same type. {@link StepCheck} refuses those of which
 * that is not known.
 */
final class Counterparts {

    /** What sort of type a name is of. */
    enum Sort {
        RECORD("a record"),
        ENUM("an enum"),
        FAMILY("a sealed type"),
        CUSTOM("a type with a serializer of its own");

        private final String words;

        Sort(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * A type of one version.
     *
     * @param members components, constants, or the names of cases; with the type of each component
     */
    record Type(Sort sort, NavigableMap<String, String> members) {}

    private final NavigableMap<String, TableKind> tablesBefore;
    private final NavigableMap<String, TableKind> tablesNow;
    private final NavigableMap<String, Type> typesBefore;
    private final NavigableMap<String, Type> typesNow;
    private final Set<Change> stated;
    private final Map<String, String> typeSources = new TreeMap<>();

    private Counterparts(Shape before, Shape now, Collection<Change> stated) {
        this.tablesBefore = tables(before);
        this.tablesNow = tables(now);
        this.typesBefore = types(before);
        this.typesNow = types(now);
        this.stated = new TreeSet<>(stated);
        for (String type : typesNow.keySet()) {
            source(type, typesBefore.keySet(), renamedFrom(type, "")).ifPresent(old -> typeSources.put(type, old));
        }
    }

    /** Compares two versions. */
    static Counterparts of(Shape before, Shape now, Collection<Change> stated) {
        return new Counterparts(before, now, stated);
    }

    private static NavigableMap<String, TableKind> tables(Shape shape) {
        return shape.tables().stream()
                .collect(Collectors.toMap(TableShape::name, TableShape::kind, (a, b) -> a, TreeMap::new));
    }

    /** The types of a version, by name. */
    static NavigableMap<String, Type> types(Shape shape) {
        NavigableMap<String, Type> types = new TreeMap<>();
        for (TypeShape each : shape.types()) {
            Type type = types.computeIfAbsent(raw(each.name()), name -> new Type(sort(each), new TreeMap<>()));
            if (each instanceof TypeShape.OfRecord record) {
                record.components()
                        .forEach(c -> type.members().put(c.name(), c.type().toString()));
            } else if (each instanceof TypeShape.OfEnum enumeration) {
                enumeration.constants().forEach(c -> type.members().put(c.name(), ""));
            } else if (each instanceof TypeShape.OfSealed family) {
                family.cases().forEach(c -> type.members().put(c.type().name(), ""));
            }
        }
        return types;
    }

    private static Sort sort(TypeShape type) {
        if (type instanceof TypeShape.OfRecord) {
            return Sort.RECORD;
        } else if (type instanceof TypeShape.OfEnum) {
            return Sort.ENUM;
        } else {
            return type instanceof TypeShape.OfSealed ? Sort.FAMILY : Sort.CUSTOM;
        }
    }

    /** The name of a type without its arguments. */
    static String raw(String expression) {
        return TypeExpression.parse(expression).name();
    }

    private Optional<String> renamedFrom(String type, String member) {
        return stated.stream()
                .filter(change -> change.verb() == Verb.RENAMED_FROM)
                .filter(change -> change.type().equals(type) && change.member().equals(member))
                .map(Change::text)
                .findFirst();
    }

    private static Optional<String> source(String name, Set<String> before, Optional<String> renamedFrom) {
        return before.contains(name) ? Optional.of(name) : renamedFrom.filter(before::contains);
    }

    // ---- Tables

    Map<String, TableKind> tablesBefore() {
        return tablesBefore;
    }

    Map<String, TableKind> tablesNow() {
        return tablesNow;
    }

    /** The old table that a table was, whether or not its rows can come along. */
    Optional<String> tableBefore(String table) {
        return source(table, tablesBefore.keySet(), renamedFrom("", table));
    }

    /** The old table whose rows a table gets. */
    Optional<String> carriedTable(String table) {
        return tableBefore(table).filter(old -> fits(old, table));
    }

    /** Whether the rows of an old table can be those of a table. */
    boolean fits(String old, String table) {
        TableKind before = kind(tablesBefore, old);
        TableKind now = kind(tablesNow, table);
        return before == now || isPlain(before) && isPlain(now);
    }

    private static TableKind kind(NavigableMap<String, TableKind> tables, String name) {
        return Optional.ofNullable(tables.get(name)).orElseThrow();
    }

    private static boolean isPlain(TableKind kind) {
        return kind == TableKind.HASH || kind == TableKind.SORTED;
    }

    /** Old tables of which nothing remains. */
    List<String> goneTables() {
        Set<String> gone = new TreeSet<>(tablesBefore.keySet());
        tablesNow.keySet().forEach(table -> carriedTable(table).ifPresent(gone::remove));
        return List.copyOf(gone);
    }

    /** Old tables of which nothing remains, and nobody says so. */
    List<String> lostTables() {
        return goneTables().stream().filter(table -> !isTableDropped(table)).toList();
    }

    private boolean isTableDropped(String old) {
        return stated.contains(new Change("", "", Verb.DROPPED, old));
    }

    // ---- Types

    /** The types of this version, by name. */
    Set<String> typesNow() {
        return typesNow.keySet();
    }

    /** Old types that no type was. */
    List<String> goneTypes() {
        return typesBefore.keySet().stream()
                .filter(old -> !typeSources.containsValue(old))
                .toList();
    }

    Type typeNow(String type) {
        return Optional.ofNullable(typesNow.get(type)).orElseThrow();
    }

    Type oldType(String old) {
        return Optional.ofNullable(typesBefore.get(old)).orElseThrow();
    }

    /** The old type that a type was. */
    Optional<String> typeBefore(String type) {
        return Optional.ofNullable(typeSources.get(type));
    }

    /** The old type that a type was, if both are of one sort and have members to compare. */
    Optional<Type> comparable(String type) {
        return typeBefore(type)
                .map(this::oldType)
                .filter(old -> old.sort() == typeNow(type).sort() && old.sort() != Sort.CUSTOM);
    }

    /** The type as it was called in the old version; by its own name if it was not there. */
    TypeExpression before(TypeExpression type) {
        return new TypeExpression(
                type.isBuiltIn() ? type.name() : typeBefore(type.name()).orElse(type.name()),
                type.arguments().stream().map(this::before).toList());
    }

    // ---- Members of types

    /** The old component or constant, or the case, that a member of a type was. */
    Optional<String> memberBefore(String type, String member) {
        return comparable(type)
                .flatMap(old -> old.sort() == Sort.FAMILY
                        ? typeBefore(member).filter(old.members()::containsKey)
                        : source(member, old.members().keySet(), renamedFrom(type, member)));
    }

    /** Old members of a type of which nothing remains. */
    List<String> goneMembers(String type) {
        Set<String> gone = new TreeSet<>();
        comparable(type).ifPresent(old -> gone.addAll(old.members().keySet()));
        typeNow(type)
                .members()
                .keySet()
                .forEach(member -> memberBefore(type, member).ifPresent(gone::remove));
        return List.copyOf(gone);
    }

    /** Old members of a type of which nothing remains, and nobody says so. */
    List<String> lostMembers(String type) {
        return goneMembers(type).stream()
                .filter(member -> !isDropped(type, member))
                .toList();
    }

    /** Members of a type that were not there. */
    List<String> newMembers(String type) {
        return typeNow(type).members().keySet().stream()
                .filter(member -> memberBefore(type, member).isEmpty())
                .toList();
    }

    private boolean isDropped(String type, String oldMember) {
        return stated.contains(new Change(type, "", Verb.DROPPED, oldMember));
    }

    /** What a new component has in old entries, as a text. */
    Optional<String> defaultOf(String type, String component) {
        return stated.stream()
                .filter(change -> change.verb() == Verb.DEFAULT)
                .filter(change -> change.type().equals(type) && change.member().equals(component))
                .map(Change::text)
                .findFirst();
    }

    // ---- Statements

    /** What is stated and has an effect, in order. */
    List<Change> live() {
        return stated.stream().filter(this::isLive).toList();
    }

    private boolean isLive(Change change) {
        if (change.type().isEmpty()) {
            return change.verb() == Verb.DROPPED
                    ? goneTables().contains(change.text())
                    : tableBefore(change.member()).filter(change.text()::equals).isPresent()
                            && !change.member().equals(change.text());
        }
        if (change.member().isEmpty() && change.verb() == Verb.RENAMED_FROM) {
            return typeBefore(change.type()).filter(change.text()::equals).isPresent()
                    && !change.type().equals(change.text());
        }
        if (!typesNow.containsKey(change.type()) || comparable(change.type()).isEmpty()) {
            return false;
        }
        return switch (change.verb()) {
            case DROPPED -> goneMembers(change.type()).contains(change.text());
            case DEFAULT -> newMembers(change.type()).contains(change.member());
            case RENAMED_FROM ->
                memberBefore(change.type(), change.member())
                                .filter(change.text()::equals)
                                .isPresent()
                        && !change.member().equals(change.text());
        };
    }

    /** Whether something is said to have been another thing of the old version, which has its own name, too. */
    boolean renamesWhatWasThere(Change change) {
        if (change.verb() != Verb.RENAMED_FROM) {
            return false;
        }
        Set<String> before;
        if (change.type().isEmpty()) {
            before = tablesBefore.keySet();
        } else if (change.member().isEmpty()) {
            before = typesBefore.keySet();
        } else if (typesNow.containsKey(change.type())) {
            before =
                    comparable(change.type()).map(old -> old.members().keySet()).orElse(new TreeSet<String>());
        } else {
            return false;
        }
        String own = change.member().isEmpty() ? change.type() : change.member();
        return !own.equals(change.text()) && before.contains(own) && before.contains(change.text());
    }

    /** Which of the new names, of those of one kind, say that they come from an old one. */
    List<String> heirs(String type, String old) {
        List<String> heirs = new ArrayList<>();
        for (String member : typeNow(type).members().keySet()) {
            if (memberBefore(type, member).filter(old::equals).isPresent()) {
                heirs.add(member);
            }
        }
        return heirs;
    }

    /** Which of the new tables say that they come from an old one. */
    List<String> tableHeirs(String old) {
        return tablesNow.keySet().stream()
                .filter(table -> tableBefore(table).filter(old::equals).isPresent())
                .toList();
    }
}
