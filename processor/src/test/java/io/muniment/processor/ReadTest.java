package io.muniment.processor;

import static io.muniment.processor.Reading.model;
import static io.muniment.processor.Reading.read;
import static io.muniment.processor.Reading.readFromLibrary;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import org.junit.jupiter.api.Test;

/** Schemas are read alike by both compilers, from sources and from libraries. */
final class ReadTest {

    @Test
    void tablesAreInOrderOfNameWhateverTheOrderInTheSource() {
        read("""
                @Schema interface Lockbook {
                    SortedTable<Instant, String> log();
                    Table<String, Long> counts();
                    Single<Boolean> flag();
                }""", """
                1 counts: string -> long
                2 flag: boolean
                3 log: instant -> string
                """);
    }

    @Test
    void everyBuiltInTypeIsKnown() {
        read("""
                @Schema interface Lockbook { Single<All> all(); }
                record All(
                    boolean a01, byte a02, short a03, char a04, int a05, long a06, float a07, double a08,
                    Boolean a09, Byte a10, Short a11, Character a12, Integer a13, Long a14, Float a15, Double a16,
                    String a17, Bytes a18, UUID a19, BigInteger a20, BigDecimal a21,
                    Instant b01, LocalDate b02, LocalTime b03, LocalDateTime b04, OffsetDateTime b05,
                    ZonedDateTime b06, OffsetTime b07, Duration b08, Period b09, Year b10, YearMonth b11,
                    MonthDay b12, ZoneId b13, ZoneOffset b14, DayOfWeek b15, Month b16,
                    OptionalInt b17, OptionalLong b18, OptionalDouble b19) {}""", """
                1 all: All
                All = record(1 a01 boolean at 0, 2 a02 byte at 1, 3 a03 short at 2, 4 a04 char at 3, 5 a05 int at 4, \
                6 a06 long at 5, 7 a07 float at 6, 8 a08 double at 7, 9 a09 boolean at 8, 10 a10 byte at 9, \
                11 a11 short at 10, 12 a12 char at 11, 13 a13 int at 12, 14 a14 long at 13, 15 a15 float at 14, \
                16 a16 double at 15, 17 a17 string at 16, 18 a18 bytes at 17, 19 a19 uuid at 18, \
                20 a20 biginteger at 19, 21 a21 bigdecimal at 20, 22 b01 instant at 21, 23 b02 localdate at 22, \
                24 b03 localtime at 23, 25 b04 localdatetime at 24, 26 b05 offsetdatetime at 25, \
                27 b06 zoneddatetime at 26, 28 b07 offsettime at 27, 29 b08 duration at 28, 30 b09 period at 29, \
                31 b10 year at 30, 32 b11 yearmonth at 31, 33 b12 monthday at 32, 34 b13 zoneid at 33, \
                35 b14 zoneoffset at 34, 36 b15 dayofweek at 35, 37 b16 month at 36, 38 b17 optionalint at 37, \
                39 b18 optionallong at 38, 40 b19 optionaldouble at 39)
                """);
    }

    @Test
    void arraysOfPrimitivesNeedCopying() {
        read("""
                @Schema interface Lockbook { Single<Raw> raw(); Single<byte[]> bytes(); }
                record Raw(boolean[] a, byte[] b, short[] c, char[] d, int[] e, long[] f, float[] g, double... h) {}""", """
                1 bytes: byte[]**
                2 raw: Raw**
                Raw** = record(1 a boolean[]** at 0, 2 b byte[]** at 1, 3 c short[]** at 2, 4 d char[]** at 3, \
                5 e int[]** at 4, 6 f long[]** at 5, 7 g float[]** at 6, 8 h double[]** at 7)
                """);
    }

