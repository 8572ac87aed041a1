package io.muniment.processor;

import static io.muniment.processor.Refusal.componentRefused;
import static io.muniment.processor.Refusal.methodRefused;
import static io.muniment.processor.Refusal.refused;

import org.junit.jupiter.api.Test;

/** Every rule about stored types has a bad source. */
final class TypeRulesTest {

    private static final String NO_VALUE = "A type cannot be stored";

    @Test
    void classesOfTheLibraryHaveASuggestion() {
        componentRefused("ArrayList<String> tags", NO_VALUE, "ArrayList<String> as Account.tags", "List<String>");
        componentRefused("Collection<Long> tags", NO_VALUE, "Collection<Long> as Account.tags", "List<Long>");
        componentRefused(
                "TreeMap<String, Long> tags",
                NO_VALUE,
                "TreeMap<String, Long> as Account.tags",
                "SortedMap<String, Long>");
        componentRefused("Date at", NO_VALUE, "Date as Account.at", "Instant");
        componentRefused("java.sql.Date at", NO_VALUE, "Date as Account.at", "LocalDate");
        componentRefused("CharSequence text", NO_VALUE, "CharSequence as Account.text", "String");
        componentRefused("java.nio.ByteBuffer raw", NO_VALUE, "ByteBuffer as Account.raw", "Bytes");
        componentRefused("Void nothing", NO_VALUE, "Void as Account.nothing", "a record without components");
        componentRefused(
                "java.net.URI uri", NO_VALUE, "URI as Account.uri", "String, or @SerializeWith(...) on the schema");
    }

    @Test
    void wrongTypeDeepInsideOfAnotherIsFound() {
        componentRefused(
                "Map<String, Optional<HashSet<Long>>> tags", NO_VALUE, "HashSet<Long> as Account.tags", "Set<Long>");
        methodRefused("Single<List<Date>> dates();", NO_VALUE, "Date as the value of dates()", "Instant");
    }

    @Test
    void objectIsRefused() {
        componentRefused(
                "Object any",
                "Object says nothing of what is stored",
                "Object as Account.any",
                "the type itself; or a sealed interface, if there are several");
    }

    @Test
    void classThatIsNoRecordIsRefused() {
        componentRefused(
                "Money money",
                "class Money {}",
                NO_VALUE,
                "Money as Account.money",
                "record Money; or @SerializeWith(MoneySerializer.class) on it, or on the schema if it is not yours");
    }

    @Test
    void interfaceThatIsNotSealedIsRefused() {
        componentRefused(
                "Figure figure",
                "interface Figure {}",
                NO_VALUE,
                "Figure as Account.figure",
                "sealed interface Figure, if its cases are known;"
                        + " or @SerializeWith(FigureSerializer.class) on it, or on the schema if it is not yours");
    }

    @Test
    void abstractClassIsRefused() {
        componentRefused(
                "Figure figure",
                "abstract class Figure {}",
                NO_VALUE,
                "Figure as Account.figure",
                "sealed interface Figure with records;"
                        + " or @SerializeWith(FigureSerializer.class) on it, or on the schema if it is not yours");
    }

    @Test
    void annotationIsRefused() {
        componentRefused("Override mark", NO_VALUE, "Override as Account.mark", "a record");
    }

    @Test
    void arrayOfObjectsIsRefused() {
        componentRefused(
                "String[] tags", "Only arrays of primitives can be stored", "String[] as Account.tags", "List<String>");
        componentRefused(
                "int[][] grid", "Only arrays of primitives can be stored", "int[][] as Account.grid", "List<int[]>");
    }

    @Test
    void rawTypesAreRefused() {
        componentRefused(
                "List tags",
                "A stored type needs its arguments",
                "List as Account.tags",
                "List<...> with the types themselves");
        componentRefused(
                "Id id",
                "record Id<T>(UUID value) {}",
                "A stored type needs its arguments",
                "Id as Account.id",
                "Id<...> with the types themselves");
    }

    @Test
    void wildcardsAreRefused() {
        componentRefused(
                "List<? extends Number> sizes",
                "A stored type cannot be a wildcard",
                "? extends Number as Account.sizes",
                "Number");
        componentRefused(
                "Id<?> id",
                "record Id<T>(UUID value) {}",
                "A stored type cannot be a wildcard",
                "? as Account.id",
                "the type itself");
    }

