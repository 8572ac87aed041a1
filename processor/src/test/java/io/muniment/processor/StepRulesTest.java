package io.muniment.processor;

import static io.muniment.processor.Refusal.refused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of the step from the version before: what is gone without a word, and words that say nothing. */
class StepRulesTest {

    private static final String RENAMED = "A component is gone, and nothing says why";

    /** From an old {@code Account} to a new one, both kept as values. */
    private static void stepRefused(String old, String now, String wrong, String found, String write) {
        stepRefused(
                "",
                "Table<Long, Account> accounts();",
                old,
                "Table<Long, Account> accounts();",
                now,
                wrong,
                found,
                write);
    }

    private static void stepRefused(
            String dropped,
            String oldTables,
            String old,
            String newTables,
            String now,
            String wrong,
            String found,
            String write) {
        boolean isMarked = newTables.contains("//!") || now.contains("//! ECJ");
        String tables = isMarked ? newTables : newTables + " //! ECJ";
        refused("""
                %s @Schema(version = 2, previous = Old.class) interface Lockbook {
                    %s
                }
                %s
                @Schema(name = "lockbook") interface Old { %s %s }""".formatted(dropped, tables, now, oldTables, old), List.of("p.Old"), wrong, found, write);
    }

    @Test
    void goneComponentMayBeTheNewOneOfItsType() {
        stepRefused(
                "record Account(String email, String tel) {}",
                """
                record Account(
                    String email,
                    int logins,
                    String phone) {} //!""",
                RENAMED,
                "tel of Account in version 1",
                "@RenamedFrom(\"tel\") String phone, if that is its name now; or @Dropped(\"tel\") on Account,"
                        + " if what it holds is to go");
    }

    @Test
    void goneComponentMayBeOneWithALikeName() {
        stepRefused(
                "record Account(String email, int visit) {}",
                """
                record Account(
                    String email,
                    Instant since,
                    long visits) {} //!""",
                RENAMED,
                "visit of Account in version 1",
                "@RenamedFrom(\"visit\") long visits, if that is its name now; or @Dropped(\"visit\") on Account,"
                        + " if what it holds is to go");
    }

    @Test
    void ofSeveralThatMayBeItTheMostLikeIsOffered() {
        stepRefused(
                "record Account(String email, String telephone) {}",
                """
                record Account(
                    String a, String email,
                    String phone) {} //!""",
                RENAMED,
                "telephone of Account in version 1",
                "@RenamedFrom(\"telephone\") String phone, if that is its name now; or @Dropped(\"telephone\") on"
                        + " Account, if what it holds is to go");
    }

    @Test
    void goneComponentThatIsLikeNoneIsToldAtItsRecord() {
        stepRefused(
                "record Account(String email, String tel) {}",
                """
                @Dropped({"old", "fax"})
                record Account(String email, int logins) {} //!""",
                RENAMED,
                "tel of Account in version 1",
                "@RenamedFrom(\"tel\") on the component that it is now; or @Dropped(\"tel\") on"
                        + " Account, if what it holds is to go");
    }

    @Test
    void componentOfAGenericTypeIsToldOnce() {
        stepRefused(
                "record Account(Pair<String> one, Pair<Long> two) {} record Pair<T>(T left, String note) {}",
                """
                record Account(Pair<String> one, Pair<Long> two) {}
                record Pair<T>(T left) {} //!""",
                RENAMED,
                "note of Pair in version 1",
                "@RenamedFrom(\"note\") on the component that it is now; or @Dropped(\"note\") on Pair,"
                        + " if what it holds is to go");
    }

    @Test
    void goneConstantIsToldAtTheNewOne() {
        stepRefused(
                "record Account(Country country) {} enum Country { DE, INDIA }",
                """
                record Account(Country country) {}
                enum Country { //! ECJ
                    DE,
                    IN, //!
                    US }""",
                "A constant is gone, and nothing says why",
                "INDIA of Country in version 1",
                "@RenamedFrom(\"INDIA\") IN, if that is its name now; or @Dropped(\"INDIA\") on Country, if values of it"
                        + " are to go");
    }

