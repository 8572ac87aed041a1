package io.muniment.examples.tour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.examples.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourTest {

    @TempDir
    private Path directory;

    @Test
    void eachStepSaysWhatComesOfIt() {
        Run run = Run.ofMain(() -> Tour.main(directory.resolve("lockbook").toString()));

        assertLinesMatch(
                List.of(
                        "ada@example.org has logged in 1 times",
                        "in the last hour: 1, the newest: LoggedIn\\[who=Username\\[value=ada\\]\\]",
                        "settings: Settings\\[session=PT30M, open=false\\]",
                        "new: true, devices: \\[laptop\\], tasks: true, failures: 1",
                        "event 1: \\[LoggedIn.*\\]",
                        "in Germany: 1",
                        "loaded: 3000, and there are 3003",
                        "Account\\[email=ada@example.org, .*\\] by address, 1 by country, 1 by time",
                        "Not unique: .*",
                        "0 admins, 1 in Germany by time",
                        "Username\\[value=ada\\]",
                        "\\d+ bytes before, \\d+ bytes after",
                        "clean, at commit \\d+: .*",
                        "\\{accounts=2, audit=3003, devices=1, failures=1, journal=1, settings=1, tasks=1\\}",
                        "open, with 2 accounts",
                        "Already open: .*",
                        "intact: \\d+ bytes",
                        "not damaged: 2 accounts"),
                run.out());
    }

    @Test
    void whatIsIntactIsSaved() throws IOException {
        Path damaged = directory.resolve("lockbook");
        Path rescued = directory.resolve("rescued");
        try (LockbookDb db = LockbookDb.open(damaged)) {
            db.accounts().put(new Username("ada"), Account.of("ada@example.org", Country.DE));
            db.accounts().put(new Username("bob"), Account.of("bob@example.org", Country.US));
        }
        damage(damaged, "ada@example.org");

        Run run = Run.of((out, err) -> {
            Tour.openOrSalvage(damaged, rescued, out);
            return 0;
        });

        assertLinesMatch(List.of("Damaged: .*", "saved: 1 entries; missing: \\[commit 1\\]"), run.out());
        try (LockbookDb db = LockbookDb.open(rescued)) {
            assertTrue(db.accounts().containsKey(new Username("bob")));
        }
    }

    /** Changes the first byte of {@code text} in the log. */
    private static void damage(Path database, String text) throws IOException {
        try (Stream<Path> files = Files.list(database)) {
            Path segment = files.filter(file -> file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
            String content = Files.readString(segment, ISO_8859_1);
            String changed = text.replaceFirst("^.", "?");
            Files.writeString(segment, content.replace(text, changed), ISO_8859_1);
        }
    }

    @Test
    void logicIsTestedInMemory() {
        try (LockbookDb db = LockbookDb.inMemory()) {
            Username ada = new Username("ada");

            assertFalse(Tour.logIn(db, ada));
            db.accounts().put(ada, Account.of("ada@example.org", Country.DE));
            assertTrue(Tour.logIn(db, ada));

            assertEquals(1, db.accounts().find(ada).orElseThrow().logins());
        }
    }
}
