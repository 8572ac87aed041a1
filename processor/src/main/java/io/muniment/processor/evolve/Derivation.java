package io.muniment.processor.evolve;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.migration.SameShape;
import io.muniment.processor.model.BuiltIn;
import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.Change;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.Conversion;
import io.muniment.processor.model.DefaultValue;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OptionalType;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepMethod;
import io.muniment.processor.model.StepModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.model.TypeText;
import io.muniment.schema.Shape;
import io.muniment.schema.TableKind;
import io.muniment.schema.TypeExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out how the values of one version become those of the next. Goes from the tables whose rows come along to all pairs
 * of types in them, and gives each pair a method, unless both are one Java class.
 *
 * <p>What is not lossless, or could mean more than one thing, is not derived: the method of the pair is abstract then. All that is
 * gone is known to be stated, see {@link StepCheck}.
 */
public final class Derivation {

    /** A type of the old version and one of the new that it becomes. */
    private record Pair(DefinedType before, DefinedType now) {}

    private final SchemaModel before;
    private final SchemaModel now;
    private final Counterparts counterparts;
    private final SameShape sameShape;
    private final Map<Pair, StepMethod.Body> bodies = new LinkedHashMap<>();
    private final StepNames names = new StepNames();
    private Map<Pair, String> pairNames = Map.of();

    private Derivation(SchemaModel before, SchemaModel now, Counterparts counterparts, SameShape sameShape) {
        this.sameShape = sameShape;
        this.before = before;
        this.now = now;
        this.counterparts = counterparts;
    }

    /**
     * The step between two versions of a schema without problems.
     *
     * @param interfaceName what is to be generated for it
     * @param changes what is stated about it
     */
    public static StepModel of(
            ClassName interfaceName,
            SchemaModel before,
            Shape shapeBefore,
            SchemaModel now,
            Shape shapeNow,
            Collection<Change> changes) {
        Counterparts counterparts = Counterparts.of(shapeBefore, shapeNow, changes);
        return new Derivation(before, now, counterparts, new SameShape(shapeBefore, shapeNow)).step(interfaceName);
    }

    private StepModel step(ClassName interfaceName) {
        List<TableModel> carried = now.tables().stream()
                .filter(table -> counterparts.carriedTable(table.name()).isPresent())
                .toList();
        names.reserve(carried);
        // The pairs are met twice: names depend on all that there are, and bodies on their names.
        carried.forEach(table -> tableMethods(table, new ArrayList<>()));
        offerOthers();
        pairNames = namePairs();
        bodies.clear();
        List<StepMethod> tableMethods = new ArrayList<>();
        List<StepModel.TableStep> tables =
                carried.stream().map(table -> tableMethods(table, tableMethods)).toList();
        offerOthers();
        List<StepMethod> methods = new ArrayList<>();
        new TreeMap<>(bodies.keySet().stream().collect(Collectors.toMap(this::order, Function.identity())))
                .values()
                .forEach(pair -> methods.add(method(pair)));
        methods.addAll(tableMethods);
        Map<String, StepMethod.Body> byName =
                methods.stream().collect(Collectors.toMap(StepMethod::name, StepMethod::body));
        return new StepModel(
                interfaceName,
                before,
                now,
                methods,
                tables.stream().map(table -> withOthers(table, byName)).toList(),
                counterparts.lostTables());
    }

    // ---- Tables

