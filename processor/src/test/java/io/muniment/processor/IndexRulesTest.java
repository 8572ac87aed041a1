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

    @Test
    void indexOfWhatNoTableKeepsIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Long, Account> accounts(); Single<Address> home(); } //! ECJ
                record Account(Address address) {}
                record Address(
                    @Unique String zip //!
                ) {}
                """,
                "An index is by a component of what a table keeps",
                "@Unique on Address.zip, and no Table or SortedTable keeps Address itself",
                "no annotation here, and one on a component of the record that the table keeps");
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
                "An index is by a component of what a table keeps",
                "@Indexed(ordered = true) on Opened.at, and no Table or SortedTable keeps Opened itself",
                "no annotation here, and one on a component of the record that the table keeps");
    }

    @Test
    void indexBySeveralValuesIsRefused() {
        String wrong = "An index is by one value, not by several";
        String write = "no annotation here; a table of its own finds entries by each of several values";
        indexRefused("@Indexed List<String> tags", "", wrong, "@Indexed on List<String> in Account.tags", write);
        indexRefused(
                "@Indexed(ordered = true) Optional<Set<String>> tags",
                "",
                wrong,
                "@Indexed(ordered = true) on Optional<Set<String>> in Account.tags",
                write);
        indexRefused(
                "@Unique Map<String, Long> tags", "", wrong, "@Unique on Map<String, Long> in Account.tags", write);
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
    }
}