    @Test
    void caseOfAFamilyMustBeStored() {
        refused(
                """
                @Schema interface Lockbook { Single<Figure> figure(); }
                sealed interface Figure {}
                record Circle(double radius) implements Figure {}
                final class Square implements Figure {} //!""",
                "A case of a stored sealed type must be a record, an enum, or sealed itself",
                "Square as a case of Figure",
                "record Square; or @SerializeWith(SquareSerializer.class) on it");
        refused(
                """
                @Schema interface Lockbook { Single<Figure> figure(); }
                sealed interface Figure {}
                non-sealed interface Open extends Figure {} //!""",
                "A case of a stored sealed type must be a record, an enum, or sealed itself",
                "Open as a case of Figure",
                "record Open; or @SerializeWith(OpenSerializer.class) on it");
    }

    @Test
    void caseWithATypeOfItsOwnIsRefused() {
        refused("""
                @Schema interface Lockbook { Single<Figure> figure(); }
                sealed interface Figure {} //! ECJ
                record Circle() implements Figure {}
                record Square<T>(T side) implements Figure {} //! JAVAC""", "A stored type must be known when it is compiled", "T as a case of Figure", "the type itself");
    }

    @Test
    void endlessGenericTypeIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Single<Nest<String>> nest(); } //! ECJ
                record Nest<T>(
                    T value,
                    Optional<Nest<List<T>>> next //!
                ) {}""",
                "A generic type holds ever longer versions of itself",
                "Nest<T> as Nest.next",
                "the type arguments that are really meant");
    }

    @Test
    void privateTypeIsRefused() {
        refused(
                """
                class Outer {
                    @Schema interface Lockbook { Single<Secret> secret(); } //! ECJ
                    private record Secret(int code) {} //!
                }""",
                "The generated code cannot reach a stored type",
                "p.Outer.Secret cannot be seen from the package p",
                "a public type, or one that is not private");
    }

    @Test
    void hiddenTypeOfAnotherPackageIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Single<q.Open> open(); }
                """.replace("open()", "value()").replace("; }", "; } //! ECJ") + """
                // file q/Open.java
                package q;
                public record Open(Hidden hidden) {}
                record Hidden() {} //! JAVAC""",
                "The generated code cannot reach a stored type",
                "q.Hidden cannot be seen from the package p",
                "a public type, or one in that package");
    }

    @Test
    void enumHasAConstant() {
        refused(
                """
                @Schema interface Lockbook { Single<Color> color(); }
                enum Color {} //!""",
                "A stored enum needs a constant",
                "enum Color has none",
                "its constants, or a record without components for a type with one value");
    }

    @Test
    void familyHasACaseThatFits() {
        refused("""
                @Schema interface Lockbook { Single<Result<String>> result(); }
                sealed interface Result<T> {} //!
                record Count(long value) implements Result<Long> {}""", "A stored sealed type needs a case", "Result<String> permits none", "a record that implements it");
    }

    @Test
    void typeNameIsAnIdentifier() {
        typeNameRefused("a b", "\"a b\"");
        typeNameRefused("", "\"\"");
        typeNameRefused("class", "\"class\"");
        typeNameRefused("\\\";System.exit(1);//", "\"\";System.exit(1);//\"");
        typeNameRefused("a\\000", "\"a\\u0000\"");
        typeNameRefused("Pair<string, int>", "\"Pair<string, int>\"");
        typeNameRefused("Pair<string", "\"Pair<string\"");
        typeNameRefused("Pair<class>", "\"Pair<class>\"");
        typeNameRefused("Pair<a b>", "\"Pair<a b>\"");
        typeNameRefused("list<string>", "\"list<string>\"");
        typeNameRefused("a".repeat(65), "\"" + "a".repeat(65) + "\"");
    }

    private static void typeNameRefused(String name, String found) {
        refused(
                """
                @Schema interface Lockbook { Single<Color> color(); }
                @TypeName(
                    "%s") //!
                enum Color { RED }""".formatted(name),
                "The stored name of a type is a Java identifier of at most 64 characters",
                "@TypeName(" + found + ")",
                "@TypeName(\"Color\")");
    }

    @Test
    void typeNameOfAGenericTypeHasNoArguments() {
        refused(
                """
                @Schema interface Lockbook { Single<Box<Integer>> box(); } //! ECJ
                @TypeName(
                    "Box<int>") //!
                record Box<T>(T value) {}""",
                "The stored name of a type is a Java identifier of at most 64 characters",
                "@TypeName(\"Box<int>\")",
                "@TypeName(\"Box\")");
    }

    @Test
    void typeNameIsNoBuiltInType() {
        refused(
                """
                @Schema interface Lockbook { Single<uuid> id(); }
                enum uuid { ONE } //!""",
                "The stored name of a type is the name of a built-in type",
                "\"uuid\" for uuid",
                "@TypeName(\"MyUuid\"), or another name of its own");
    }

    @Test
    void storedNamesDiffer() {
        refused(
                """
                @Schema interface Lockbook { Single<Color> color(); Single<q.Color> other(); }
                enum Color { RED }
                // file q/Color.java
                package q;
                public enum Color { BLUE } //!""",
                "Two stored types have the same stored name",
                "\"Color\" for p.Color and for q.Color",
                "@TypeName(\"...\") with another name on one of the two");
    }

    @Test
    void storedNameWithArgumentsIsThatOfNoOther() {
        refused(
                """
                @Schema interface Lockbook { Single<Box<Integer>> box(); Single<BoxOfInteger> other(); } //! ECJ
                record Box<T>(T value) {}
                @TypeName(
                    "Box<int>") //!
                record BoxOfInteger(int value) {}""",
                "Two stored types have the same stored name",
                "\"Box<int>\" for Box<Integer> and for BoxOfInteger",
                "@TypeName(\"...\") with another name on one of the two");
    }

    @Test
    void argumentsThatAreStoredAlikeAreTheSame() {
        refused(
                """
                @Schema interface Lockbook {
                    Single<Box<SortedSet<String>>> one(); //! ECJ
                    Single<Box<NavigableSet<String>>> other();
                }
                record Box<T>(T value) {} //! JAVAC""",
                "Two stored types have the same stored name",
                "\"Box<sortedset<string>>\" for Box<NavigableSet<String>> and for Box<SortedSet<String>>",
                "one of the two for both: they are stored alike");
    }

    @Test
    void recordCannotHoldItself() {
        refused(
                """
                @Schema interface Lockbook { Single<Node> node(); } //! ECJ
                record Node(
                    String name,
                    Node next) {} //!""",
                "A value of Node would have no end",
                "Node.next is a Node, which always holds another Node",
                "Optional<Node> or List<Node>");
    }

    @Test
    void familyWhoseEveryCaseHoldsItselfIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Single<List<Step>> steps(); }
                sealed interface Step { //! ECJ
                    record Over(Step next) implements Step {} //!
                }""",
                "A value of Step.Over would have no end",
                "Step.Over.next is a Step, which always holds another Step.Over",
                "Optional<Step> or List<Step>");
    }

    @Test
    void sortedKeyIsComparable() {
        refused(
                """
                @Schema interface Lockbook {
                    @SuppressWarnings("x") SortedTable<ZoneId, String> zones(); //!
                }""",
                "A sorted table's key must compare with others of its type",
                "ZoneId does not implement Comparable<ZoneId>, in the key of zones()",
                "a type that does; or Table");
    }

    @Test
    void sortedElementIsComparable() {
        componentRefused(
                "SortedSet<Tag> tags",
                "record Tag(String name) {}",
                "A sorted set's element must compare with others of its type",
                "Tag does not implement Comparable<Tag>, in Account.tags",
                "Tag implements Comparable<Tag>, in agreement with equals; or Set");
        componentRefused(
                "NavigableMap<Tag, Long> tags",
                "record Tag(String name) implements Comparable<String> { public int compareTo(String o) { return 0; } }",
                "A sorted map's key must compare with others of its type",
                "Tag does not implement Comparable<Tag>, in Account.tags",
                "Tag implements Comparable<Tag>, in agreement with equals; or Map");
    }

    @Test
    void keyHoldsNoArray() {
        methodRefused(
                "Table<byte[], String> names();",
                "A key cannot hold an array: arrays are not equal by value",
                "byte[] in the key of names()",
                "Bytes");
        refused(
                """
                @Schema interface Lockbook { Table<Name, String> names(); Single<Name> name(); } //! ECJ
                record Name(Optional<Part> part) {}
                record Part(int[] raw) {} //!""",
                "A key cannot hold an array: arrays are not equal by value",
                "int[] in Part.raw, in the key of names()",
                "List<Integer>");
    }

    @Test
    void elementOfASetAndKeyOfAMapHoldNoArray() {
        componentRefused(
                "Set<byte[]> raw",
                "A key cannot hold an array: arrays are not equal by value",
                "byte[] in a set in Account.raw",
                "Bytes");
        componentRefused(
                "Map<List<long[]>, String> raw",
                "A key cannot hold an array: arrays are not equal by value",
                "long[] in the key of a map in Account.raw",
                "List<Long>");
    }

    @Test
    void keyIsEqualByValue() {
        methodRefused(
                "Table<Money, String> money();",
                """
                @SerializeWith(MoneySerializer.class) class Money {}
                class MoneySerializer extends ValueSerializer<Money> {
                    public void write(ValueOutput out, Money value) {}
                    public Money read(ValueInput in) { return null; }
                }""",
                "A key must be equal by value",
                "Money has no equals and hashCode of its own, in the key of money()",
                "equals and hashCode in Money; or a record in its place");
    }
}