    @Test
    void collectionsNestAndNeedFreezing() {
        read("""
                @Schema interface Lockbook { Table<List<String>, Map<UUID, Optional<Set<int[]>>>> nested(); }
                """.replace("int[]", "Integer"), "1 nested: list<string>* -> map<uuid,optional<set<int>>>*");
        read("""
                @Schema interface Lockbook { Single<Sorted> sorted(); }
                record Sorted(SortedSet<String> a, NavigableSet<Long> b, SortedMap<Instant, byte[]> c,
                    NavigableMap<Month, Optional<String>> d, Optional<String> e) {}""", """
                1 sorted: Sorted**
                Sorted** = record(1 a sortedset<string>* at 0, 2 b sortedset<long>* at 1, \
                3 c sortedmap<instant,byte[]>** at 2, 4 d sortedmap<month,optional<string>>* at 3, \
                5 e optional<string> at 4)
                """);
    }

    @Test
    void componentsHaveIdsByNameAndKeepTheirPositions() {
        read("""
                @Schema interface Lockbook { Single<Account> account(); }
                record Account(String name, Country country, int age) {}
                enum Country { UK, DE, FR { } }""", """
                1 account: Account
                Account = record(1 age int at 2, 2 country Country at 1, 3 name string at 0)
                Country = enum(1 DE, 2 FR, 3 UK)
                """);
    }

    @Test
    void libraryTypesAreReadAsSourcesAre() {
        readFromLibrary("""
                @Schema interface Lockbook { Table<q.Country, q.Account<String>> accounts(); }
                // file q/Account.java
                package q;
                public record Account<T>(T name, Country country, int age, Figure figure) {}
                // file q/Country.java
                package q;
                public enum Country { UK, DE { }, FR }
                // file q/Figure.java
                package q;
                public sealed interface Figure {
                    record Square(double side) implements Figure {}
                    record Circle(double radius) implements Figure {}
                }""", """
                1 accounts: Country -> Account<string>
                Account<string> = record(1 age int at 2, 2 country Country at 1, 3 figure Figure at 3, 4 name string at 0)
                Circle = record(1 radius double at 0)
                Country = enum(1 DE, 2 FR, 3 UK)
                Figure = sealed(1 Circle, 2 Square)
                Square = record(1 side double at 0)
                """);
    }

    @Test
    void genericRecordsAreReadForEachUse() {
        read("""
                @Schema interface Lockbook {
                    Single<Pair<String, Integer>> one();
                    Single<Pair<UUID, List<Pair<String, Integer>>>> two();
                }
                record Pair<A, B>(A first, B second, Optional<A> third) {}""", """
                1 one: Pair<string,int>
                2 two: Pair<uuid,list<Pair<string,int>>>*
                Pair<string,int> = record(1 first string at 0, 2 second int at 1, 3 third optional<string> at 2)
                Pair<uuid,list<Pair<string,int>>>* = record(1 first uuid at 0, \
                2 second list<Pair<string,int>>* at 1, 3 third optional<uuid> at 2)
                """);
    }

    @Test
    void anArgumentThatNoComponentHasIsOnlyNamed() {
        read("""
                @Schema interface Lockbook { Table<Id<Runnable>, Id<Id<String>>> ids(); }
                record Id<T>(UUID value) {}""", """
                1 ids: Id<Runnable> -> Id<Id<string>>
                Id<Id<string>> = record(1 value uuid at 0)
                Id<Runnable> = record(1 value uuid at 0)
                """);
    }

    @Test
    void sealedFamiliesHaveCases() {
        read("""
                @Schema interface Lockbook { Single<Figure> figure(); }
                sealed interface Figure permits Round, Square, Unit {}
                record Square(List<String> names) implements Figure {}
                sealed interface Round extends Figure {}
                record Circle(double radius) implements Round {}
                record Disc() implements Round {}
                enum Unit implements Figure { ONE }""", """
                1 figure: Figure*
                Circle = record(1 radius double at 0)
                Disc = record()
                Figure* = sealed(1 Round, 2 Square*, 3 Unit)
                Round = sealed(1 Circle, 2 Disc)
                Square* = record(1 names list<string>* at 0)
                Unit = enum(1 ONE)
                """);
    }

