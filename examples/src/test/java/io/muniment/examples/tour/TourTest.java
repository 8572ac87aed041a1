package io.muniment.examples.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.examples.Run;
import java.nio.file.Path;
import java.util.List;
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
                        "in Germany: 1",
                        "\\d+ bytes before, \\d+ bytes after",
                        "clean, at commit \\d+: .*",
                        "\\{accounts=2, audit=1, settings=1\\}",
                        "open, with 2 accounts",
                        "Already open: .*",
                        "not damaged: 2 accounts"),
                run.out());
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
