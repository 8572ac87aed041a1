package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.DatabaseException;
import io.muniment.fixture.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What others who use the machine can see, plant and provoke. */
@DisabledOnOs(OS.WINDOWS)
class NeighboursTest {

    private static final String CANARY = "must not change";

    @TempDir
    Path parent;

    /** A program in the life of a database: commits, a snapshot, a torn tail, a recovery. */
    static final class WholeLife {

        private WholeLife() {}

        public static void main(String... arguments) throws IOException {
            live(Path.of(arguments[0]));
        }
    }

    private static void live(Path directory) throws IOException {
        try (SampleDb db = SampleDb.open(directory)) {
            db.counts().put("a", 1L);
            db.snapshot();
            db.counts().put("b", 2L);
        }
        try (Stream<Path> files = Files.list(directory)) {
            Path newest = files.filter(file -> file.getFileName().toString().startsWith("segment"))
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow();
            Files.write(newest, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        }
        try (SampleDb db = SampleDb.open(directory)) {
            db.counts().put("c", 3L);
        }
    }

    @Test
    void everyFileIsItsOwnersAloneWhateverTheUmask() throws Exception {
        Path directory = parent.resolve("data");
        List<String> shell = List.of("sh", "-c", "umask 000; exec \"$0\" \"$@\"");
        try (ChildJvm child = ChildJvm.start(shell, WholeLife.class, directory)) {
            assertEquals(0, child.awaitEnd());
        }
        assertEquals("rwx------", permissions(directory));
        List<String> names = names(directory);
        for (String name : names) {
            assertEquals("rw-------", permissions(directory.resolve(name)), name);
        }
        for (String sort : List.of("LOCK", "segment-", "snapshot-", "torn-")) {
            assertTrue(names.stream().anyMatch(name -> name.startsWith(sort)), sort + " in " + names);
        }
    }

    @Test
    void aLinkInThePlaceOfAnyFileChangesNothingElsewhere() throws IOException {
        Path model = parent.resolve("model");
        live(model);
        List<String> planted = new ArrayList<>(names(model));
        planted.addAll(List.of(
                "spare.tmp",
                "segment-0000000000000001-0000.log",
                "segment-0000000000000001-0000.log.tmp",
                "segment-0000000000000002-0000.log.tmp",
                "segment-0000000000000002-0001.log.tmp",
                "segment-0000000000000003-0000.log.tmp",
                "snapshot-0000000000000001.snap.tmp",
                "snapshot-0000000000000002.snap.tmp"));
        int refused = 0;
        for (boolean hard : new boolean[] {false, true}) {
            for (String name : planted) {
                Path directory = parent.resolve((hard ? "hard-" : "soft-") + name);
                Path canary = Files.writeString(parent.resolve("canary-" + hard + name), CANARY);
                try (SampleDb db = SampleDb.open(directory)) {
                    db.counts().put("a", 1L);
                }
                Path place = directory.resolve(name);
                Files.deleteIfExists(place);
                if (hard) {
                    Files.createLink(place, canary);
                } else {
                    Files.createSymbolicLink(place, canary);
                }
                try {
                    live(directory);
                } catch (DatabaseException e) {
                    refused++;
                } catch (IOException e) {
                    throw new AssertionError(name, e);
                }
                assertEquals(CANARY, Files.readString(canary), name);
            }
        }
        System.out.println(planted.size() + " names, " + refused + " refusals");
        assertTrue(refused > 0 && refused < 2 * planted.size(), refused + " refusals");
    }

    @Test
    void noClassOfTheLibraryReadsSerializedObjectsOrLooksUpClasses() throws Exception {
        Path classes = Path.of(Database.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertTrue(files.size() > 100, files.size() + " classes in " + classes);
        for (Path file : files) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String forbidden : List.of(
                    "java/io/ObjectInputStream",
                    "forName",
                    "loadClass",
                    "defineClass",
                    "\u0001\u0000$com/esotericsoftware/kryo/kryo5/Kryo",
                    "java/net/",
                    "java/lang/ProcessBuilder",
                    "java/lang/Runtime.exec")) {
                assertFalse(bytes.contains(forbidden), file + " has " + forbidden);
            }
        }
    }

    /** Tells when it is initialized. */
    static final class Canary {

        static {
            System.setProperty("muniment.canary", "initialized");
        }

        private Canary() {}
    }

    @Test
    void nameOfAClassInAFileIsOnlyText() {
        String name = NeighboursTest.class.getName() + "$Canary";
        Path directory = parent.resolve("data");
        for (int i = 0; i < 3; i++) {
            try (SampleDb db = SampleDb.open(directory)) {
                db.counts().put(name, 1L);
                db.config().set(name);
                db.events().put(1L, name);
                db.blobs().put(name, io.muniment.codec.Bytes.copyOf(name.getBytes(StandardCharsets.UTF_8)));
                db.snapshot();
                assertEquals(name, db.config().get());
            }
        }
        assertEquals(null, System.getProperty("muniment.canary"));
    }

    @Test
    void aStoreWhoseLimitIsLoweredKeepsItsLargeValues() {
        Path directory = parent.resolve("data");
        String large = "large".repeat(20_000);
        try (SampleDb db = SampleDb.open(directory)) {
            db.config().set(large);
            db.snapshot();
            db.events().put(1L, large);
        }
        for (int i = 0; i < 3; i++) {
            try (SampleDb db = SampleDb.open(directory, Options.defaults().recordBytes(1024))) {
                assertEquals(large, db.config().get());
                assertEquals(large, db.events().get(1L));
                db.counts().put("small", 1L + i);
                db.snapshot();
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