    @Test
    void goneCaseIsToldAtTheNewOne() {
        stepRefused(
                "record Account(Event last) {} sealed interface Event { record Came(int by) implements Event {}"
                        + " record Bought() implements Event {} }",
                """
                record Account(Event last) {}
                sealed interface Event { record Came(int by) implements Event {} //! ECJ
                    record Sold() implements Event {} //!
                }""",
                "A case is gone, and nothing says why",
                "Bought of Event in version 1",
                "@RenamedFrom(\"Bought\") on Event.Sold, if that is its name now; or @Dropped(\"Bought\") on Event, if"
                        + " values of it are to go");
    }

    @Test
    void goneTableIsToldAtTheNewOne() {
        stepRefused(
                "",
                "Table<Long, Account> users();",
                "record Account(int a) {}",
                """
                Single<Account> root();
                    SortedTable<Long, Account> sorted();
                    Table<Long, Account> accounts(); //!""",
                "record Account(int a) {}",
                "A table is gone, and nothing says why",
                "users() of version 1",
                "@RenamedFrom(\"users\") Table<Long, Account> accounts(), if that is its name now; or @Dropped(\"users\") on"
                        + " Lockbook, if its rows are to go");
    }

    @Test
    void goneTableThatIsLikeNoneIsToldAtTheSchema() {
        refused(
                """
                @Dropped("audit") @Schema(version = 2, previous = Old.class)
                interface Lockbook { Single<Long> root(); } //!
                @Schema(name = "lockbook") interface Old {
                    Table<Long, String> users(); Table<Long, String> audit(); Single<Long> root(); }""",
                List.of("p.Old"),
                "A table is gone, and nothing says why",
                "users() of version 1",
                "@RenamedFrom(\"users\") on the table that it is now; or @Dropped(\"users\") on Lockbook, if its"
                        + " rows are to go");
    }

    @Test
    void rowsDoNotFitIntoATableOfAnotherSort() {
        stepRefused(
                "",
                "Table<Long, Account> accounts();",
                "record Account(int a) {}",
                "SetTable<Long, Account> accounts(); //!",
                "record Account(int a) {}",
                "The rows of a table do not fit into one of another sort",
                "accounts() was a Table in version 1, accounts() is a SetTable",
                "@Dropped(\"accounts\") on Lockbook, and complete(..) of LockbookV1ToV2 to put what it held into accounts();"
                        + " or a Table");
    }

    @Test
    void oldNameThatTheVersionBeforeHasNotIsRefused() {
        stepRefused(
                "@Dropped(\"tel\") record Account(String email, String tel) {}",
                """
                @Dropped("tel")
                record Account(
                    String email,
                    @RenamedFrom("tol") String phone) {} //!""",
                "The version before has nothing of that name",
                "@RenamedFrom(\"tol\") on Account.phone, and version 1 has no component \"tol\" there",
                "@RenamedFrom(\"tel\"); or no annotation, if it is new");
    }

    @Test
    void oldNameOfATableThatTheVersionBeforeHasNotIsRefused() {
        stepRefused(
                "",
                "Table<Long, Long> users();",
                "",
                """
                Table<Long, Long> users();
                    @RenamedFrom("clients") //!
                    Table<Long, Long> customers();""",
                "",
                "The version before has nothing of that name",
                "@RenamedFrom(\"clients\") on customers(), and version 1 has no table \"clients\"",
                "no annotation, if it is new");
    }

    @Test
    void twoComponentsDoNotComeFromOne() {
        stepRefused(
                "record Account(String tel) {}",
                """
                record Account(
                    @RenamedFrom("tel") String mobile,
                    @RenamedFrom("tel") String phone) {} //!""",
                "No two come from one",
                "Account.mobile and Account.phone from tel of version 1",
                "@RenamedFrom(\"tel\") on one of them");
    }

