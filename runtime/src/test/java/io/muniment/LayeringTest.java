package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.fixture.Layers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrows between packages point down, never back. */
class LayeringTest {

    private static final Layers RUNTIME = Layers.of(
            "io.muniment",
            Set.of(""),
            Set.of("table"),
            Set.of("transaction"),
            Set.of("recovery"),
            Set.of("migration"),
            Set.of("snapshot"),
            Set.of("log"),
            Set.of("schema", "annotation"),
            Set.of("group"),
            Set.of("codec"),
            Set.of("storage"),
            Set.of("error"));

    private static final Layers PROCESSOR = Layers.of(
            "io.muniment.processor",
            Set.of(""),
            Set.of("read", "check", "evolve", "write"),
            Set.of("model"),
            Set.of("problem"));

    @Test
    void runtimeUsesOnlyWhatLiesBelow() throws IOException {
        assertEquals(List.of(), RUNTIME.violationsIn(Path.of("src/main/java")));
    }

    @Test
    void processorUsesOnlyWhatLiesBelow() throws IOException {
        assertEquals(List.of(), PROCESSOR.violationsIn(Path.of("../processor/src/main/java")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import io.muniment.table.Table;",
                "import io.muniment.table.*;",
                "import static io.muniment.table.Table.open;",
                "import io.muniment.Database;",
                "final class A { io.muniment.table.Table<String, String> table; }",
                "import io.muniment.unheardof.Thing;",
                "import io.muniment.log.inner.Thing;"
            })
    void useOfWhatLiesAboveIsFound(String use) {
        assertEquals(1, RUNTIME.violationsOf("package io.muniment.log; " + use).size());
    }

    @Test
    void violationNamesThePackageAndWhatItUses() {
        assertEquals(
                List.of("io.muniment.storage uses io.muniment.log.Segment"),
                RUNTIME.violationsOf("package io.muniment.storage;\nimport io.muniment.log.Segment;"));
    }

    @Test
    void siblingsDoNotUseEachOther() {
        assertEquals(
                List.of("io.muniment.processor.check uses io.muniment.processor.read.Reader"),
                PROCESSOR.violationsOf(
                        "package io.muniment.processor.check; import io.muniment.processor.read.Reader;"));
    }

    @Test
    void cycleIsFound() {
        String one = "package io.muniment.log; import io.muniment.codec.Bytes;";
        String back = "package io.muniment.codec; import io.muniment.log.Segment;";
        assertEquals(0, RUNTIME.violationsOf(one).size());
        assertEquals(1, RUNTIME.violationsOf(back).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import io.muniment.codec.Bytes;",
                "import io.muniment.log.Segment;",
                "/** See {@link io.muniment.table.Table}. */",
                "// io.muniment.table.Table",
                "class A { String a = \"\\\"io.muniment.table.Table\"; char b = '\"'; }",
                "class A { String a = \"\"\"\n  \" io.muniment.table.Table\"\"\"; }",
                "import java.util.List;",
                "import org.io.muniments.Thing;"
            })
    void whatLiesBelowAndWhatIsNoUseIsAllowed(String use) {
        assertEquals(List.of(), RUNTIME.violationsOf("package io.muniment.log; " + use));
    }
}
