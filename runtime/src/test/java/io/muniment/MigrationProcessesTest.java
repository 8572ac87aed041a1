package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.NextDatabase.Content;
import io.muniment.error.LockedException;
import io.muniment.error.SchemaVersionException;
import io.muniment.fixture.ChildJvm;
import io.muniment.fixture.HookedPaths;
import io.muniment.fixture.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs that migrate at the same time, and such as are killed while they do. */
@DisabledOnOs(OS.WINDOWS)
class MigrationProcessesTest {

    private static final int COMMITS = 60;
    private static final int KILLS = Integer.getInteger("muniment.migration.kills", 12);

    private static final String WAITING = "waiting";

    @TempDir
    Path parent;

    private final Workload workload = new Workload(5);
    private final Content expected = NextDatabase.converted(workload.state(COMMITS), 2);
    private Path source;

    @BeforeEach
    void write() {
        source = parent.resolve("source");
        Options options = TestDatabase.options();
        try (TestDatabase old = TestDatabase.open(source, options)) {
            for (int n = 1; n <= COMMITS; n++) {
                old.apply(n, workload.step(n));
            }
            old.database().snapshot();
        }
    }

    /** Opens the directory with the migration, and waits for a line before its n-th operation on a file. */
    static final class Stopping {

        private Stopping() {}

        public static void main(String... arguments) {
            int[] left = {Integer.parseInt(arguments[1])};
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            Path directory = HookedPaths.of(Path.of(arguments[0]), (operation, path) -> {
                if (--left[0] == 0) {
                    System.out.println(WAITING);
                    input.readLine();
                }
            });
            NextDatabase.open(directory, NextDatabase.TO_TWO, TestDatabase.options())
                    .close();
            System.out.println("done");
        }
    }

    @Test
    void killedAtAnyMomentTheOldProgramOrTheNewOneGoesOn() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int most = 100;
        int old = 0;
        int migrated = 0;
        for (int i = 0; old + migrated < KILLS; i++) {
            Path directory = copyOf(source, "killed" + i);
            int at = 1 + random.nextInt(most);
            try (ChildJvm child = ChildJvm.start(Stopping.class, directory, at)) {
                if (!WAITING.equals(child.line())) {
                    most = at - 1;
                    continue;
                }
                child.kill();
            }
            boolean isOld = isOld(copyOf(directory, "copy" + i));
            old += isOld ? 1 : 0;
            migrated += isOld ? 0 : 1;
            for (int open = 0; open < 2; open++) {
                try (NextDatabase next = NextDatabase.open(directory, NextDatabase.TO_TWO, TestDatabase.options())) {
                    assertEquals(expected, next.content(), "seed " + seed);
                    assertEquals(
                            isOld && open == 0,
                            next.database().recoveryReport().migration().isPresent(),
                            "seed " + seed);
                }
            }
            assertTrue(isOld(directory.resolve("v1")), "seed " + seed);
        }
        System.out.println("Kills of migrations: " + KILLS + ", " + old + " left the old version, " + migrated
                + " the new one, before one of " + most + " operations (seed " + seed + ")");
    }

    private boolean isOld(Path directory) {
        try (TestDatabase old = TestDatabase.open(directory, TestDatabase.options())) {
            assertEquals(workload.state(COMMITS), old.state());
            return true;
        } catch (SchemaVersionException e) {
            assertTrue(e.found() > e.expected(), e::toString);
            return false;
        }
    }

    private Path copyOf(Path from, String name) throws IOException {
        Path to = parent.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** Opens the directory with the migration, waits for a line when it converts, and tells whether it migrated. */
    static final class Starting {

        private Starting() {}

        public static void main(String... arguments) {
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            boolean[] hasWaited = {false};
            Migration migration = Migration.of(List.of(NextDatabase.oneToTwo((key, value) -> {
                synchronized (hasWaited) {
                    if (!hasWaited[0]) {
                        hasWaited[0] = true;
                        System.out.println(WAITING);
                        try {
                            input.readLine();
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                return value + "+2";
            })));
            Options patient = TestDatabase.options().lockWait(Duration.ofMinutes(1));
            System.out.println("opening");
            try (NextDatabase next = NextDatabase.open(Path.of(arguments[0]), migration, patient)) {
                System.out.println(next.database().recoveryReport().migration().isPresent() + " "
                        + next.content().hashCode());
            }
        }
    }

    @Test
    void oneOfSeveralStartersMigratesAndTheOthersOpenTheResult() throws Exception {
        try (ChildJvm first = ChildJvm.start(Starting.class, source)) {
            assertEquals("opening", first.line());
            assertEquals(WAITING, first.line());
            assertThrows(
                    LockedException.class,
                    () -> NextDatabase.open(source, NextDatabase.TO_TWO, TestDatabase.options()));
            assertThrows(LockedException.class, () -> TestDatabase.open(source, TestDatabase.options()));
            try (ChildJvm second = ChildJvm.start(Starting.class, source);
                    ChildJvm third = ChildJvm.start(Starting.class, source)) {
                assertEquals("opening", second.line());
                assertEquals("opening", third.line());
                first.say("go on");
                assertEquals("true " + expected.hashCode(), first.line());
                assertEquals("false " + expected.hashCode(), second.line());
                assertEquals("false " + expected.hashCode(), third.line());
                assertEquals(0, first.awaitEnd() + second.awaitEnd() + third.awaitEnd());
            }
        }
    }

    @Test
    void aTrialAndAReaderWriteNothing() throws IOException {
        Path copy = copyOf(source, "copy");
        Options options = TestDatabase.options();
        assertTrue(Database.checkMigration(NextDatabase.TWO, NextDatabase.TO_TWO, source, options)
                .isClean());
        try (NextDatabase reading = NextDatabase.open(source, NextDatabase.TO_TWO, options.readOnly(true));
                NextDatabase another = NextDatabase.open(source, NextDatabase.TO_TWO, options.readOnly(true))) {
            assertEquals(expected, reading.content());
            assertEquals(expected, another.content());
            assertThrows(LockedException.class, () -> NextDatabase.open(source, NextDatabase.TO_TWO, options));
        }
        assertSame(copy, source);
    }

    private static void assertSame(Path one, Path other) throws IOException {
        assertEquals(names(one), names(other));
        for (String name : names(one)) {
            assertEquals(-1, Files.mismatch(one.resolve(name), other.resolve(name)), name);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theOldProgramGoesBackToTheDirectoryThatWasSetAside() throws IOException {
        Path copy = copyOf(source, "copy");
        NextDatabase.open(source, NextDatabase.TO_TWO, TestDatabase.options()).close();
        // What the migration guide tells.
        Path later = parent.resolve("source-of-v2");
        Files.move(source, later);
        Files.move(later.resolve("v1"), source);
        Files.delete(copy.resolve("LOCK"));
        assertSame(copy, source);
        assertTrue(isOld(source));
        try (NextDatabase next = NextDatabase.open(later, NextDatabase.TO_TWO, TestDatabase.options())) {
            assertEquals(expected, next.content());
        }
    }
}