    @Test
    void whatIsStillThereHasNotBeenRenamed() {
        stepRefused(
                "record Account(String tel) {}",
                """
                record Account(
                    String tel,
                    @RenamedFrom("tel") String phone) {} //!""",
                "No two come from one",
                "Account.phone and Account.tel from tel of version 1",
                "no @RenamedFrom(\"tel\"), since tel is still there");
    }

    private static final String STRAY = "No version before has what is named";

    @Test
    void slipInTheNameOfADroppedComponentIsTheOneError() {
        stepRefused(
                "record Account(String email, String phone) {}",
                """
                @Dropped("fone") //!
                record Account(String email) {}""",
                STRAY,
                "@Dropped(\"fone\") on Account, and no version before 2 has a component \"fone\" there",
                "@Dropped(\"phone\"), which is gone; or no @Dropped(\"fone\")");
    }

    @Test
    void slipInTheNameOfADroppedTableIsTheOneError() {
        refused(
                """
                @Dropped("autid") //!
                @Schema(version = 2, previous = Old.class) interface Lockbook { Table<Long, String> users(); }
                @Schema(name = "lockbook") interface Old { Table<Long, String> users(); Table<Long, Long> audit(); }""",
                List.of("p.Old"),
                STRAY,
                "@Dropped(\"autid\") on Lockbook, and no version before 2 has a table \"autid\"",
                "@Dropped(\"audit\"), which is gone; or no @Dropped(\"autid\")");
    }

    @Test
    void slipInTheOldNameOfATypeIsRefused() {
        stepRefused(
                "",
                "Table<Long, Account> accounts();",
                "record Account(int a) {}",
                "Table<Long, Customer> accounts();",
                """
                @RenamedFrom("Acount") //!
                record Customer(int a) {}""",
                STRAY,
                "@RenamedFrom(\"Acount\") on Customer, and no version before 2 has a type \"Acount\"",
                "@RenamedFrom(\"Account\"), which is gone; or no @RenamedFrom(\"Acount\")");
    }

    @Test
    void slipInTheOldNameOfAComponentIsTheOneError() {
        stepRefused(
                "record Account(String email, String tel) {}",
                """
                record Account(
                    String email,
                    @RenamedFrom("tell") String phone) {} //!""",
                "The version before has nothing of that name",
                "@RenamedFrom(\"tell\") on Account.phone, and version 1 has no component \"tell\" there",
                "@RenamedFrom(\"tel\"); or no annotation, if it is new");
    }

    private static final String EXCHANGED = "What has its name still is what it was, and has not been renamed";

    @Test
    void componentsDoNotChangePlacesByRenaming() {
        stepRefused(
                "record Account(String first, String last) {}",
                """
                record Account(
                    @RenamedFrom("last") String first, //!
                    String last) {}""",
                EXCHANGED,
                "@RenamedFrom(\"last\") on Account.first, and version 1 has both \"first\" and \"last\" there",
                "no @RenamedFrom(\"last\"), if it holds what it held; @RenamedFrom(\"last\") and a name that version 1"
                        + " has not, if it holds what last held; and if the two change places, override what"
                        + " LockbookV1ToV2 derives for Account");
    }

    @Test
    void constantIsNotRenamedToOneThatWasThere() {
        stepRefused(
                "record Account(Colour colour) {} enum Colour { RED, CRIMSON }",
                """
                record Account(Colour colour) {}
                enum Colour { //! ECJ
                    @RenamedFrom("RED") CRIMSON } //!""",
                EXCHANGED,
                "@RenamedFrom(\"RED\") on Colour.CRIMSON, and version 1 has both \"CRIMSON\" and \"RED\" there",
                "no @RenamedFrom(\"RED\"), if it holds what it held; @RenamedFrom(\"RED\") and a name that version 1"
                        + " has not, if it holds what RED held; and if the two change places, override what"
                        + " LockbookV1ToV2 derives for Colour");
    }

