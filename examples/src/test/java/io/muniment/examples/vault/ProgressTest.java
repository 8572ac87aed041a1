package io.muniment.examples.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.examples.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void inATerminalItIsABarThatGrows() {
        List<String> lines = Run.of((out, err) -> {
                    Progress progress = new Progress(out, true, "hashing", 2);
                    progress.step();
                    progress.step();
                    return 0;
                })
                .out();

        assertEquals(
                List.of(
                        "", // each carriage return begins a line for String.lines()
                        "hashing [####################--------------------]  50 % of 2 files",
                        "hashing [########################################] 100 % of 2 files"),
                lines);
    }

    @Test
    void elsewhereItIsALineForEachTenth() {
        List<String> lines = Run.of((out, err) -> {
                    Progress progress = new Progress(out, false, "hashing", 1000);
                    for (int i = 0; i < 1000; i++) {
                        progress.step();
                    }
                    return 0;
                })
                .out();

        assertEquals(11, lines.size());
        assertEquals("hashing: 100 % of 1,000 files", lines.get(10));
    }
}