    private TableModel before(TableModel table) {
        String name = counterparts.carriedTable(table.name()).orElseThrow();
        return before.tables().stream()
                .filter(old -> old.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private StepModel.TableStep tableMethods(TableModel table, List<StepMethod> methods) {
        TableModel old = before(table);
        Optional<String> key = table.key().map(type -> {
            StepMethod method = part(table, "key", List.of(), old.key().orElseThrow(), type);
            methods.add(method);
            return method.name();
        });
        List<StepMethod.Parameter> withKey = old.key()
                .map(type ->
                        List.of(new StepMethod.Parameter("key", type.javaType().box())))
                .orElse(List.of());
        List<StoredType> oldParts = table.kind().hasGroups() ? old.groupParts() : List.of(old.value());
        List<StoredType> parts = table.kind().hasGroups() ? table.groupParts() : List.of(table.value());
        Optional<String> mapKey = Optional.empty();
        if (table.kind() == TableKind.MAP) {
            StepMethod method = part(table, "map key", withKey, oldParts.get(0), parts.get(0));
            methods.add(method);
            mapKey = Optional.of(method.name());
        }
        int last = parts.size() - 1;
        StepMethod value = part(table, valuePart(table.kind()), withKey, oldParts.get(last), parts.get(last));
        methods.add(value);
        return new StepModel.TableStep(old, table, key, mapKey, value.name(), List.of());
    }

    /** The same, with the methods that make its rows, if both tables have one shape. */
    private StepModel.TableStep withOthers(StepModel.TableStep table, Map<String, StepMethod.Body> methods) {
        if (!sameShape.ofTables(table.before().id(), table.after().id())) {
            return table;
        }
        Set<String> reached = new TreeSet<>();
        Stream.of(table.key(), table.mapKey(), Optional.of(table.value()))
                .flatMap(Optional::stream)
                .forEach(method -> reach(method, methods, reached));
        return new StepModel.TableStep(
                table.before(), table.after(), table.key(), table.mapKey(), table.value(), List.copyOf(reached));
    }

    private static void reach(String method, Map<String, StepMethod.Body> methods, Set<String> reached) {
        StepMethod.Body body = methods.get(method);
        if (body != null && reached.add(method)) {
            conversions(body).forEach(conversion -> reach(conversion, methods, reached));
        }
    }

    private static void reach(Conversion conversion, Map<String, StepMethod.Body> methods, Set<String> reached) {
        if (conversion instanceof Conversion.Call call) {
            reach(call.method(), methods, reached);
        } else if (conversion instanceof Conversion.Present present) {
            reach(present.element(), methods, reached);
        } else if (conversion instanceof Conversion.Elements elements) {
            reach(elements.element(), methods, reached);
        } else if (conversion instanceof Conversion.Entries entries) {
            reach(entries.key(), methods, reached);
            reach(entries.value(), methods, reached);
        }
    }

    private static List<Conversion> conversions(StepMethod.Body body) {
        if (body instanceof StepMethod.OfExpression expression) {
            return List.of(expression.conversion());
        } else if (body instanceof StepMethod.OfRecord record) {
            return record.arguments().stream()
                    .filter(StepMethod.Carried.class::isInstance)
                    .map(argument -> ((StepMethod.Carried) argument).conversion())
                    .toList();
        } else if (body instanceof StepMethod.OfFamily family) {
            return family.cases().stream().map(StepMethod.Case::conversion).toList();
        } else {
            return List.of();
        }
    }

    private static String valuePart(TableKind kind) {
        return switch (kind) {
            case HASH, SORTED, SINGLE -> "value";
            case SET, LIST, SEQUENCE -> "element";
            case MAP -> "map value";
        };
    }

    private StepMethod part(
            TableModel table, String part, List<StepMethod.Parameter> more, StoredType old, StoredType type) {
        List<StepMethod.Parameter> parameters = new ArrayList<>(more);
        parameters.add(new StepMethod.Parameter("old", old.javaType().box()));
        StepMethod.Body body = convert(old, type)
                .<StepMethod.Body>map(StepMethod.OfExpression::new)
                .orElseGet(() -> new StepMethod.Unwritten(List.of("the " + part + " " + was(old, type))));
        return new StepMethod(
                names.ofPart(table, part),
                parameters,
                type.javaType().box(),
                Optional.of(new StepMethod.Subject(table, part)),
                body);
    }

    private static String was(StoredType old, StoredType type) {
        return "was " + TypeText.of(old.javaType()) + " and is " + TypeText.of(type.javaType());
    }

    // ---- Pairs of types

    private String order(Pair pair) {
        return pair.now().expression() + " " + pair.now().javaType() + " "
                + pair.before().expression() + " " + pair.before().javaType();
    }

    private Map<Pair, String> namePairs() {
        Map<Pair, String> named = new LinkedHashMap<>();
        bodies.keySet().stream()
                .collect(Collectors.toMap(this::order, Function.identity(), (a, b) -> a, TreeMap::new))
                .values()
                .forEach(pair -> named.put(
                        pair,
                        isOwn(pair)
                                ? names.ofType(pair.now().expression())
                                : names.ofPair(
                                        pair.before().expression(), pair.now().expression())));
        return named;
    }

    /** Whether the new type is the old one, at most under another name. */
    private boolean isOwn(Pair pair) {
        return counterparts
                .before(TypeExpression.parse(pair.now().expression()))
                .toString()
                .equals(pair.before().expression());
    }

    private StepMethod method(Pair pair) {
        return new StepMethod(
                nameOf(pair),
                List.of(new StepMethod.Parameter("old", pair.before().javaType())),
                pair.now().javaType(),
                Optional.empty(),
                Optional.ofNullable(bodies.get(pair)).orElseThrow());
    }

    private String nameOf(Pair pair) {
        return pairNames.getOrDefault(pair, "");
    }

    private Conversion call(DefinedType old, DefinedType type) {
        Pair pair = new Pair(old, type);
        if (!bodies.containsKey(pair)) {
            // There before it is finished, so that a type inside of itself ends here.
            bodies.put(pair, new StepMethod.Unwritten(List.of()));
            bodies.put(pair, body(pair));
        }
        return new Conversion.Call(nameOf(pair));
    }

    /**
     * Types of both versions that no table's rows lead to, because theirs are gone or moved: for the user's code in {@code complete}. Only
     * where all of it can be derived, since nobody is to write what nothing needs.
     */
    private void offerOthers() {
        Map<String, DefinedType> old = before.types().stream()
                .map(Definition::type)
                .collect(Collectors.toMap(DefinedType::expression, Function.identity(), (a, b) -> a));
        for (Definition definition : now.types()) {
            DefinedType type = definition.type();
            DefinedType source = old.get(
                    counterparts.before(TypeExpression.parse(type.expression())).toString());
            if (source != null && !isSame(source, type) && !bodies.containsKey(new Pair(source, type))) {
                Set<Pair> needed = Set.copyOf(bodies.keySet());
                call(source, type);
                boolean isDerived = bodies.entrySet().stream()
                        .noneMatch(each ->
                                !needed.contains(each.getKey()) && each.getValue() instanceof StepMethod.Unwritten);
                if (!isDerived) {
                    bodies.keySet().retainAll(needed);
                }
            }
        }
    }

    private StepMethod.Body body(Pair pair) {
        Definition old = before.definition(pair.before());
        Definition type = now.definition(pair.now());
        String oldName = Counterparts.raw(pair.before().expression());
        String name = Counterparts.raw(pair.now().expression());
        if (!counterparts.typeBefore(name).filter(oldName::equals).isPresent()) {
            return unwritten(name + " is another type than " + oldName + " (if not, write @RenamedFrom(\"" + oldName
                    + "\") on " + TypeText.of(pair.now().javaType()) + ")");
        }
        Counterparts.Sort sortBefore = counterparts.oldType(oldName).sort();
        Counterparts.Sort sort = counterparts.typeNow(name).sort();
        if (old instanceof RecordDefinition oldRecord && type instanceof RecordDefinition record) {
            return record(name, oldRecord, record);
        } else if (old instanceof EnumDefinition && type instanceof EnumDefinition enumeration) {
            return enumeration(name, enumeration);
        } else if (old instanceof FamilyDefinition oldFamily && type instanceof FamilyDefinition family) {
            return family(oldFamily, family);
        } else {
            return unwritten(
                    sort == sortBefore
                            ? name + " has a serializer of its own, and " + was(pair.before(), pair.now())
                            : name + " was " + sortBefore.words() + " and is " + sort.words());
        }
    }

    private static StepMethod.Unwritten unwritten(String reason) {
        return new StepMethod.Unwritten(List.of(reason));
    }

    private StepMethod.Body record(String name, RecordDefinition old, RecordDefinition record) {
        List<StepMethod.Argument> arguments = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        counterparts.lostMembers(name).forEach(lost -> reasons.add("component " + lost + " is gone"));
        for (Component component : record.constructorOrder()) {
            Optional<Component> source = counterparts
                    .memberBefore(name, component.name())
                    .flatMap(from -> old.components().stream()
                            .filter(each -> each.name().equals(from))
                            .findFirst());
            if (source.isPresent()) {
                convert(source.get().type(), component.type())
                        .map(conversion -> new StepMethod.Carried(source.get().name(), conversion))
                        .ifPresentOrElse(
                                arguments::add,
                                () -> reasons.add("component " + component.name() + " "
                                        + was(source.get().type(), component.type())));
            } else {
                begin(name, component)
                        .ifPresentOrElse(
                                arguments::add,
                                () -> reasons.add("component " + component.name() + " is new and has no @Default"));
            }
        }
        return reasons.isEmpty() ? new StepMethod.OfRecord(arguments) : new StepMethod.Unwritten(reasons);
    }

    /** What a new component has in old entries. */
    private Optional<StepMethod.Argument> begin(String type, Component component) {
        if (component.type().isEmptyAtFirst()) {
            return Optional.of(new StepMethod.Empty(component.type()));
        }
        return counterparts
                .defaultOf(type, component.name())
                .flatMap(text -> DefaultValue.of(component.type(), now, text))
                .map(value ->
                        new StepMethod.Given(component.name(), component.type().javaType(), value));
    }

    private StepMethod.Body enumeration(String name, EnumDefinition enumeration) {
        List<String> gone = counterparts.goneMembers(name);
        if (!gone.isEmpty()) {
            return new StepMethod.Unwritten(gone.stream()
                    .map(constant -> "constant " + constant + " is gone")
                    .toList());
        }
        Map<String, String> constants = new TreeMap<>();
        for (EnumDefinition.Constant constant : enumeration.constants()) {
            counterparts.memberBefore(name, constant.name()).ifPresent(old -> constants.put(old, constant.name()));
        }
        return new StepMethod.OfEnum(constants);
    }

    private StepMethod.Body family(FamilyDefinition old, FamilyDefinition family) {
        List<StepMethod.Case> cases = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (FamilyDefinition.Case each : old.cases()) {
            DefinedType from = (DefinedType) each.type();
            caseOf(family, from)
                    .map(to -> convert(from, to).orElseThrow())
                    .map(conversion -> new StepMethod.Case(from, conversion))
                    .ifPresentOrElse(
                            cases::add, () -> reasons.add("case " + Counterparts.raw(from.expression()) + " is gone"));
        }
        return reasons.isEmpty()
                ? new StepMethod.OfFamily(family.type(), cases)
                : new StepMethod.Unwritten(reasons.stream().distinct().toList());
    }

    /** The case of a family that an old type becomes: of several instantiations of one type, the one with its arguments. */
    private Optional<DefinedType> caseOf(FamilyDefinition family, DefinedType old) {
        List<DefinedType> cases = family.cases().stream()
                .map(each -> (DefinedType) each.type())
                .filter(type -> counterparts
                        .typeBefore(Counterparts.raw(type.expression()))
                        .filter(Counterparts.raw(old.expression())::equals)
                        .isPresent())
                .toList();
        Optional<DefinedType> own =
                cases.stream().filter(type -> isOwn(new Pair(old, type))).findFirst();
        return cases.size() == 1 ? Optional.of(cases.get(0)) : own;
    }

    // ---- Any two types

    /** How an old value becomes one of {@code type}; empty if nobody knows. */
    private Optional<Conversion> convert(StoredType old, StoredType type) {
        if (isSame(old, type)) {
            return Optional.of(new Conversion.Same());
        } else if (type instanceof OptionalType optional) {
            return old instanceof OptionalType oldOptional
                    ? elements(Conversion.Container.OPTIONAL, oldOptional.element(), optional.element())
                    : convert(old, optional.element()).map(Conversion.Present::new);
        } else if (old instanceof BuiltInType oldBuiltIn && type instanceof BuiltInType builtIn) {
            return builtIn(oldBuiltIn, builtIn);
        } else if (old instanceof CollectionType oldCollection && type instanceof CollectionType collection) {
            return container(oldCollection.kind(), collection.kind())
                    .flatMap(to -> elements(to, oldCollection.element(), collection.element()));
        } else if (old instanceof MapType oldMap && type instanceof MapType map) {
            return convert(oldMap.key(), map.key())
                    .flatMap(key -> convert(oldMap.value(), map.value())
                            .map(value -> new Conversion.Entries(map.kind().isSorted(), key, value)));
        } else if (old instanceof DefinedType oldDefined && type instanceof DefinedType defined) {
            return Optional.of(defined(oldDefined, defined));
        } else {
            return Optional.empty();
        }
    }

    /** One Java type has the same values in both versions, however they are stored. */
    private static boolean isSame(StoredType old, StoredType type) {
        TypeName box = type.javaType().box();
        return old.javaType().box().equals(box);
    }

    private Optional<Conversion> elements(Conversion.Container to, StoredType old, StoredType type) {
        return convert(old, type).map(element -> new Conversion.Elements(to, element));
    }

    private static Optional<Conversion.Container> container(CollectionType.Kind old, CollectionType.Kind kind) {
        boolean areLists = kind == CollectionType.Kind.LIST;
        if (areLists != (old == CollectionType.Kind.LIST)) {
            return Optional.empty();
        }
        if (areLists) {
            return Optional.of(Conversion.Container.LIST);
        }
        return Optional.of(kind.isSorted() ? Conversion.Container.SORTED_SET : Conversion.Container.SET);
    }

    private Conversion defined(DefinedType old, DefinedType type) {
        String oldName = Counterparts.raw(old.expression());
        boolean isCounterpart = counterparts
                .typeBefore(Counterparts.raw(type.expression()))
                .filter(oldName::equals)
                .isPresent();
        if (!isCounterpart && now.definition(type) instanceof FamilyDefinition family) {
            Optional<DefinedType> asCase = caseOf(family, old);
            if (asCase.isPresent()) {
                return convert(old, asCase.get()).orElseThrow();
            }
        }
        return call(old, type);
    }

    private static Optional<Conversion> builtIn(BuiltInType old, BuiltInType type) {
        BuiltIn from = old.builtIn();
        BuiltIn to = type.builtIn();
        if (from == BuiltIn.BYTE_ARRAY && to == BuiltIn.BYTES || from == BuiltIn.BYTES && to == BuiltIn.BYTE_ARRAY) {
            return Optional.of(new Conversion.Bytes(to == BuiltIn.BYTE_ARRAY));
        }
        if (to.isOptionalNumber()) {
            BuiltIn number = numberOf(to);
            if (from == number) {
                return Optional.of(new Conversion.PresentNumber(to, new Conversion.Same()));
            }
            return wider(old, number).map(element -> new Conversion.PresentNumber(to, element));
        }
        return wider(old, to);
    }

    private static Optional<Conversion> wider(BuiltInType old, BuiltIn to) {
        return isLossless(old.builtIn(), to)
                ? Optional.of(
                        new Conversion.Wider(old.builtIn(), to, !old.javaType().isPrimitive()))
                : Optional.empty();
    }

    private static BuiltIn numberOf(BuiltIn optional) {
        return switch (optional) {
            case OPTIONAL_INT -> BuiltIn.INT;
            case OPTIONAL_LONG -> BuiltIn.LONG;
            default -> BuiltIn.DOUBLE;
        };
    }

    /** Whether each number of one type is a number of the other. */
    private static boolean isLossless(BuiltIn from, BuiltIn to) {
        return switch (from) {
            case BYTE -> to == BuiltIn.SHORT || isLossless(BuiltIn.SHORT, to);
            case SHORT -> to == BuiltIn.INT || to == BuiltIn.FLOAT || isLossless(BuiltIn.INT, to);
            case INT -> to == BuiltIn.LONG || to == BuiltIn.DOUBLE || isLossless(BuiltIn.LONG, to);
            case LONG -> to == BuiltIn.BIG_INTEGER || to == BuiltIn.BIG_DECIMAL;
            case BIG_INTEGER -> to == BuiltIn.BIG_DECIMAL;
            case FLOAT -> to == BuiltIn.DOUBLE;
            default -> false;
        };
    }
}