    @Test
    void tablesDoNotChangePlacesByRenaming() {
        stepRefused(
                "",
                "Table<Long, Long> users(); Table<Long, Long> clients();",
                "",
                """
                @RenamedFrom("clients") Table<Long, Long> users(); //!
                    Table<Long, Long> clients();""",
                "",
                EXCHANGED,
                "@RenamedFrom(\"clients\") on users(), and version 1 has both \"users\" and \"clients\"",
                "no @RenamedFrom(\"clients\"), if it holds what it held; @RenamedFrom(\"clients\") and a name that"
                        + " version 1 has not, if it holds what clients held");
    }

    @Test
    void typesDoNotChangePlacesByRenaming() {
        stepRefused(
                "record Account(Left left, Right right) {} record Left(int a) {} record Right(int a) {}",
                """
                record Account(Left left, Right right) {}
                @RenamedFrom("Right") //!
                record Left(int a) {}
                record Right(int a) {}""",
                EXCHANGED,
                "@RenamedFrom(\"Right\") on Left, and version 1 has both \"Left\" and \"Right\"",
                "no @RenamedFrom(\"Right\"), if it holds what it held; @RenamedFrom(\"Right\") and a name that version 1"
                        + " has not, if it holds what Right held");
    }

    private static final String STILL_THERE = "What is dropped is not there any more";

    @Test
    void componentThatIsThereIsNotDropped() {
        stepRefused(
                "record Account(String email) {}",
                """
                @Dropped({"fax",
                    "phone"}) //!
                record Account(String email, @Default("none") String phone) {}""",
                STILL_THERE,
                "@Dropped(\"phone\") on Account, and there is Account.phone",
                "no @Dropped(\"phone\"); or, if it is to begin anew, another name for the component");
    }

    @Test
    void constantThatIsThereIsNotDropped() {
        refused(
                """
                @Schema(version = 2, previous = Old.class) interface Lockbook { Single<Colour> root(); }
                @Dropped("RED") //!
                enum Colour { RED }
                @Schema(name = "lockbook") interface Old { Single<Colour> root(); enum Colour { RED } }""",
                List.of("p.Old"),
                STILL_THERE,
                "@Dropped(\"RED\") on Colour, and there is Colour.RED",
                "no @Dropped(\"RED\"); or, if it is to begin anew, another name for the constant");
    }

    @Test
    void caseThatIsThereIsNotDropped() {
        refused(
                """
                @Schema(version = 2, previous = Old.class) interface Lockbook { Single<Event> root(); }
                @Dropped("Came") //!
                sealed interface Event { record Came(int by) implements Event {} }
                @Schema(name = "lockbook") interface Old { Single<Event> root();
                    sealed interface Event { record Came(int by) implements Event {} } }""",
                List.of("p.Old"),
                STILL_THERE,
                "@Dropped(\"Came\") on Event, and there is Event.Came",
                "no @Dropped(\"Came\"); or, if it is to begin anew, another name for the case");
    }

    @Test
    void tableThatIsThereIsNotDropped() {
        refused(
                """
                @Dropped("users") //!
                @Schema(version = 2, previous = Old.class) interface Lockbook { Table<Long, String> users(); }
                @Schema(name = "lockbook") interface Old { Table<Long, String> users(); }""",
                List.of("p.Old"),
                STILL_THERE,
                "@Dropped(\"users\") on Lockbook, and there is users()",
                "no @Dropped(\"users\"); or, if it is to begin anew, another name for the table");
    }

    @Test
    void nothingIsDroppedThatIsThereInTheFirstVersion() {
        refused(
                """
                @Schema interface Lockbook { Single<Account> root(); } //! ECJ
                @Dropped("phone") //!
                record Account(String email, String phone) {}""",
                STILL_THERE,
                "@Dropped(\"phone\") on Account, and there is Account.phone",
                "no @Dropped(\"phone\"); or, if it is to begin anew, another name for the component");
    }

    @Test
    void olderVersionInAnotherPackageIsReached() {
        refused(
                """
                @Schema(name = "lockbook", version = 2,
                    previous = q.Old.class) //!
                interface Lockbook { Table<Long, String> names(); }
                // file q/Old.java
                package q;
                @io.muniment.annotation.Schema(name = "lockbook")
                public interface Old {
                    io.muniment.table.Table<Long, Name> names();
                }
                record Name(String text) {}""",
                List.of("q.Old"),
                "What an older version stores can be reached from the package of the newest",
                "q.Name, which is not public, and Lockbook is in p",
                "public; or the older version in the same package");
    }

