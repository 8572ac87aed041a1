package io.muniment.processor;

import static io.muniment.processor.Refusal.refused;

import org.junit.jupiter.api.Test;

/** Every rule about indexes has a bad source. */
final class IndexRulesTest {

    /** A component of what a table keeps, with an annotation, has exactly one error, at the component. */
    private static void indexRefused(String component, String more, String wrong, String found, String write) {
        refused("""
                @Schema interface Lockbook { Table<Long, Account> accounts(); } //! ECJ
                record Account(
                    String name,
                    %s //!
                ) {}
                %s""".formatted(component, more), wrong, found, write);
    }

    private static final String UNREACHED = "An index is by a component of what a table keeps, or of a record in that";
    private static final String ELSEWHERE =
            "no annotation here, and one on a component of the record that the table keeps";

    @Test
    void indexOfWhatOnlyASingleKeepsIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Long, Account> accounts(); Single<Address> home(); } //! ECJ
                record Account(String name) {}
                record Address(
                    @Unique String zip //!
                ) {}
                """,
                UNREACHED,
                "@Unique on Address.zip, and no Table or SortedTable keeps Address, nor has its value a component of that type",
                ELSEWHERE);
    }

    @Test
    void indexOfAKeyIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Username, String> names(); } //! ECJ
                record Username(
                    @Indexed String value //!
                ) {}
                """,
                UNREACHED,
                "@Indexed on Username.value, and no Table or SortedTable keeps Username, nor has its value a component of"
                        + " that type",
                ELSEWHERE);
    }

    @Test
    void indexOfWhatAMapHoldsIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Long, Account> accounts(); } //! ECJ
                record Account(Map<String, Address> addresses) {}
                record Address(
                    @Indexed String zip //!
                ) {}
                """,
                UNREACHED,
                "@Indexed on Address.zip, and no Table or SortedTable keeps Address, nor has its value a component of that"
                        + " type",
                ELSEWHERE);
    }

    @Test
    void indexOfOneCaseOfAFamilyIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Long, Event> events(); }
                sealed interface Event permits Opened {} //! ECJ
                record Opened(
                    @Indexed(ordered = true) Long at //!
                ) implements Event {}
                """,
                UNREACHED,
                "@Indexed(ordered = true) on Opened.at, and no Table or SortedTable keeps Opened, nor has its value a"
                        + " component of that type",
                ELSEWHERE);
    }

    @Test
    void indexByAMapOrByCollectionsInCollectionsIsRefused() {
        String wrong = "An index is by a value, or by each of a list or set of values";
        String write = "a value, a List or a Set of values in its place; or no annotation here";
        indexRefused(
                "@Unique Map<String, Long> tags", "", wrong, "@Unique on Map<String, Long> in Account.tags", write);
        indexRefused(
                "@Indexed(ordered = true) Optional<Set<List<String>>> tags",
                "",
                wrong,
                "@Indexed(ordered = true) on Optional<Set<List<String>>> in Account.tags",
                write);
        indexRefused(
                "@Indexed List<Optional<String>> tags",
                "",
                wrong,
                "@Indexed on List<Optional<String>> in Account.tags",
                write);
    }

    @Test
    void whatIsInACollectionIsLookedAtAsAnyOther() {
        indexRefused(
                "@Indexed List<byte[]> hashes",
                "",
                "A key cannot hold an array: arrays are not equal by value",
                "byte[] in the index by Account.hashes",
                "Bytes");
        indexRefused(
                "@Indexed(ordered = true) Set<Username> users",
                "record Username(String value) {}",
                "An ordered index's key must compare with others of its type",
                "Username does not implement Comparable<Username>, in Account.users",
                "Username implements Comparable<Username>, in agreement with equals; or @Indexed alone");
    }

    @Test
    void whatIsInARecordOfAValueIsLookedAtAsAnyOther() {
        refused(
                """
                @Schema interface Lockbook { Table<Long, Account> accounts(); } //! ECJ
                record Account(Optional<Address> home, List<Address> work) {}
                record Address(
                    @Indexed(ordered = true) Username user //!
                ) {}
                record Username(String value) {}
                """,
                "An ordered index's key must compare with others of its type",
                "Username does not implement Comparable<Username>, in Address.user",
                "Username implements Comparable<Username>, in agreement with equals; or @Indexed alone");
    }

    @Test
    void indexByAnArrayIsRefused() {
        indexRefused(
                "@Unique byte[] hash",
                "",
                "A key cannot hold an array: arrays are not equal by value",
                "byte[] in the index by Account.hash",
                "Bytes");
    }

    @Test
    void indexByWhatHasNoEqualityIsRefused() {
        indexRefused(
                "@Indexed Optional<Money> money",
                """
                @SerializeWith(MoneySerializer.class) final class Money {}
                final class MoneySerializer extends ValueSerializer<Money> {
                    MoneySerializer() {}
                    @Override public void write(ValueOutput out, Money money) {}
                    @Override public Money read(ValueInput in) { return new Money(); }
                }
                """,
                "A key must be equal by value",
                "Money has no equals and hashCode of its own, in the index by Account.money",
                "equals and hashCode in Money; or a record in its place");
    }

    @Test
    void orderedIndexByWhatHasNoOrderIsRefused() {
        indexRefused(
                "@Indexed(ordered = true) Username user",
                "record Username(String value) {}",
                "An ordered index's key must compare with others of its type",
                "Username does not implement Comparable<Username>, in Account.user",
                "Username implements Comparable<Username>, in agreement with equals; or @Indexed alone");
    }

    @Test
    void twoIndexesByOneComponentAreRefused() {
        indexRefused(
                "@Unique @Indexed String email",
                "",
                "What is unique has an index already",
                "@Unique and @Indexed on Account.email",
                "@Unique alone; or @Indexed(ordered = true) beside it, for ranges");
    }

    @Test
    void indexesWhoseMethodsHaveOneNameAreRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Long, Account> accounts(); } //! ECJ
                record Account(
                    @Unique String Email,
                    @Indexed String email //!
                ) {}
                """,
                "Two indexes of a table would have the same method",
                "byEmail for Email and for email, of accounts()",
                "another name for one of the two components");
        refused(
                """
                @Schema interface Lockbook { Table<Long, Account> accounts(); } //! ECJ
                record Account(
                    @Indexed(ordered = true) Long at,
                    @Indexed Long atBetween //!
                ) {}
                """,
                "Two indexes of a table would have the same method",
                "byAtBetween for at and for atBetween, of accounts()",
                "another name for one of the two components");
        refused(
                """
                @Schema interface Lockbook { Table<Long, Account> accounts(); } //! ECJ
                record Account(
                    Address address,
                    @Indexed String addressCity //!
                ) {}
                record Address(@Indexed String city) {}
                """,
                "Two indexes of a table would have the same method",
                "byAddressCity for address.city and for addressCity, of accounts()",
                "another name for one of the two components");
    }

    /** A record with this annotation, kept by a table, has exactly one error, in that line. */
    private static void groupRefused(String annotation, String wrong, String found, String write) {
        refused("""
                @Schema interface Lockbook { Table<Long, Account> accounts(); } //! ECJ
                %s //!
                record Account(String name, String country, Set<Thing> things, Thing thing) {}
                record Thing(int n) {}
                """.formatted(annotation), wrong, found, write);
    }

    @Test
    void indexByWhatIsNotThereIsRefusedWithANameThatIs() {
        String wrong = "An index names a component that is not there";
        groupRefused(
                "@Indexed({\"contry\", \"name\"})",
                wrong,
                "\"contry\" in @Indexed({\"contry\", \"name\"}) on Account",
                "\"country\"");
        groupRefused(
                "@Indexed(value = {\"name\", \"created\"}, ordered = true)",
                wrong,
                "\"created\" in @Indexed(value = {\"name\", \"created\"}, ordered = true) on Account",
                "one of \"name\", \"country\", \"things\", \"thing\"");
    }

    @Test
    void indexByTheSameTwiceIsRefused() {
        groupRefused(
                "@Unique({\"name\", \"name\"})",
                "An index names a component twice",
                "\"name\" in @Unique({\"name\", \"name\"}) on Account",
                "each name once");
    }

    @Test
    void indexOnARecordByLessThanTwoIsRefused() {
        String wrong = "An index on a record is by two components or more";
        groupRefused(
                "@Indexed(\"name\")",
                wrong,
                "@Indexed({\"name\"}) on Account",
                "@Indexed on the component itself; or the names of several here");
        groupRefused(
                "@Unique",
                wrong,
                "@Unique on Account",
                "@Unique on the component itself; or the names of several here");
    }

    @Test
    void twoIndexesByTheSameComponentsAreRefused() {
        groupRefused(
                "@Unique({\"name\", \"country\"}) @Indexed({\"name\", \"country\"})",
                "What is unique has an index already",
                "@Unique and @Indexed on name, country of Account",
                "@Unique alone; or @Indexed(ordered = true) beside it, for ranges");
    }

    @Test
    void eachPartOfAnOrderedIndexHasAnOrder() {
        groupRefused(
                "@Indexed(value = {\"things\", \"name\"}, ordered = true)",
                "An ordered index's key must compare with others of its type",
                "Thing does not implement Comparable<Thing>, in Account.things",
                "Thing implements Comparable<Thing>, in agreement with equals; or @Indexed alone");
    }

    @Test
    void namesOnAComponentAreRefused() {
        indexRefused(
                "@Indexed({\"name\"}) String country",
                "",
                "An index by several components stands on the record",
                "@Indexed({\"name\"}) on Account.country",
                "@Indexed without names here; or the annotation on Account");
    }

    @Test
    void indexBySeveralComponentsOfWhatIsNoRecordIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Long, Event> events(); }
                @Indexed({"at", "by"}) //!
                sealed interface Event permits Opened {}
                record Opened(Long at, Long by) implements Event {}
                """,
                "Only a record that Muniment stores itself has components to find it by",
                "@Indexed({\"at\", \"by\"}) on Event",
                "no annotation here, and one on a record that a table keeps");
    }

    @Test
    void indexBySeveralComponentsOfAKeyIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Username, String> names(); } //! ECJ
                @Indexed({"first", "last"}) //!
                record Username(String first, String last) {}
                """,
                UNREACHED,
                "@Indexed({\"first\", \"last\"}) on Username, and no Table or SortedTable keeps Username, nor has its value"
                        + " a component of that type",
                ELSEWHERE);
    }

    /** A record of a table with this method has exactly one error, at the method. */
    private static void methodRefused(String method, String wrong, String found, String write) {
        refused("""
                @Schema interface Lockbook { Table<Long, Account> accounts(); } //! ECJ
                record Account(String name) {
                    %s //!
                }
                """.formatted(method), wrong, found, write);
    }

    @Test
    void methodThatGeneratedCodeCannotCallIsRefused() {
        methodRefused(
                "@Indexed private static String lower(Account a) { return a.name; }",
                "Generated code cannot call what computes an index",
                "@Indexed on static Account.lower(Account), which the schema's package cannot reach",
                "a method that is public, or in the schema's package and not private");
        String wrong = "What computes an index declares neither exceptions nor type parameters";
        methodRefused(
                "@Unique String lower() throws java.io.IOException { return name; }",
                wrong,
                "@Unique on Account.lower()",
                "a method without them");
        methodRefused(
                "@Unique <T> String lower() { return name; }",
                wrong,
                "@Unique on Account.lower()",
                "a method without them");
    }

    @Test
    void methodThatDoesNotTakeTheValueIsRefused() {
        String wrong = "An index is computed by a static method that takes the value, or by one of the value's own";
        methodRefused(
                "@Indexed static String lower(String name) { return name; }",
                wrong,
                "@Indexed on static Account.lower(String)",
                "static .. lower(Account value)");
        methodRefused(
                "@Indexed String lower(int from) { return name; }",
                wrong,
                "@Indexed on Account.lower(Integer)",
                "static .. lower(Account value)");
        refused("""
                @Schema interface Lockbook {
                    @Indexed Table<Long, String> names(); //!
                }
                """, wrong, "@Indexed on Lockbook.names()", "static .. names(Value value)");
    }

    @Test
    void methodForWhatNoTableKeepsIsRefused() {
        refused(
                """
                @Schema interface Lockbook {
                    Table<Long, String> names();
                    @Indexed static int length(Long number) { return 1; } //!
                }
                """,
                "An index is computed of what a table keeps, or of something in that",
                "@Indexed on Lockbook.length(), and no Table or SortedTable keeps Long, nor has its value a component of"
                        + " that type",
                "no annotation here, and one on a method for the type that the table keeps");
    }

    @Test
    void whatAMethodGivesIsLookedAtAsAnyOther() {
        methodRefused(
                "@Indexed java.util.Locale locale() { return null; }",
                "An index is by a type that could be stored",
                "@Indexed on Locale Account.locale()",
                "String, a number, a record, or another type that a table could keep, as what it gives");
        methodRefused(
                "@Indexed void nothing() {}",
                "An index is by a type that could be stored",
                "@Indexed on void Account.nothing()",
                "String, a number, a record, or another type that a table could keep, as what it gives");
        methodRefused(
                "@Indexed static List<byte[]> hashes(Account a) { return null; }",
                "A key cannot hold an array: arrays are not equal by value",
                "byte[] in the index by Account.hashes",
                "Bytes");
        methodRefused(
                "record Key(String name) {} @Indexed(ordered = true) Key key() { return null; }",
                "An ordered index's key must compare with others of its type",
                "Account.Key does not implement Comparable<Account.Key>, in Account.key",
                "Account.Key implements Comparable<Account.Key>, in agreement with equals; or @Indexed alone");
    }

    @Test
    void namesOnAMethodAreRefused() {
        methodRefused(
                "@Indexed({\"name\"}) String lower() { return name; }",
                "An index by several components stands on the record",
                "@Indexed({\"name\"}) on Account.lower()",
                "@Indexed without names here; or the annotation on a record");
    }

    @Test
    void twoIndexesByOneMethodAreRefused() {
        methodRefused(
                "@Unique @Indexed String lower() { return name; }",
                "What is unique has an index already",
                "@Unique and @Indexed on Account.lower()",
                "@Unique alone; or @Indexed(ordered = true) beside it, for ranges");
    }

    @Test
    void indexByAComponentOfWhatHasASerializerOfItsOwnIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Long, Money> prices(); } //! ECJ
                @SerializeWith(MoneySerializer.class) record Money(
                    @Indexed String currency //!
                ) {}
                final class MoneySerializer extends ValueSerializer<Money> {
                    MoneySerializer() {}
                    @Override public void write(ValueOutput out, Money money) {}
                    @Override public Money read(ValueInput in) { return new Money(""); }
                }
                """,
                "What is stored by a serializer of its own has no components to be found by",
                "@Indexed on Money.currency, and Money is stored by MoneySerializer",
                "no annotation here, and one on a static method that takes a Money and gives what it is found by");
    }
}
