package io.muniment.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

    private static final String FILE = "data/segment-0000000000000001-0000.log";
    private static final String FORGED = "x\n2026-01-01 INFO forged \u001b[31m \u202e \u2028 \ud800 \r\t\u0000\u0085";

    private static IOException cause() {
        return new IOException("Input/output error");
    }

    static List<DatabaseException> each() {
        return madeOf(FILE, "accounts", "alice", cause());
    }

    private static List<DatabaseException> madeOf(String path, String name, Object key, Throwable cause) {
        return List.of(
                new NotADatabaseException(path, "it begins with " + name),
                new TruncatedException(path, 7, name + " ends early"),
                new DamagedHeaderException(path, 8, name + " is wrong"),
                new DamagedException(path, 9, name + " is wrong", 17, 40, cause),
                new UndecodableException(path, 10, name, key, cause),
                new TornTailException(path, 11, 12, 13, 1),
                new FormatVersionException(path, 2, 1),
                new OtherSchemaException(path, name, "lockbook"),
                new SchemaVersionException(path, name, 3, 2),
                new SchemaVersionException(path, name, 1, 4, List.of(2, 3)),
                new SchemaShapeException(path, name, 2, List.of("table " + name + " was removed")),
                new SchemaShapeException(path, name, 1, 2, List.of("table " + name + " was removed")),
                new LockedException(path, name),
                new ClosedException(path),
                new DiskFullException(path, name + " was not written", cause),
                new FailedException(path, name + " was not synced", Outcome.UNKNOWN, cause),
                new MissingDatabaseException(path, name + " is not there"),
                new UnsafeDirectoryException(path, name + " is writable for others", "Run chmod 700 on it."),
                new OccupiedException(path, name + " is there", "Name another directory."),
                new AccessException(path, name + " could not be read", cause),
                new TooLargeException("an entry of table " + name, 200, 100),
                new UnserializableException(name, cause),
                new UnindexableException(name, "email", cause),
                UniqueException.ofWrite(name, "email", key, key),
                UniqueException.ofOpen(name, "email", key, key),
                MigrationException.ofEntry(name, 1, 2, name, key, new IllegalStateException(String.valueOf(key))),
                MigrationException.ofCollision(name, 1, 2, name, key, key),
                MigrationException.ofWhole(name, 1, 2, new IllegalStateException(String.valueOf(key))),
                new ConflictException(17),
                new CommitsGoneException(3, 17),
                new ReadOnlyException(path));
    }

    @Test
    void everyLeafOfTheFamilyIsHere() {
        Set<Class<?>> leaves = new HashSet<>();
        collectLeaves(DatabaseException.class, leaves);
        Set<Class<?>> made = new HashSet<>();
        each().forEach(e -> made.add(e.getClass()));
        assertEquals(leaves, made);
    }

    private static void collectLeaves(Class<?> type, Set<Class<?>> leaves) {
        if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(t -> collectLeaves(t, leaves));
        } else {
            leaves.add(type);
        }
    }

    @ParameterizedTest
    @MethodSource("each")
    void aMessageTellsWhatHappenedAndWhatToDo(DatabaseException e) {
        String message = e.getMessage();
        assertTrue(message.matches("[A-Z][A-Za-z -]+: .*"), message);
        assertTrue(message.endsWith("."), message);
        assertTrue(message.split("\\. ").length >= 2, "what to do is missing: " + message);
        assertFalse(message.contains(".."), message);
        assertFalse(message.contains("null "), message);
    }

    /** Whether it names no file and no table. */
    private static boolean isOfCommits(DatabaseException e) {
        return e instanceof ConflictException || e instanceof CommitsGoneException;
    }

    @ParameterizedTest
    @MethodSource("each")
    void aMessageTellsWhere(DatabaseException e) {
        if (isOfCommits(e)) {
            assertTrue(e.getMessage().contains("17"), e.getMessage());
        } else if (e instanceof RefusedException refused && !(refused instanceof ReadOnlyException)) {
            assertTrue(e.getMessage().contains("accounts"), e.getMessage());
        } else {
            assertTrue(e.getMessage().contains(FILE), e.getMessage());
        }
        if (e instanceof CorruptException corrupt && !(corrupt instanceof NotADatabaseException)) {
            assertTrue(e.getMessage().contains("byte " + corrupt.offset()), e.getMessage());
        }
    }

    /** What a report lists beside the file and the offset, which it holds apart. */
    @ParameterizedTest
    @MethodSource("each")
    void aProblemIsTheMessageWithoutPlaceAndAdvice(DatabaseException e) {
        String problem = e instanceof CorruptException corrupt
                ? corrupt.problem()
                : e instanceof IncompatibleException other ? other.problem() : "A problem: none.";
        assertTrue(problem.matches("[A-Z][A-Za-z -]+: .+\\."), problem);
        assertFalse(problem.contains(FILE), problem);
        assertFalse(problem.contains("salvage"), problem);
        assertFalse(problem.contains("No file was changed"), problem);
    }

    @Test
    void aFailedMigrationTellsWhatTheUsersCodeThrewAndWhereAndNotWhatThatSays() {
        NumberFormatException thrown = new NumberFormatException("For input string: \"alice\"");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.lang.Integer", "parseInt", "Integer.java", 588),
            new StackTraceElement("io.muniment.migration.Conversions", "list", "Conversions.java", 41),
            new StackTraceElement("app.ToV2", "account", "ToV2.java", 31),
            new StackTraceElement("app.LockbookV1ToV2", "accountsValue", "LockbookV1ToV2.java", 90),
        });
        MigrationException e = MigrationException.ofEntry("lockbook", 1, 2, "accounts", "alice", thrown);
        assertEquals(
                "an entry of table accounts could not be converted: java.lang.NumberFormatException at"
                        + " app.ToV2.account(ToV2.java:31)",
                e.problem());
        assertTrue(e.getMessage().contains(e.problem() + ". No file was changed. "), e.getMessage());
        assertFalse(e.getMessage().contains("alice"), e.getMessage());

        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.lang.Integer", "parseInt", "Integer.java", 588),
            new StackTraceElement("io.muniment.migration.TableMigration", "key", "TableMigration.java", 200),
            new StackTraceElement("app.Main", "main", "Main.java", 8),
        });
        assertEquals(
                "what completes it failed: java.lang.NumberFormatException",
                MigrationException.ofWhole("lockbook", 1, 2, thrown).problem());
    }

    @Test
    void noProblemHoldsAControlCharacter() {
        for (DatabaseException e : madeOf(FORGED, FORGED, FORGED, cause())) {
            if (e instanceof CorruptException corrupt) {
                assertFalse(corrupt.problem().chars().anyMatch(Character::isISOControl), corrupt.problem());
            }
            if (e instanceof IncompatibleException other) {
                assertFalse(other.problem().chars().anyMatch(Character::isISOControl), other.problem());
            }
        }
    }

    @Test
    void aConstructorThatRefusesIsNamedAsACauseButNotWhatItSaid() {
        String message = new UndecodableException(FILE, 1, "users", "key", new IllegalArgumentException("not: secret"))
                .getMessage();
        assertTrue(message.contains("a constructor refuses"), message);
        assertTrue(message.contains("(java.lang.IllegalArgumentException)"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void noMessageHoldsAControlCharacter() {
        for (DatabaseException e : madeOf(FORGED, FORGED, FORGED, new IOException(FORGED))) {
            String message = e.getMessage();
            assertTrue(
                    message.codePoints()
                            .noneMatch(c -> Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.SURROGATE
                                    || c == 0x2028),
                    message);
            assertTrue(isOfCommits(e) || message.contains("\\u000a"), message);
        }
        assertEquals(
                List.of("a\\u000ab"), new SchemaShapeException(FILE, "lockbook", 1, List.of("a\nb")).differences());
        assertEquals("\\u{e0001}é\ud83d\ude00", Printable.of("\udb40\udc01é\ud83d\ude00"));
    }

    @Test
    void theKeyIsForTheProgramAndNotInTheMessage() {
        UndecodableException e = new UndecodableException(FILE, 1, "accounts", "secret", cause());
        assertEquals("secret", e.key().orElseThrow());
        assertFalse(e.getMessage().contains("secret"));
        assertTrue(new UndecodableException(FILE, 1, "accounts", null, cause())
                .key()
                .isEmpty());
    }

    @Test
    void damageTellsTheCommitsAtStake() {
        assertTrue(damage(17, 40).contains("At stake: the commits 17 to 40."));
        assertTrue(damage(17, 17).contains("At stake: commit 17."));
        assertTrue(damage(17, -1).contains("At stake: the commits from 17."));
        assertFalse(damage(-1, -1).contains("At stake"));
    }

    private static String damage(long first, long last) {
        return new DamagedException(FILE, 1, "the checksum is wrong", first, last).getMessage();
    }

    @Test
    void newerAndOlderDataHaveDifferentRemedies() {
        assertTrue(
                new SchemaVersionException(FILE, "lockbook", 3, 2).getMessage().startsWith("Newer data"));
        assertTrue(
                new SchemaVersionException(FILE, "lockbook", 1, 2).getMessage().startsWith("Older data"));
        assertTrue(new FormatVersionException(FILE, 0, 1).getMessage().contains("Restore"));
    }

    @Test
    void dataThatIsOlderThanAllThatIsMigratedIsToldWhatIs() {
        String message = new SchemaVersionException(FILE, "lockbook", 1, 4, List.of(2, 3)).getMessage();
        assertTrue(message.contains("is of version 1 of schema 'lockbook'"), message);
        assertTrue(message.contains("version 4 and migrates from the versions 2, 3"), message);
    }

    @Test
    void aTornTailThatIsNotMigratedTellsBothWays() {
        String message = new TornTailException(FILE, 11, 12, 13, 1).getMessage();
        assertTrue(message.contains("at byte 11: 12 bytes behind commit 13"), message);
        assertTrue(message.contains("program of version 1"), message);
        assertTrue(message.contains("Options.migrateTornTail(true)"), message);
    }

    @Test
    void aFailureTellsWhatIsKnownOfTheCommit() {
        FailedException before = new FailedException(FILE, "an earlier sync failed", Outcome.NOT_COMMITTED, cause());
        assertEquals(Outcome.NOT_COMMITTED, before.outcome());
        assertTrue(before.getMessage().contains("changed nothing"));
        assertTrue(new FailedException(FILE, "the sync failed", Outcome.UNKNOWN, cause())
                .getMessage()
                .contains("unknown"));
    }

    @Test
    void manyDifferencesAreCutInTheMessageAndWholeInTheList() {
        List<String> many =
                IntStream.range(0, 30).mapToObj(i -> "difference " + i).toList();
        SchemaShapeException e = new SchemaShapeException(FILE, "lockbook", 2, many);
        assertEquals(many, e.differences());
        assertTrue(e.getMessage().contains("difference 9; and 20 more"), e.getMessage());
    }

    @Test
    void everyExceptionCanBeSerialized() throws Exception {
        for (DatabaseException e : madeOf(FILE, "accounts", new Object(), cause())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(e);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertEquals(e.getMessage(), ((DatabaseException) in.readObject()).getMessage());
            }
        }
    }
}
