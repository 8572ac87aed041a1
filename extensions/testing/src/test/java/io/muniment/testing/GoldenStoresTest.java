package io.muniment.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.Database;
import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableKind;
import io.muniment.testing.everything.EverythingDb;
import io.muniment.testing.everything.EverythingV1Db;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores with every column type, at its edges, and every kind of table, as an earlier build has written them: one folder
 * for each version of the file formats. Every build opens all of them, as what they are and as the next version of the
 * schema. {@code -Dgolden.update=true} writes the folder of the newest format anew: only before that is released.
 */
class GoldenStoresTest {

    private static final Path FORMAT = Path.of("src", "test", "resources", "formats", "1");
    private static final Path CONTENT = FORMAT.resolve("content.txt");

    private static final Shape SHAPE = new Versions("everything", GoldenStoresTest.class.getClassLoader())
            .shape(1)
            .orElseThrow();

    private static final SchemaDescription SCHEMA = new ShapeSerializers(SHAPE).schema();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"log", "snapshot", "compressed"})
    void holdsWhatItHeldWhenItWasWritten(String store) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            write(store);
        }
        Path copy = copyOf(store);
        assertEquals(Files.readString(CONTENT), Dump.of(SCHEMA, copy));
        assertTrue(Database.verify(SCHEMA, copy).isIntact());
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "snapshot", "compressed"})
    void opensWithItsOwnVersion(String store) {
        try (EverythingV1Db db = EverythingV1Db.open(copyOf(store))) {
            assertEquals(9, db.numbers().size());
            assertEquals(36, db.journal().size());
            assertTrue(db.recoveryReport().isClean());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "snapshot", "compressed"})
    void opensWithTheNextVersion(String store) {
        Path copy = copyOf(store);
        try (EverythingDb db = EverythingDb.open(copy)) {
            assertEquals(9, db.numbers().size());
            assertEquals(36, db.diary().size());
            assertEquals(17, db.numbers().nextId());
        }
        try (EverythingDb db = EverythingDb.open(copy)) {
            assertEquals(9, db.numbers().size());
        }
    }

    @Test
    void everyKindOfTableIsInIt() throws IOException {
        Set<TableKind> kinds =
                SHAPE.tables().stream().map(table -> table.kind()).collect(Collectors.toSet());
        assertEquals(Set.copyOf(Arrays.asList(TableKind.values())), kinds);
        Set<String> filled = Files.readString(CONTENT)
                .lines()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                SHAPE.tables().stream().map(table -> table.name()).collect(Collectors.toCollection(TreeSet::new)),
                filled);
    }

    private void write(String store) throws IOException {
        Path written = directory.resolve("written");
        SampleSet samples = new SampleSet(SHAPE, SampleDatabasesTest.ADDRESSES);
        SampleSet.Sample edges = samples.all().stream()
                .filter(sample -> sample.name().equals("edge values, in the log"))
                .findFirst()
                .orElseThrow();
        samples.write(edges, written);
        if (!store.equals("log")) {
            Options options =
                    Options.defaults().durability(Durability.ASYNC).compressedSnapshots(store.equals("compressed"));
            try (Database database = Database.open(SCHEMA, written, options)) {
                database.snapshot();
            }
        }
        Path folder = FORMAT.resolve(store);
        Files.createDirectories(folder);
        try (var old = Files.list(folder)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        Directories.copy(written, folder);
        Files.write(CONTENT, Dump.of(SCHEMA, written).getBytes(StandardCharsets.UTF_8));
    }

    private Path copyOf(String store) {
        Path copy = directory.resolve("copy");
        Directories.copy(FORMAT.resolve(store), copy);
        return copy;
    }
}
