package io.muniment.processor.read;

import com.palantir.javapoet.ClassName;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.annotation.Schema;
import io.muniment.processor.model.Declaration;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexMethod;
import io.muniment.processor.model.Member;
import io.muniment.processor.model.Previous;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.SerializerFacts;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.model.Written;
import io.muniment.processor.problem.Place;
import io.muniment.schema.TableKind;
import io.muniment.table.ListTable;
import io.muniment.table.MapTable;
import io.muniment.table.Sequence;
import io.muniment.table.SetTable;
import io.muniment.table.Single;
import io.muniment.table.SortedTable;
import io.muniment.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads a schema interface, right or wrong. */
public final class SchemaReader {

    private static final Map<String, TableKind> TABLES = Map.of(
            Table.class.getName(), TableKind.HASH,
            SortedTable.class.getName(), TableKind.SORTED,
            Single.class.getName(), TableKind.SINGLE,
            SetTable.class.getName(), TableKind.SET,
            ListTable.class.getName(), TableKind.LIST,
            MapTable.class.getName(), TableKind.MAP,
            Sequence.class.getName(), TableKind.SEQUENCE);

    private final Compiler compiler;

    /** A reader that asks this compiler, which is compiling these sources. */
    public SchemaReader(Elements elements, Types types, Sources sources) {
        this.compiler = new Compiler(elements, types, sources);
    }

    /** All that the type, which has the annotation {@link Schema}, says. */
    public SchemaModel read(TypeElement schema) {
        return read(schema, schema);
    }

    /** The same, as far as the package of {@code home}, which is another version of it, can reach what it says. */
    public SchemaModel read(TypeElement schema, TypeElement home) {
        Annotations.One annotation = Annotations.on(schema).find(Schema.class).orElseThrow();
        ClassName interfaceName = ClassName.get(schema);
        Access access = new Access(home);
        SerializerReader serializers = new SerializerReader(compiler.types(), access, compiler.sources());
        List<SerializerReader.Custom> custom = serializers.read(Annotations.on(schema), Place.of(schema));
        TypeReader keys = new TypeReader(compiler, access, serializers, custom, null);
        IndexMethods indexMethods = new IndexMethods(compiler, access, keys);
        TypeReader types = new TypeReader(compiler, access, serializers, custom, indexMethods);

        List<ExecutableElement> methods = methods(schema);
        List<Member> members = methods.stream().map(this::member).toList();
        Set<String> constants = new HashSet<>();
        List<TableModel> tables = tables(interfaceName, methods, types, constants);
        Drafts drafts = new Drafts(
                types.definitions(), ClassName.get(interfaceName.packageName(), SchemaModel.prefix(interfaceName)));
        List<Definition> definitions = drafts.definitions();
        Statements statements = new Statements();
        statements.addOf(schema, "", "", Place.of(schema));
        methods.forEach(
                method -> statements.addOf(method, "", method.getSimpleName().toString(), Place.of(method)));
        List<IndexMethod> ofSchema = indexMethods.of(schema, schema.asType(), Place.of(schema));
        // A package of no generated class, so that these are told from what is stored.
        Drafts keyDrafts = new Drafts(keys.definitions(), ClassName.get("io.muniment.keys", "Key"));
        IndexReader indexes =
                new IndexReader(definitions, ofSchema, keyDrafts::finish, name -> constant(name, constants));
        return new SchemaModel(
                interfaceName,
                Access.isPublic(schema),
                name(schema, annotation),
                version(annotation),
                doc(schema),
                visible(schema, Generated.class.getCanonicalName()),
                visible(schema, "org.jspecify.annotations.NullMarked"),
                types.usesDeprecated()
                        || keys.usesDeprecated()
                        || methods.stream().anyMatch(compiler::isDeprecated),
                tables.stream().map(table -> finish(table, drafts, indexes)).toList(),
                definitions,
                ofSchema,
                keyDrafts.definitions(),
                Stream.concat(statements.all().stream(), types.statements().stream())
                        .toList(),
                declaration(schema, annotation, access, members, custom, types.isResolved() && keys.isResolved()));
    }

    private static String name(TypeElement schema, Annotations.One annotation) {
        String written = String.valueOf(annotation.value("name").getValue());
        return written.isEmpty() ? schema.getSimpleName().toString().toLowerCase(Locale.ROOT) : written;
    }

    private static int version(Annotations.One annotation) {
        return annotation.value("version").getValue() instanceof Integer version ? version : 1;
    }

