package io.muniment.processor.read;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.IndexMethod;
import io.muniment.processor.model.IndexRequest;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OptionalType;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.Statement;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TypeFacts;
import io.muniment.processor.model.UnsupportedType;
import io.muniment.processor.model.UnsupportedType.Reason;
import io.muniment.processor.model.Written;
import io.muniment.processor.problem.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads the types that a schema stores, each of the user's own once, however often it is used.
 *
 * <p>What it returns refers to the user's types by draft names; {@link Drafts} gives them their own when all are
 * known.
 */
final class TypeReader {

    /** No type that a person has written nests its arguments this deep. */
    private static final int DEEPEST = 40;

    private final Compiler compiler;
    private final Access access;
    private final SerializerReader serializers;
    private final @Nullable IndexMethods indexMethods;
    private final Map<String, List<SerializerReader.Custom>> schemaSerializers;
    private final Map<String, DefinedType> known = new HashMap<>();
    private final Deque<Supplier<Definition>> waiting = new ArrayDeque<>();
    private final Statements statements = new Statements();
    private boolean resolved = true;
    private boolean usesDeprecated;

    /**
     * Reads types for a schema that names {@code custom} serializers.
     *
     * @param indexMethods reads the methods that compute what a type is found by; null for the types of such methods
     */
    TypeReader(
            Compiler compiler,
            Access access,
            SerializerReader serializers,
            List<SerializerReader.Custom> custom,
            @Nullable IndexMethods indexMethods) {
        this.indexMethods = indexMethods;
        this.compiler = compiler;
        this.access = access;
        this.serializers = serializers;
        this.schemaSerializers = custom.stream()
                .filter(serializer -> serializer.handled().isPresent())
                .collect(Collectors.groupingBy(serializer ->
                        Compiler.nameOf(serializer.handled().orElseThrow()).toString()));
    }

    /** Whether all types met so far were there to be read. */
    boolean isResolved() {
        return resolved;
    }

    /** Whether anything is deprecated that code for the definitions must name. */
    boolean usesDeprecated() {
        return usesDeprecated;
    }

    /** What the types met so far state about the step from the version before. */
    List<Statement> statements() {
        return statements.all();
    }

