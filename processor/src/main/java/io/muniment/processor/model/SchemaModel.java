package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A schema interface.
 *
 * @param interfaceName the user's interface, {@code p.Outer.Lockbook}
 * @param isPublic whether it, and every class around it, is public
 * @param name the name on disk
 * @param version from 1
 * @param doc the first sentence of the user's Javadoc, or empty. Safe inside any Javadoc comment and complete in
 *     itself: links have become their labels. It may hold {@code $}, so it is an argument for JavaPoet, never a format
 * @param generatedAnnotation {@code javax.annotation.processing.Generated}, if the schema's module can see it
 * @param nullMarkedAnnotation {@code org.jspecify.annotations.NullMarked}, likewise
 * @param usesDeprecated whether anything that generated code names is deprecated: a table's method, a stored class or
 *     one around it, an accessor, a canonical constructor, an enum constant
 * @param tables by id
 * @param types every user type that is stored, by expression
 * @param indexMethods those of the interface that compute what entries are found by
 * @param keyTypes user types that such methods give, for the rules: they are not stored for that
 * @param statements about the step from the version before, on the interface and on the stored types, each once
 * @param declaration how the interface is written, for the rules
 */
public record SchemaModel(
        ClassName interfaceName,
        boolean isPublic,
        String name,
        int version,
        String doc,
        Optional<ClassName> generatedAnnotation,
        Optional<ClassName> nullMarkedAnnotation,
        boolean usesDeprecated,
        List<TableModel> tables,
        List<Definition> types,
        List<IndexMethod> indexMethods,
        List<Definition> keyTypes,
        List<Statement> statements,
        Declaration declaration) {

    /** Copies the lists. */
    public SchemaModel {
        tables = List.copyOf(tables);
        types = List.copyOf(types);
        indexMethods = List.copyOf(indexMethods);
        keyTypes = List.copyOf(keyTypes);
        statements = List.copyOf(statements);
    }

    /** The package of the interface, and of all that is generated for it. */
    public String packageName() {
        return interfaceName.packageName();
    }

    /** What the names of all generated classes begin with: {@code Outer_Lockbook}. */
    public String prefix() {
        return prefix(interfaceName);
    }

    /** The generated database: {@code p.Outer_LockbookDb}. */
    public ClassName databaseClass() {
        return ClassName.get(packageName(), prefix() + "Db");
    }

    /** The generated transaction, nested in the database: {@code p.Outer_LockbookDb.Transaction}. */
    public ClassName transactionClass() {
        return databaseClass().nestedClass("Transaction");
    }

    /** The generated commit, nested in the database: {@code p.Outer_LockbookDb.Commit}. */
    public ClassName commitClass() {
        return databaseClass().nestedClass("Commit");
    }

    /** The generated description for the runtime: {@code p.Outer_LockbookSchema}. */
    public ClassName schemaClass() {
        return ClassName.get(packageName(), prefix() + "Schema");
    }

    /** The generated holder of all serializers: {@code p.Outer_LockbookSerializers}. */
    public ClassName serializersClass() {
        return serializersClass(interfaceName);
    }

    /** The definition that a use refers to. */
    public Definition definition(DefinedType use) {
        return Stream.concat(types.stream(), keyTypes.stream())
                .filter(definition -> definition.type().serializer().equals(use.serializer()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No definition of " + use.expression()));
    }

    /** See {@link #serializersClass()}. */
    public static ClassName serializersClass(ClassName interfaceName) {
        return ClassName.get(interfaceName.packageName(), prefix(interfaceName) + "Serializers");
    }

    /** See {@link #prefix()}. */
    public static String prefix(ClassName interfaceName) {
        return String.join("_", interfaceName.simpleNames());
    }
}