    @Test
    void nameOfAStepIsFree() {
        refused(
                """
                @Schema(version = 2, previous = Old.class) interface Lockbook { Table<Long, String> names(); } //!
                @Schema(name = "lockbook") interface Old { Table<Long, String> names(); }
                // file p/LockbookV1ToV2.java
                package p;
                class LockbookV1ToV2 {}""",
                List.of("p.Old"),
                "The name of a generated class is taken",
                "p.LockbookV1ToV2 is generated for Lockbook and also in a source",
                "another name for that class");
    }

    @Test
    void schemaIsNotRenamedByAnAnnotation() {
        refused(
                """
                @Schema
                @RenamedFrom("book") //!
                interface Lockbook { Single<String> root(); }""",
                "A schema has its name on disk from @Schema",
                "@RenamedFrom(\"book\") on Lockbook",
                "@Schema(name = \"book\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "byte|128|0",
                "short|x|0",
                "int|1.5|0",
                "int|0x10|0",
                "Long|1L|0",
                "float|one|0.0",
                "double||0.0",
                "boolean|TRUE|false",
                "char|ab|x",
                "Instant|2024-01-31|2024-01-31T12:30:00Z",
                "LocalDate|2024-02-30|2024-01-31",
                "LocalTime|25:00|12:30",
                "LocalDateTime|now|2024-01-31T12:30",
                "OffsetDateTime|now|2024-01-31T12:30+01:00",
                "ZonedDateTime|now|2024-01-31T12:30+01:00[Europe/Paris]",
                "OffsetTime|now|12:30+01:00",
                "Duration|1h|PT1H",
                "Period|1d|P1D",
                "Year|MM|2024",
                "YearMonth|2024-13|2024-01",
                "MonthDay|01-31|--01-31",
                "ZoneId|Paris|Europe/Paris",
                "ZoneOffset|1|+01:00",
                "DayOfWeek|Monday|MONDAY",
                "Month|Jan|JANUARY",
                "UUID|1|00000000-0000-0000-0000-000000000000",
                "BigInteger|1.0|0",
                "BigDecimal|1,0|0.0"
            })
    void defaultIsAValueOfItsType(String type, String text, String example) {
        String written = text == null ? "" : text;
        defaultRefused(
                type,
                written,
                "A @Default is a value of the component's type",
                "@Default(\"" + example + "\"), or another value of this form");
    }

    @Test
    void defaultIsAConstantOfItsEnum() {
        defaultRefused("Colour", "GREAN", "A @Default is a value of the component's type", "@Default(\"GREEN\")");
        defaultRefused(
                "Colour",
                "BLUE",
                "A @Default is a value of the component's type",
                "@Default(one of \"GREEN\", \"RED\")");
    }

    @ParameterizedTest
    @CsvSource({"Optional<String>", "List<String>", "SortedSet<Long>", "'Map<Long, Long>'", "OptionalInt"})
    void whatBeginsEmptyHasNoDefault(String type) {
        defaultRefused(type, "x", "An Optional or a collection begins empty by itself", "no @Default");
    }

    @ParameterizedTest
    @CsvSource({"Name", "Bytes"})
    void typeThatNoTextSaysHasNoDefault(String type) {
        defaultRefused(
                type,
                "x",
                "No text says a value of this type",
                "no @Default: then the method for Account in the generated interface of the step is yours to write");
    }

    private static void defaultRefused(String type, String text, String wrong, String write) {
        refused(
                """
                @Schema interface Lockbook { Single<Account> account(); } //! ECJ
                record Account(
                    int first,
                    @Default("%s") %s field) {} //!
                enum Colour { RED, GREEN }
                record Name(String text) {}""".formatted(text, type),
                wrong,
                "@Default(\"" + text + "\") on Account.field, of type " + type,
                write);
    }
}