    /** The definitions of all user types that the types read so far use, and of those that these use. */
    List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        while (!waiting.isEmpty()) {
            definitions.add(waiting.remove().get());
        }
        return definitions;
    }

    /** A type as it is used at a place. */
    StoredType read(TypeMirror type, Place use) {
        TypeName name = Compiler.nameOf(type);
        List<SerializerReader.Custom> custom = customFor(type, use);
        if (!custom.isEmpty()) {
            return custom(type, custom, use);
        }
        Optional<BuiltInType> builtIn = BuiltIns.find(name);
        if (builtIn.isPresent()) {
            return builtIn.get();
        }
        return switch (type.getKind()) {
            case DECLARED -> declared((DeclaredType) type, use);
            case ARRAY ->
                unsupported(type, leaf(type).getKind() == TypeKind.ERROR ? Reason.UNRESOLVED : Reason.OBJECT_ARRAY);
            case WILDCARD -> unsupported(type, Reason.WILDCARD);
            case TYPEVAR -> unsupported(type, Reason.TYPE_VARIABLE);
            case ERROR -> unsupported(type, Reason.UNRESOLVED);
            default -> unsupported(type, Reason.NOT_A_VALUE);
        };
    }

    private StoredType declared(DeclaredType type, Place use) {
        TypeElement element = (TypeElement) type.asElement();
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        if (arguments.size() < element.getTypeParameters().size()) {
            return unsupported(type, Reason.RAW);
        }
        String name = element.getQualifiedName().toString();
        if (name.equals(Optional.class.getName())) {
            return new OptionalType(read(arguments.get(0), use));
        }
        Optional<CollectionType.Kind> collection = BuiltIns.collection(name);
        if (collection.isPresent()) {
            return new CollectionType(collection.get(), read(arguments.get(0), use));
        }
        Optional<MapType.Kind> map = BuiltIns.map(name);
        if (map.isPresent()) {
            return new MapType(map.get(), read(arguments.get(0), use), read(arguments.get(1), use));
        }
        return own(type, element, use);
    }

    private StoredType own(DeclaredType type, TypeElement element, Place use) {
        Reason reason = whyNot(element);
        if (reason != null) {
            return unsupported(type, reason);
        }
        for (TypeMirror argument : type.getTypeArguments()) {
            Optional<StoredType> open = open(argument);
            if (open.isPresent()) {
                return open.get();
            }
        }
        if (depth(type) > DEEPEST) {
            return unsupported(element.asType(), Reason.ENDLESS);
        }
        String storedName = storedName(element);
        return define(
                Compiler.nameOf(type).toString(),
                draft -> new DefinedType(
                        Compiler.nameOf(type), storedName + expressions(type), draft, false, false, false),
                defined -> {
                    TypeFacts facts = facts(type, element, storedName, Optional.of(element), use);
                    return switch (element.getKind()) {
                        case ENUM -> enumDefinition(element, defined, facts);
                        case RECORD -> recordDefinition(type, element, defined, facts);
                        default -> familyDefinition(type, element, defined, facts);
                    };
                });
    }

    /** Null if values of this class can be kept. The order matters: a compiler may see a sealed class in an enum. */
    private static @Nullable Reason whyNot(TypeElement element) {
        // What Java's own sealed classes permit is Java's business, and hidden.
        boolean isSealed = element.getModifiers().contains(Modifier.SEALED)
                && !element.getQualifiedName().toString().startsWith("java.");
        boolean isAbstract = element.getModifiers().contains(Modifier.ABSTRACT);
        if (element.getQualifiedName().contentEquals("java.lang.Object")) {
            return Reason.OBJECT;
        }
        if (element.getQualifiedName().contentEquals("java.lang.Void")) {
            return Reason.NOT_A_VALUE;
        }
        return switch (element.getKind()) {
            case ENUM, RECORD -> null;
            case ANNOTATION_TYPE -> Reason.ANNOTATION;
            case INTERFACE -> isSealed ? null : Reason.INTERFACE;
            default -> isAbstract ? (isSealed ? null : Reason.ABSTRACT_CLASS) : Reason.CLASS;
        };
    }

    private EnumDefinition enumDefinition(TypeElement element, DefinedType type, TypeFacts facts) {
        List<? extends Element> byName = element.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .sorted(Comparator.comparing(member -> member.getSimpleName().toString()))
                .toList();
        List<EnumDefinition.Constant> constants = new ArrayList<>();
        for (Element constant : byName) {
            String name = constant.getSimpleName().toString();
            Place place = compiler.sources().place(constant, facts.place());
            statements.addOf(constant, facts.storedName(), name, place);
            constants.add(new EnumDefinition.Constant(constants.size() + 1, name, place));
        }
        return new EnumDefinition(type, constants, facts);
    }

    private RecordDefinition recordDefinition(
            DeclaredType type, TypeElement element, DefinedType defined, TypeFacts facts) {
        List<? extends RecordComponentElement> declared = element.getRecordComponents();
        List<RecordComponentElement> byName = new ArrayList<>(declared);
        byName.sort(Comparator.comparing(component -> component.getSimpleName().toString()));
        List<Component> components = new ArrayList<>();
        for (RecordComponentElement component : byName) {
            Element field = field(element, component);
            Place place = compiler.sources().place(field, facts.place());
            TypeMirror written = type.getTypeArguments().isEmpty()
                    ? component.asType()
                    : compiler.types().asMemberOf(type, field);
            List<SerializerReader.Custom> custom = serializers.read(Annotations.on(component), place);
            IndexAnnotations indexes = IndexAnnotations.on(component, place);
            statements.addOf(
                    component, facts.storedName(), component.getSimpleName().toString(), place);
            components.add(new Component(
                    components.size() + 1,
                    component.getSimpleName().toString(),
                    custom.isEmpty() ? read(written, place) : custom(written, custom, place),
                    declared.indexOf(component),
                    indexes.ofComponent(),
                    indexes.names(),
                    place));
        }
        return new RecordDefinition(defined, components, facts);
    }

    /** Compilers know the place and the type of a component's field better than those of the component. */
    private static Element field(TypeElement element, RecordComponentElement component) {
        for (VariableElement field : ElementFilter.fieldsIn(element.getEnclosedElements())) {
            if (field.getSimpleName().equals(component.getSimpleName())) {
                return field;
            }
        }
        return component;
    }

    private FamilyDefinition familyDefinition(
            DeclaredType type, TypeElement element, DefinedType defined, TypeFacts facts) {
        Map<StoredType, Place> found = new HashMap<>();
        for (TypeMirror permitted : element.getPermittedSubclasses()) {
            Optional<TypeMirror> instance = new FamilyCase(compiler.types(), permitted).in(type);
            Element caseElement = compiler.types().asElement(permitted);
            Place place =
                    caseElement == null ? facts.place() : compiler.sources().place(caseElement, facts.place());
            instance.ifPresent(mirror -> found.put(read(mirror, place), place));
        }
        List<FamilyDefinition.Case> cases = new ArrayList<>();
        found.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(StoredType::expression)
                        .thenComparing(t -> t.javaType().toString())))
                .forEach(c -> cases.add(new FamilyDefinition.Case(cases.size() + 1, c.getKey(), c.getValue())));
        return new FamilyDefinition(defined, cases, facts);
    }

    private DefinedType custom(TypeMirror type, List<SerializerReader.Custom> custom, Place use) {
        SerializerReader.Custom first = custom.get(0);
        resolved &= custom.stream().allMatch(serializer -> serializer.facts().isResolved());
        Optional<TypeElement> element =
                Optional.ofNullable(compiler.types().asElement(type)).map(e -> (TypeElement) e);
        Optional<TypeElement> named = first.element()
                .filter(serializer -> typeName(serializer).isPresent())
                .or(() -> element);
        String storedName = named.map(this::storedName).orElseGet(() -> simpleName(Compiler.nameOf(type)));
        TypeFacts facts = facts(type, element.orElse(null), storedName, named, use);
        ClassName serializer = first.facts().name();
        return define(
                Compiler.nameOf(type) + " by " + serializer,
                draft -> new DefinedType(Compiler.nameOf(type), storedName, serializer, true, true, true),
                defined -> new CustomDefinition(
                        defined,
                        custom.stream().map(SerializerReader.Custom::facts).toList(),
                        element.map(record -> asked(record, facts.place())).orElse(List.of()),
                        facts));
    }

    /** The annotations on components of a record that is not stored by them. */
    private List<Written> asked(TypeElement element, Place otherwise) {
        List<Written> asked = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            Place place = compiler.sources().place(field(element, component), otherwise);
            IndexRequest request = IndexAnnotations.on(component, place).ofComponent();
            if (request.isAny()) {
                asked.add(new Written(
                        request.annotation() + " on " + element.getSimpleName() + "." + component.getSimpleName(),
                        place));
            }
        }
        return asked;
    }

    private List<SerializerReader.Custom> customFor(TypeMirror type, Place use) {
        List<SerializerReader.Custom> ofSchema =
                schemaSerializers.get(Compiler.nameOf(type).toString());
        if (ofSchema != null) {
            return ofSchema;
        }
        if (type.getKind() != TypeKind.DECLARED) {
            return List.of();
        }
        Element element = ((DeclaredType) type).asElement();
        return serializers.read(Annotations.on(element), use);
    }

    private DefinedType define(
            String key, Function<ClassName, DefinedType> use, Function<DefinedType, Definition> definition) {
        DefinedType there = known.get(key);
        if (there != null) {
            return there;
        }
        DefinedType defined = use.apply(Drafts.name(known.size()));
        known.put(key, defined);
        waiting.add(() -> definition.apply(defined));
        return defined;
    }

    private TypeFacts facts(
            TypeMirror type, @Nullable TypeElement element, String storedName, Optional<TypeElement> named, Place use) {
        Place place = element == null ? use : compiler.sources().place(element, use);
        usesDeprecated |= element != null && (compiler.isDeprecated(element) || hasDeprecatedMember(element));
        if (element != null) {
            statements.addOf(element, storedName, "", place);
        }
        return new TypeFacts(
                storedName,
                named.flatMap(TypeReader::typeName).map(annotation -> typeNamePlace(annotation, use)),
                access.hidden(type),
                compiler.isComparable(type),
                compiler.hasEquality(type),
                element == null
                        ? List.of()
                        : IndexAnnotations.on(element, place).groups(),
                element == null ? List.of() : methods(element, type, place),
                place,
                use);
    }

    private List<IndexMethod> methods(TypeElement element, TypeMirror type, Place place) {
        return indexMethods == null ? List.of() : indexMethods.of(element, type, place);
    }

    /** Of other classes than these, generated code names no members. */
    private boolean hasDeprecatedMember(TypeElement element) {
        boolean isNamed = element.getKind() == ElementKind.RECORD || element.getKind() == ElementKind.ENUM;
        return isNamed && element.getEnclosedElements().stream().anyMatch(compiler::isDeprecated);
    }

    private Place typeNamePlace(Annotations.One annotation, Place use) {
        Place place = compiler.sources().place(annotation.element(), use);
        return place.equals(use) ? use : annotation.place("value");
    }

    private String storedName(TypeElement element) {
        return typeName(element)
                .map(annotation -> String.valueOf(annotation.value("value").getValue()))
                .orElseGet(() -> element.getSimpleName().toString());
    }

    private static Optional<Annotations.One> typeName(TypeElement element) {
        return Annotations.on(element).find(io.muniment.annotation.TypeName.class);
    }

    /** The name of a type that has no class of its own to name it. */
    private static String simpleName(TypeName type) {
        if (type instanceof ArrayTypeName array) {
            return simpleName(array.componentType()) + "Array";
        }
        TypeName boxed = type.box();
        return boxed instanceof ClassName name ? name.simpleName() : boxed.toString();
    }

    private String expressions(DeclaredType type) {
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        return arguments.isEmpty()
                ? ""
                : arguments.stream().map(this::expression).collect(Collectors.joining(",", "<", ">"));
    }

    /**
     * How an argument of a user's generic type is told apart from others. The argument is named even where no
     * component has its type; then it need not be a type that can be stored.
     */
    private String expression(TypeMirror type) {
        TypeName name = Compiler.nameOf(type);
        List<SerializerReader.Custom> ofSchema = schemaSerializers.get(name.toString());
        if (ofSchema != null) {
            return read(type, ofSchema.get(0).facts().place()).expression();
        }
        Optional<BuiltInType> builtIn = BuiltIns.find(name);
        if (builtIn.isPresent()) {
            return builtIn.get().expression();
        }
        if (!(type instanceof DeclaredType declared)) {
            return simpleName(name);
        }
        TypeElement element = (TypeElement) declared.asElement();
        String qualifiedName = element.getQualifiedName().toString();
        String stored = qualifiedName.equals(Optional.class.getName())
                ? "optional"
                : BuiltIns.collection(qualifiedName)
                        .map(CollectionType.Kind::expression)
                        .or(() -> BuiltIns.map(qualifiedName).map(MapType.Kind::expression))
                        .orElseGet(() -> storedName(element));
        return stored + expressions(declared);
    }

    /** What in the argument of a user's generic type keeps it from being one type, if there is something. */
    private Optional<StoredType> open(TypeMirror argument) {
        Reason reason = switch (argument.getKind()) {
            case WILDCARD -> Reason.WILDCARD;
            case TYPEVAR -> Reason.TYPE_VARIABLE;
            case ERROR -> Reason.UNRESOLVED;
            default -> null;
        };
        if (reason != null) {
            return Optional.of(unsupported(argument, reason));
        }
        if (argument instanceof ArrayType array) {
            return open(array.getComponentType());
        }
        if (argument instanceof DeclaredType declared) {
            TypeElement element = (TypeElement) declared.asElement();
            if (declared.getTypeArguments().size() < element.getTypeParameters().size()) {
                return Optional.of(unsupported(argument, Reason.RAW));
            }
            return declared.getTypeArguments().stream()
                    .map(this::open)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return Optional.empty();
    }

    private StoredType unsupported(TypeMirror type, Reason reason) {
        resolved &= reason != Reason.UNRESOLVED;
        return new UnsupportedType(Compiler.nameOf(type), reason);
    }

    private static TypeMirror leaf(TypeMirror type) {
        return type instanceof ArrayType array ? leaf(array.getComponentType()) : type;
    }

    private static int depth(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return 0;
        }
        return 1
                + declared.getTypeArguments().stream()
                        .mapToInt(TypeReader::depth)
                        .max()
                        .orElse(0);
    }
}