    @Test
    void genericFamiliesHaveTheCasesThatFit() {
        read("""
                @Schema interface Lockbook { Single<Result<String>> result(); Single<Result<Long>> count(); }
                sealed interface Result<T> {
                    record Ok<V>(V value) implements Result<V> {}
                    record Failed<T>(int code) implements Result<T> {}
                    record Exact(long value) implements Result<Long> {}
                }""", """
                1 count: Result<long>
                2 result: Result<string>
                Exact = record(1 value long at 0)
                Failed<long> = record(1 code int at 0)
                Failed<string> = record(1 code int at 0)
                Ok<long> = record(1 value long at 0)
                Ok<string> = record(1 value string at 0)
                Result<long> = sealed(1 Exact, 2 Failed<long>, 3 Ok<long>)
                Result<string> = sealed(1 Failed<string>, 2 Ok<string>)
                """);
    }

    @Test
    void recursiveTypesAreReadOnce() {
        read("""
                @Schema interface Lockbook { Single<Node> tree(); Single<Expression> expression(); }
                record Node(String name, List<Node> children) {}
                sealed interface Expression {}
                record Sum(Expression left, Expression right) implements Expression {}
                record Number(long value, Optional<Expression> old, byte[] raw) implements Expression {}""", """
                1 expression: Expression**
                2 tree: Node*
                Expression** = sealed(1 Number**, 2 Sum**)
                Node* = record(1 children list<Node>* at 1, 2 name string at 0)
                Number** = record(1 old optional<Expression>** at 1, 2 raw byte[]** at 2, 3 value long at 0)
                Sum** = record(1 left Expression** at 0, 2 right Expression** at 1)
                """);
    }

    @Test
    void serializersAreFoundOnTheComponentOnTheSchemaAndOnTheType() {
        read("""
                @Schema @SerializeWith(UriSerializer.class) @SerializeWith(LocaleSerializer.class)
                interface Lockbook { Table<Money, Page> pages(); }
                record Page(java.net.URI uri, List<Locale> locales, @SerializeWith(Seconds.class) Instant at,
                    Instant exact) {}
                @SerializeWith(MoneySerializer.class) final class Money {
                    public boolean equals(Object other) { return false; }
                    public int hashCode() { return 0; }
                }
                abstract class Base<T> extends ValueSerializer<T> {
                    public void write(ValueOutput out, T value) {}
                    public T read(ValueInput in) { return null; }
                }
                class UriSerializer extends Base<java.net.URI> {}
                class LocaleSerializer extends Base<Locale> {}
                @TypeName("Coarse") class Seconds extends Base<Instant> {}
                class MoneySerializer extends Base<Money> {}
                """, """
                1 pages: Money** -> Page**
                Coarse** = custom by Seconds
                Locale** = custom by LocaleSerializer
                Money** = custom by MoneySerializer
                Page** = record(1 at Coarse** at 2, 2 exact instant at 3, 3 locales list<Locale>** at 1, \
                4 uri URI** at 0)
                URI** = custom by UriSerializer
                """);
    }

    @Test
    void aTypeNameReplacesTheSimpleName() {
        read("""
                @Schema interface Lockbook { Single<Kept<Konto>> account(); }
                @TypeName("Account") record Konto(String name) {}
                @TypeName("Box") record Kept<T>(T value) {}""", """
                1 account: Box<Account>
                Account = record(1 name string at 0)
                Box<Account> = record(1 value Account at 0)
                """);
    }

    @Test
    void aTypeNameMayHoldArguments() {
        read("""
                @Schema interface Lockbook { Table<BoxOfInteger, List<PairOfStringAndInteger>> pairs(); }
                @TypeName("Box<int>") record BoxOfInteger(int value) {}
                @TypeName("Pair<string,int>") record PairOfStringAndInteger(String first, int second) {}""", """
                1 pairs: Box<int> -> list<Pair<string,int>>*
                Box<int> = record(1 value int at 0)
                Pair<string,int> = record(1 first string at 0, 2 second int at 1)
                """);
    }

