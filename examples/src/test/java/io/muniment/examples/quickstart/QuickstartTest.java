package io.muniment.examples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.examples.Run;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

    @TempDir
    private Path directory;

    @Test
    void notesOfEarlierRunsAreStillThere() {
        String store = directory.resolve("notes").toString();

        assertEquals(List.of("Notes so far: 1"), run(store).out());
        assertEquals(List.of("Notes so far: 2"), run(store).out());
    }

    private static Run run(String store) {
        return Run.ofMain(() -> Quickstart.main(store));
    }
}
