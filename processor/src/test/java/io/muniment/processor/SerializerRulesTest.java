package io.muniment.processor;

import static io.muniment.processor.Refusal.refused;

import org.junit.jupiter.api.Test;

/** Every rule about a user's own serializers has a bad source. */
final class SerializerRulesTest {

    private static final String BASE = """
            abstract class Base<T> extends ValueSerializer<T> {
                public void write(ValueOutput out, T value) {}
                public T read(ValueInput in) { return null; }
            }
            """;

    /** The type {@code Money} with {@code MoneySerializer}, which is declared like this. */
    private static void serializerRefused(String declaration, String wrong, String found, String write) {
        refused("""
                @Schema interface Lockbook { Single<Money> money(); }
                @SerializeWith(
                    MoneySerializer.class) //!
                class Money {}
                """ + declaration + "\n" + BASE, wrong, found, write);
    }

    @Test
    void serializerIsNotAbstract() {
        serializerRefused(
                "abstract class MoneySerializer extends Base<Money> {}",
                "A serializer must be a class that can be made",
                "MoneySerializer is abstract",
                "final class MoneySerializer");
    }

    @Test
    void serializerHasAConstructorWithoutParameters() {
        serializerRefused(
                "class MoneySerializer extends Base<Money> { MoneySerializer(int size) {} }",
                "A serializer needs a constructor without parameters that the schema's package can reach",
                "MoneySerializer has none",
                "public MoneySerializer() {}");
        serializerRefused(
                "class MoneySerializer extends Base<Money> { private MoneySerializer() {} }",
                "A serializer needs a constructor without parameters that the schema's package can reach",
                "MoneySerializer has none",
                "public MoneySerializer() {}");
    }

    @Test
    void serializerIsReachable() {
        refused(
                """
                @Schema interface Lockbook { Single<q.Money> money(); }
                // file q/Money.java
                package q;
                @io.muniment.annotation.SerializeWith(
                    Hidden.class) //!
                public class Money {}
                class Hidden extends io.muniment.codec.ValueSerializer<Money> {
                    public Hidden() {}
                    public void write(io.muniment.codec.ValueOutput out, Money value) {}
                    public Money read(io.muniment.codec.ValueInput in) { return null; }
                }""",
                "The generated code cannot reach a serializer",
                "q.Hidden cannot be seen from the schema's package",
                "a public class");
    }

    @Test
    void serializerIsNoInnerClass() {
        refused(
                """
                @Schema
                @SerializeWith(Outer.Inner.class) //!
                interface Lockbook { Single<Locale> locale(); }
                class Outer { class Inner extends Base<Locale> {} }
                """ + BASE,
                "A serializer cannot need an object around it",
                "Outer.Inner is an inner class",
                "static final class Inner");
    }

    @Test
    void serializerIsForItsType() {
        serializerRefused(
                "class MoneySerializer extends Base<String> {}",
                "A serializer is for another type",
                "MoneySerializer serializes String, and is named for Money",
                "a class that extends ValueSerializer<Money>;"
                        + " or @SerializeWith on the schema, for a type inside of another");
    }

    @Test
    void serializerOfAComponentIsForAllOfIt() {
        refused(
                """
                @Schema interface Lockbook { Single<Page> page(); } //! ECJ
                record Page(
                    @SerializeWith(LocaleSerializer.class)
                    List<Locale> locales) {} //!
                class LocaleSerializer extends Base<Locale> {}
                """ + BASE,
                "A serializer is for another type",
                "LocaleSerializer serializes Locale, and is named for List<Locale>",
                "a class that extends ValueSerializer<List<Locale>>;"
                        + " or @SerializeWith on the schema, for a type inside of another");
    }

    @Test
    void typeHasOneSerializer() {
        refused("""
                @Schema
                @SerializeWith(One.class) @SerializeWith(Two.class) //!
                interface Lockbook { Single<Locale> locale(); } //! JAVAC
                class One extends Base<Locale> {}
                class Two extends Base<Locale> {}
                """ + BASE, "A type has two serializers in the same place", "One and Two for Locale", "one of the two");
        refused("""
                @Schema interface Lockbook { Single<Money> money(); }
                @SerializeWith(One.class) @SerializeWith(Two.class) //!
                class Money {} //! JAVAC
                class One extends Base<Money> {}
                class Two extends Base<Money> {}
                """ + BASE, "A type has two serializers in the same place", "One and Two for Money", "one of the two");
    }

    @Test
    void twoSerializersForOneTypeNeedTwoNames() {
        refused(
                """
                @Schema interface Lockbook { Single<Page> page(); } //!
                record Page(@SerializeWith(One.class) Locale one, @SerializeWith(Two.class) Locale two) {} //! JAVAC
                class One extends Base<Locale> {}
                class Two extends Base<Locale> {}
                """ + BASE,
                "Two stored types have the same stored name",
                "\"Locale\" for java.util.Locale by p.One and for java.util.Locale by p.Two",
                "@TypeName(\"...\") with another name on one of the types or its serializer");
    }
}