    @Test
    void nestedSchemasAndSeveralInAPackageAreReadApart() {
        read("""
                class Outer {
                    @Schema interface Lockbook { Single<Config> config(); }
                    record Config(int size) {}
                }
                @Schema(name = "other") interface Lockbook { Single<String> config(); }""", """
                1 config: string

                1 config: Config
                Config = record(1 size int at 0)
                """);
    }

    @Test
    void ownMethodsOfASchemaAreNoTables() {
        read("""
                @Schema interface Lockbook {
                    String CONSTANT = "x";
                    Table<String, Long> counts();
                    default long count(String name) { return counts().getOrDefault(name, 0L); }
                    static String trimmed(String name) { return name.trim(); }
                    private void nothing() {}
                    record Nested() {}
                }""", "1 counts: string -> long");
    }

    @Test
    void schemasAreNamedAsWrittenOrAsTheirInterface() {
        for (Compilation.By by : Compilation.By.values()) {
            SchemaModel given = model(by, """
                    class Outer { @Schema(name = "keys", version = 7) interface Lockbook { Single<Pair<String, Long>> x(); } }
                    record Pair<A, B>(A a, B b) {}""");
            assertEquals("keys", given.name());
            assertEquals(7, given.version());
            assertEquals("p.Outer_LockbookDb", given.databaseClass().canonicalName());
            assertEquals("p.Outer_LockbookSchema", given.schemaClass().canonicalName());
            assertEquals(
                    "p.Outer_LockbookSerializers.PairStringLongSerializer",
                    given.types().get(0).type().serializer().canonicalName());
            assertEquals("XTable", given.tables().get(0).tableClass().simpleName());

            SchemaModel plain = model(
                    by, "@Schema public interface LockBook { Single<String> ownerName(); }".replace("public ", ""));
            assertEquals("lockbook", plain.name());
            assertEquals(1, plain.version());
            assertEquals("OWNER_NAME", plain.tables().get(0).constantName());
        }
    }

    @Test
    void serializersOfTypesWithLikeNamesDiffer() {
        for (Compilation.By by : Compilation.By.values()) {
            SchemaModel schema = model(by, """
                    @Schema interface Lockbook { Single<Pair<String>> a(); Single<PairString> b(); Single<pairstring> c(); }
                    record Pair<A>(A a) {}
                    record PairString() {}
                    record pairstring() {}""");
            assertEquals(
                    "[PairStringSerializer, PairString2Serializer, Pairstring3Serializer]",
                    schema.types().stream()
                            .map(type -> type.type().serializer().simpleName())
                            .toList()
                            .toString());
        }
    }

    @Test
    void documentationIsTheFirstSentence() {
        for (Compilation.By by : Compilation.By.values()) {
            SchemaModel schema = model(by, """
                    /** All that {@link java.util.Locale people} keep. And more. */
                    @Schema interface Lockbook {
                        /**
                         * Accounts by
                         * name
                         *
                         * @return the table
                         */
                        Table<String, Long> accounts();
                    }""");
            assertEquals("All that people keep.", schema.doc(), by.toString());
            assertEquals("Accounts by name", schema.tables().get(0).doc(), by.toString());
        }
    }

    @Test
    void componentsAreKnownInConstructorOrderToo() {
        for (Compilation.By by : Compilation.By.values()) {
            SchemaModel schema = model(by, """
                    @Schema interface Lockbook { Single<Account> account(); }
                    record Account(String name, int age) {}""");
            RecordDefinition account = (RecordDefinition) schema.types().get(0);
            assertEquals("name", account.constructorOrder().get(0).name());
            assertEquals("age", account.constructorOrder().get(1).name());
        }
    }

    @Test
    void deprecationOfWhatIsStoredIsKnown() {
        for (Compilation.By by : Compilation.By.values()) {
            assertEquals(true, model(by, """
                                    @Schema interface Lockbook { Single<Account> account(); }
                                    @Deprecated record Account(String name) {}""").usesDeprecated());
            assertEquals(
                    false,
                    model(by, "@Schema interface Lockbook { Single<String> account(); }")
                            .usesDeprecated());
        }
    }
}