    /** False if a class is named that is not there yet. */
    private static boolean hasPrevious(Annotations.One annotation) {
        return annotation.value("previous").getValue() instanceof TypeMirror type && type.getKind() != TypeKind.ERROR;
    }

    private static Optional<Previous> previous(Annotations.One annotation) {
        if (!hasPrevious(annotation)) {
            return Optional.empty();
        }
        TypeMirror type = (TypeMirror) annotation.value("previous").getValue();
        return type.getKind() == TypeKind.VOID
                ? Optional.empty()
                : Optional.of(previous(type, annotation.place("previous"), Integer.MAX_VALUE));
    }

    /** The versions of a chain go down, so that it has an end. */
    private static Previous previous(TypeMirror type, Place place, int below) {
        Optional<TypeElement> element = type instanceof DeclaredType declared
                ? Optional.of((TypeElement) declared.asElement())
                : Optional.empty();
        Optional<Annotations.One> annotation =
                element.flatMap(schema -> Annotations.on(schema).find(Schema.class));
        if (annotation.isEmpty()) {
            return new Previous(Compiler.nameOf(type), false, "", 0, Optional.empty(), place);
        }
        int version = version(annotation.get());
        Optional<TypeMirror> next = hasPrevious(annotation.get())
                ? Optional.of((TypeMirror) annotation.get().value("previous").getValue())
                : Optional.empty();
        return new Previous(
                ClassName.get(element.orElseThrow()),
                true,
                name(element.get(), annotation.get()),
                version,
                next.filter(older -> older.getKind() != TypeKind.VOID && version < below)
                        .map(older -> previous(older, place, version)),
                place);
    }

    private Declaration declaration(
            TypeElement schema,
            Annotations.One annotation,
            Access access,
            List<Member> members,
            List<SerializerReader.Custom> custom,
            boolean typesResolved) {
        List<SerializerFacts> serializers =
                custom.stream().map(SerializerReader.Custom::facts).toList();
        return new Declaration(
                schema.getKind().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                isInterface(schema),
                schema.getModifiers().contains(Modifier.SEALED),
                Annotations.on(schema).find(GeneratedByMuniment.class).isPresent(),
                typesResolved
                        && hasPrevious(annotation)
                        && members.stream().noneMatch(member -> member.returned() == Member.Returned.UNRESOLVED)
                        && serializers.stream().allMatch(SerializerFacts::isResolved),
                access.hidden(schema),
                typeParameters(schema, schema.getTypeParameters()),
                isInterface(schema)
                        ? schema.getInterfaces().stream().map(Compiler::nameOf).toList()
                        : List.of(),
                members,
                serializers,
                previous(annotation),
                Place.of(schema),
                annotation.place("name"),
                annotation.place("version"));
    }

    private static boolean isInterface(TypeElement schema) {
        return schema.getKind() == ElementKind.INTERFACE;
    }

    /** Empty for what is no interface: there is one thing to say of it, and nothing of its methods. */
    private static List<ExecutableElement> methods(TypeElement schema) {
        if (!isInterface(schema)) {
            return List.of();
        }
        return ElementFilter.methodsIn(schema.getEnclosedElements()).stream()
                .sorted(Comparator.comparing(method -> method.getSimpleName().toString()))
                .toList();
    }

    private Member member(ExecutableElement method) {
        return new Member(
                method.getSimpleName().toString(),
                sort(method),
                method.getParameters().stream()
                        .map(parameter -> new Written(
                                simple(parameter.asType()) + " " + parameter.getSimpleName(), Place.of(parameter)))
                        .toList(),
                typeParameters(method, method.getTypeParameters()),
                method.getThrownTypes().stream().map(Compiler::nameOf).toList(),
                returned(method),
                Compiler.nameOf(method.getReturnType()),
                Place.of(method));
    }

    private static String simple(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? declared.asElement().getSimpleName().toString()
                : type.toString();
    }

    private List<Written> typeParameters(Element owner, List<? extends TypeParameterElement> parameters) {
        return parameters.stream()
                .map(parameter -> new Written(
                        parameter.getSimpleName().toString(), compiler.sources().place(parameter, Place.of(owner))))
                .toList();
    }

