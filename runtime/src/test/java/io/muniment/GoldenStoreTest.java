package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.SampleDb.Awkward;
import io.muniment.codec.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores as earlier builds have written them, one folder for each version of the file formats. Every build opens all of
 * them. {@code -Dgolden.update=true} writes the folder of the newest version anew: only before that is released.
 */
class GoldenStoreTest {

    private static final Path FOLDERS = Path.of("src", "test", "resources", "formats");

    @TempDir
    Path directory;

    @Test
    void formatOneOpensWithAllThatIsInIt() throws IOException {
        Path folder = FOLDERS.resolve("1");
        if (Boolean.getBoolean("golden.update")) {
            write(folder);
        }
        copy(folder, directory);
        assertTrue(SampleDb.verify(directory).isIntact());
        try (SampleDb db = SampleDb.open(directory)) {
            check(db);
            db.counts().put("later", 1L);
            db.snapshot();
        }
        try (SampleDb db = SampleDb.open(directory)) {
            assertEquals(1L, db.counts().remove("later"));
            check(db);
        }
    }

    @Test
    void idsOfFormatOneAreNotGivenOutAgain() throws IOException {
        Path folder = FOLDERS.resolve("1-ids");
        if (Boolean.getBoolean("golden.update")) {
            writeIds(folder);
        }
        copy(folder, directory);
        assertTrue(SampleDb.verify(directory).isIntact());
        for (long after : new long[] {64, 80}) {
            try (SampleDb db = SampleDb.open(directory)) {
                assertEquals(Map.of(60L, "the last"), db.events().asMap());
                assertEquals(after + 1, db.events().nextId());
                assertEquals(after / 16 == 4 ? 17 : 33, db.counts().nextId());
                assertEquals(after / 16 == 4 ? 1 : 17, db.blobs().nextId());
                db.snapshot();
            }
        }
    }

    /** Reserved before the snapshot, and after it. */
    private void writeIds(Path folder) throws IOException {
        Path store = directory.resolve("written");
        try (SampleDb db = SampleDb.open(store)) {
            assertEquals(1, db.counts().nextId());
            for (long id = 1; id <= 20; id++) {
                assertEquals(id, db.events().nextId());
            }
            db.events().put(20L, "before a clear");
            db.snapshot();
            db.events().clear();
            for (long id = 21; id <= 60; id++) {
                assertEquals(id, db.events().nextId());
            }
            db.events().put(60L, "the last");
        }
        Files.createDirectories(folder);
        copy(store, folder);
        Files.delete(folder.resolve("LOCK"));
    }

    @Test
    void groupsOfFormatOneOpenWithAllThatIsInThem() throws IOException {
        Path folder = FOLDERS.resolve("1-groups");
        if (Boolean.getBoolean("golden.update")) {
            writeGroups(folder);
        }
        copy(folder, directory);
        assertTrue(Database.verify(GroupsDb.SCHEMA, directory).isIntact());
        for (int round = 0; round < 2; round++) {
            try (GroupsDb db = GroupsDb.open(directory, Options.defaults())) {
                assertEquals(
                        Map.of(1L, List.of("a", "x", "c"), 2L, List.of()),
                        db.lists().asMap());
                assertEquals(
                        Map.of(1L, Set.of("a", "b"), 2L, Set.of("whole")),
                        db.sets().asMap());
                assertEquals(
                        Map.of(-1L, Map.of("one", 1L, "two", 3L)), db.maps().asMap());
                assertEquals(List.of("third", "fourth"), db.journal().from(1, 9));
                assertEquals(3, db.journal().first());
                assertTrue(db.raw().isEmpty());
                assertEquals(2, db.raw().next());
                db.database().snapshot();
            }
        }
    }

    /** Each edit before the snapshot, and once more after it. */
    private void writeGroups(Path folder) throws IOException {
        Path store = directory.resolve("written");
        try (GroupsDb db = GroupsDb.open(store, Options.defaults())) {
            for (int round = 0; round < 2; round++) {
                db.lists().put(1L, List.of("whole"));
                db.lists().clear(1L);
                db.lists().addAll(1L, List.of("a", "c", "d", "e"));
                db.lists().add(1L, 1, "b");
                db.lists().set(1L, 1, "x");
                db.lists().remove(1L, 3);
                db.lists().removeLast(1L);
                db.lists().create(2L);
                db.sets().put(2L, Set.of("whole"));
                db.sets().addAll(1L, List.of("a", "b", "c"));
                db.sets().remove(1L, "c");
                db.sets().add(3L, "gone");
                db.sets().remove(3L);
                db.maps().putAll(-1L, Map.of("one", 1L, "gone", 2L));
                db.maps().remove(-1L, "gone");
                db.maps().put(-1L, "two", 3L);
                if (round == 0) {
                    db.journal().append("first");
                    db.journal().append("second");
                    db.journal().append("third");
                    db.raw().append(new byte[] {1, -1});
                    db.database().snapshot();
                } else {
                    db.journal().append("fourth");
                    db.journal().removeBefore(3);
                    db.raw().removeBefore(2);
                }
            }
        }
        Files.createDirectories(folder);
        copy(store, folder);
        Files.delete(folder.resolve("LOCK"));
    }

    private void write(Path folder) throws IOException {
        Path store = directory.resolve("written");
        try (SampleDb db = SampleDb.open(store)) {
            db.counts().put("gone", 1L);
            db.counts().put("least", Long.MIN_VALUE);
            db.blobs().put("bytes", Bytes.of((byte) 1, (byte) -1));
            db.events().put(-5L, "before a clear");
            db.snapshot();
            db.counts().remove("gone");
            db.counts().put("\u00e4\u4e2d\ud83d\ude00", 3L);
            db.events().clear();
            db.events().put(-1L, "");
            db.events().put(7L, "seven");
            db.config().set("a text");
            db.awkward().put("a", new Awkward(null));
        }
        Files.createDirectories(folder);
        copy(store, folder);
        Files.delete(folder.resolve("LOCK"));
    }

    private static void check(SampleDb db) {
        assertEquals(
                Map.of("least", Long.MIN_VALUE, "\u00e4\u4e2d\ud83d\ude00", 3L),
                db.counts().asMap());
        assertEquals(Map.of("bytes", Bytes.of((byte) 1, (byte) -1)), db.blobs().asMap());
        assertEquals(Map.of(-1L, "", 7L, "seven"), db.events().asMap());
        assertEquals("a text", db.config().get());
        assertEquals(Map.of("a", new Awkward(null)), db.awkward().asMap());
        assertTrue(db.recoveryReport().isClean());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