    private static Member.Sort sort(ExecutableElement method) {
        Set<Modifier> modifiers = method.getModifiers();
        if (modifiers.contains(Modifier.PRIVATE)) {
            return Member.Sort.PRIVATE;
        } else if (modifiers.contains(Modifier.STATIC)) {
            return Member.Sort.STATIC;
        } else {
            return method.isDefault() ? Member.Sort.DEFAULT : Member.Sort.ABSTRACT;
        }
    }

    private static Member.Returned returned(ExecutableElement method) {
        TypeMirror type = method.getReturnType();
        if (sort(method) == Member.Sort.ABSTRACT && type.getKind() == TypeKind.ERROR) {
            return Member.Returned.UNRESOLVED;
        }
        if (tableKind(type).isEmpty()) {
            return Member.Returned.OTHER;
        }
        return ((DeclaredType) type).getTypeArguments().isEmpty() ? Member.Returned.RAW_TABLE : Member.Returned.TABLE;
    }

    private static Optional<TableKind> tableKind(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? Optional.ofNullable(TABLES.get(((TypeElement) ((DeclaredType) type).asElement())
                        .getQualifiedName()
                        .toString()))
                : Optional.empty();
    }

    private List<TableModel> tables(
            ClassName interfaceName, List<ExecutableElement> methods, TypeReader types, Set<String> constants) {
        ClassName database = ClassName.get(interfaceName.packageName(), SchemaModel.prefix(interfaceName) + "Db");
        List<TableModel> tables = new ArrayList<>();
        for (ExecutableElement method : methods) {
            boolean isTable = sort(method) == Member.Sort.ABSTRACT
                    && method.getParameters().isEmpty()
                    && returned(method) == Member.Returned.TABLE;
            if (isTable) {
                tables.add(table(tables.size() + 1, method, database, constants, types));
            }
        }
        return tables;
    }

    private TableModel table(
            int id, ExecutableElement method, ClassName database, Set<String> constants, TypeReader types) {
        String name = method.getSimpleName().toString();
        Place place = Place.of(method);
        TableKind kind = tableKind(method.getReturnType()).orElseThrow();
        List<? extends TypeMirror> arguments = ((DeclaredType) method.getReturnType()).getTypeArguments();
        return new TableModel(
                id,
                name,
                kind,
                kind.hasKeys() ? Optional.of(types.read(arguments.get(0), place)) : Optional.empty(),
                types.read(value(kind, arguments), place),
                database.nestedClass(capitalized(name) + "Table"),
                constant(name, constants),
                List.of(),
                doc(method),
                place);
    }

    /** What a table keeps: of a set, a list or a map for each key, that one. */
    private TypeMirror value(TableKind kind, List<? extends TypeMirror> arguments) {
        return switch (kind) {
            case HASH, SORTED -> arguments.get(1);
            case SINGLE, SEQUENCE -> arguments.get(0);
            case SET -> compiler.generic(Set.class, arguments.subList(1, 2));
            case LIST -> compiler.generic(List.class, arguments.subList(1, 2));
            case MAP -> compiler.generic(Map.class, arguments.subList(1, 3));
        };
    }

    static String capitalized(String name) {
        int first = name.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + name.substring(Character.charCount(first));
    }

    /** {@code OWNED_FILES} for {@code ownedFiles}, with a number if that is taken. */
    private static String constant(String name, Set<String> taken) {
        String words = name.replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", "_").toUpperCase(Locale.ROOT);
        String constant = words;
        for (int number = 2; !taken.add(constant) || constant.equals("SCHEMA"); number++) {
            constant = words + "_" + number;
        }
        return constant;
    }

    private static TableModel finish(TableModel table, Drafts drafts, IndexReader indexes) {
        Optional<StoredType> key = table.key().map(drafts::finish);
        StoredType value = drafts.finish(table.value());
        return new TableModel(
                table.id(),
                table.name(),
                table.kind(),
                key,
                value,
                table.tableClass(),
                table.constantName(),
                table.kind().hasIndexes() ? indexes.read(table.name(), value) : List.of(),
                table.doc(),
                table.place());
    }

    private String doc(Element element) {
        return DocText.firstSentence(compiler.elements().getDocComment(element));
    }

    /** An annotation, if sources in the module of {@code schema} can name it. */
    private Optional<ClassName> visible(TypeElement schema, String annotation) {
        ModuleElement module = compiler.elements().getModuleOf(schema);
        TypeElement found = module == null
                ? compiler.elements().getTypeElement(annotation)
                : compiler.elements().getTypeElement(module, annotation);
        return Optional.ofNullable(found).map(ClassName::get);
    }
}
