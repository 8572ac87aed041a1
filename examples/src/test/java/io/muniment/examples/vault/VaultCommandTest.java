package io.muniment.examples.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muniment.examples.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class VaultCommandTest {

    @TempDir
    private Path temporary;

    private Path tree;
    private Path store;

    @BeforeEach
    void makeTree() throws IOException {
        tree = Files.createDirectory(temporary.toRealPath().resolve("tree"));
        store = temporary.toRealPath().resolve("store");
    }

    // ---- What it is for

    @Test
    void importStoresEachFileWithItsHash() throws IOException {
        write("a.txt", "abc");
        write("deep/down/b.txt", "");

        Run run = vault("import", tree.toString());

        assertEquals(0, run.exit());
        assertEquals(tree + ": 2 new, 0 changed, 0 unchanged, 0 gone, 0 not imported; 3 bytes", last(run.out()));
        assertLinesMatch(
                List.of(
                        "ba7816bf8f01 +3 bytes +\\S+ +\\Q" + tree + "/a.txt\\E",
                        "e3b0c44298fc +0 bytes +\\S+ +\\Q" + tree + "/deep/down/b.txt\\E"),
                vault("list").out());
    }

    @Test
    void importingAgainChangesNothing() throws IOException {
        write("a.txt", "abc");
        vault("import", tree.toString());
        List<String> before = vault("list").out();

        Run run = vault("import", tree.toString());

        assertEquals(tree + ": 0 new, 0 changed, 1 unchanged, 0 gone, 0 not imported; 3 bytes", last(run.out()));
        assertEquals(before, vault("list").out());
    }

    @Test
    void changedFileTakesThePlaceOfItsEntry() throws IOException {
        write("a.txt", "abc");
        vault("import", tree.toString());
        write("a.txt", "abcd");

        Run run = vault("import", tree.toString());

        assertEquals(tree + ": 0 new, 1 changed, 0 unchanged, 0 gone, 0 not imported; 4 bytes", last(run.out()));
        assertEquals(1, vault("list").out().size());
    }

    @Test
    void goneFileIsToldAndKeptUntilItIsToBeForgotten() throws IOException {
        write("a.txt", "abc");
        write("b.txt", "abc");
        vault("import", tree.toString());
        Files.delete(tree.resolve("a.txt"));

        Run run = vault("import", tree.toString());
        assertTrue(
                run.out()
                        .containsAll(List.of(
                                "gone: " + tree.resolve("a.txt"),
                                "what is gone stays in the vault until: vault forget")),
                run.out().toString());
        assertEquals(2, vault("list").out().size());

        assertEquals(
                List.of("forgotten: " + tree.resolve("a.txt"), "1 file forgotten, 1 left"),
                vault("forget").out());
        assertEquals(1, vault("list").out().size());
        assertEquals(
                tree + ": 0 new, 0 changed, 1 unchanged, 0 gone, 0 not imported; 3 bytes",
                last(vault("import", tree.toString()).out()));
    }

    @Test
    void filesOfTheSameContentAreFound() throws IOException {
        write("a.txt", "abc");
        write("b.txt", "other");
        write("deep/c.txt", "abc");
        vault("import", tree.toString());

        Run run = vault("duplicates");

        assertEquals(
                List.of(
                        "2 files of the same content:",
                        "  " + tree.resolve("a.txt"),
                        "  " + tree.resolve("deep/c.txt"),
                        "1 content is there more than once"),
                run.out());
        assertEquals(0, run.exit());
    }

    @Test
    void directoryThatIsGoneIsForgottenAlone() throws IOException {
        write("one/a.txt", "abc");
        write("two/b.txt", "abc");
        vault("import", tree.toString());
        for (String name : List.of("one/a.txt", "one", "two/b.txt")) {
            Files.delete(tree.resolve(name));
        }

        Run run = vault("forget", tree.resolve("one").toString());

        assertEquals(List.of("forgotten: " + tree.resolve("one/a.txt"), "1 file forgotten, 1 left"), run.out());
        assertEquals(0, run.exit());
    }

    @Test
    void whatIsThereIsNotForgotten() throws IOException {
        write("a.txt", "abc");
        vault("import", tree.toString());

        assertEquals(List.of("0 files forgotten, 1 left"), vault("forget").out());
    }

    @Test
    void pathToForgetMayLeadThroughALink() throws IOException {
        write("one/a.txt", "abc");
        vault("import", tree.toString());
        Files.createSymbolicLink(temporary.resolve("link"), tree);
        Files.delete(tree.resolve("one/a.txt"));
        Files.delete(tree.resolve("one"));

        Run run = vault("forget", temporary.resolve("link/one").toString());

        assertEquals("1 file forgotten, 0 left", last(run.out()));
    }

    @Test
    void filesOfAnotherDirectoryAreNotTakenForVanished() throws IOException {
        write("one/a.txt", "abc");
        write("two/b.txt", "abc");
        vault("import", tree.resolve("one").toString());
        Files.delete(tree.resolve("one/a.txt"));

        Run run = vault("import", tree.resolve("two").toString());

        assertTrue(last(run.out()).contains(" 0 gone"), last(run.out()));
    }

    @Test
    void findLooksInPathsAndTagsWhateverTheCase() throws IOException {
        write("Report.TXT", "abc");
        write("other", "abc");
        vault("import", "--tag", "Work", tree.toString());

        assertEquals(1, vault("find", "report.txt").out().size());
        assertEquals(2, vault("find", "wORK").out().size());
    }

    @Test
    void tagsAddUp() throws IOException {
        write("a.txt", "abc");
        vault("import", "--tag", "one", tree.toString());
        vault("import", "--tag", "two", tree.toString());
        vault("import", tree.toString());

        assertTrue(last(vault("list").out()).endsWith("  [one, two]"));
    }

    @Test
    void findOfNothingSaysSo() throws IOException {
        write("a.txt", "abc");
        vault("import", tree.toString());

        assertFails("vault: no file has this in its path or tags: nowhere", vault("find", "nowhere"));
    }

    @Test
    void verifyOfUntouchedFilesIsContent() throws IOException {
        write("a.txt", "abc");
        vault("import", tree.toString());

        Run run = vault("verify");

        assertEquals(0, run.exit());
        assertEquals("1 file as stored, 0 not", last(run.out()));
    }

    @Test
    void verifyTellsWhatDiffers() throws IOException {
        for (String name : List.of("changed", "gone", "replaced", "same")) {
            write(name, "abc");
        }
        vault("import", tree.toString());
        write("changed", "abd"); // of the same size
        Files.delete(tree.resolve("gone"));
        Files.delete(tree.resolve("replaced"));
        Files.createDirectory(tree.resolve("replaced"));

        Run run = vault("verify");

        assertEquals(1, run.exit());
        assertEquals(
                List.of(
                        "vault: " + tree.resolve("changed") + ": changed",
                        "vault: " + tree.resolve("gone") + ": gone",
                        "vault: " + tree.resolve("replaced") + ": no longer a file"),
                run.err());
        assertEquals("1 file as stored, 3 not", last(run.out()));
    }

    @Test
    void statsTellFilesOwnersAndTheDatabase() throws IOException {
        write("a.txt", "abc");
        vault("import", "--owner", "ada", tree.toString());
        vault("import", "--owner", "ada", tree.toString());

        assertLinesMatch(
                List.of(
                        "1 file of 3 bytes",
                        "ada has imported 2 times since [-0-9]+T[0-9]{2}:[0-9]{2}:[0-9]{2}Z, and stored 1 file",
                        "database: 4 commits in \\Q" + store + "\\E"),
                vault("stats").out());
    }

    @Test
    void settingsAreKeptAndFollowed() throws IOException {
        write("kept/a.txt", "abc");
        write("target/b.txt", "abc");

        vault("settings", "--owner", "ada", "--ignore", "target,.git");
        vault("import", tree.toString());

        assertEquals(
                List.of("owner: ada", "ignored: .git, target"),
                vault("settings").out());
        assertLinesMatch(List.of(".* ada +.*/kept/a.txt"), vault("list").out());
        assertEquals(
                List.of("owner: ada", "ignored: nothing"),
                vault("settings", "--ignore", "").out());
    }

    @Test
    void progressIsPlainLinesWhereThereIsNoTerminal() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("file" + i, "abc");
        }

        Run run = vault("import", tree.toString());

        assertTrue(run.out().contains("hashing: 50 % of 20 files"), run.out().toString());
        assertTrue(run.out().contains("hashing: 100 % of 20 files"), run.out().toString());
        assertTrue(run.out().stream().noneMatch(line -> line.contains("\r")));
    }

    /** The file of arguments that the build makes, as the README tells to use it. */
    @Test
    void vaultRunsByJavaAloneWithItsOwnMessagesAndExitCodes() throws IOException {
        write("a file.txt", "abc");
        Path arguments = Path.of("target", "vault.args").toAbsolutePath();

        List<Integer> exits = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (List<String> command : List.of(
                List.of("import", tree.toString()),
                List.of("find", "a file"),
                List.of("find", "nothing"),
                List.of("explode"))) {
            Process process = new ProcessBuilder(
                            Stream.of(Stream.of(java(), "@" + arguments, "--store", store.toString()), command.stream())
                                    .flatMap(words -> words)
                                    .toList())
                    .redirectErrorStream(true)
                    .start();
            List<String> lines;
            try (BufferedReader reader = process.inputReader()) {
                lines = reader.lines().toList();
            }
            exits.add(process.onExit().join().exitValue());
            last.add(last(lines));
        }

        assertEquals(List.of(0, 0, 1, 2), exits);
        assertLinesMatch(
                List.of(
                        ".*: 1 new, .*",
                        "ba7816bf8f01 .*/a file.txt",
                        "vault: no file has this in its path or tags: nothing",
                        "vault: Unmatched argument .*"),
                last);
    }

    @Test
    void helpAndReadmeTellTheStoreThatIsUsedOtherwise() throws IOException {
        Run help = Run.of((out, err) -> VaultCommand.run(out, err, "--help"));
        assertTrue(
                help.out().stream().anyMatch(line -> line.endsWith("Default: ~/.muniment-vault")),
                help.out().toString());
        assertTrue(Files.readString(Path.of("..", "README.md")).contains("Its store is `~/.muniment-vault`"));

        String home = System.setProperty("user.home", temporary.toString());
        try {
            assertFails(
                    "vault: there is no vault in " + temporary.resolve(".muniment-vault")
                            + " yet: make one with vault import",
                    Run.of((out, err) -> VaultCommand.run(out, err, "list")));
        } finally {
            System.setProperty("user.home", home);
        }
    }

    // ---- What bad input gets

    @Test
    void missingDirectoryIsToldAndNoStoreIsMade() {
        assertFails(
                "vault: no such directory: " + tree.resolve("none"),
                vault("import", tree.resolve("none").toString()));
        assertFalse(Files.exists(store));
    }

    @Test
    void fileInPlaceOfADirectoryIsTold() throws IOException {
        write("a.txt", "abc");

        assertFails(
                "vault: not a directory: " + tree.resolve("a.txt"),
                vault("import", tree.resolve("a.txt").toString()));
    }

    @Test
    void danglingLinkIsToldAndAllElseIsImported() throws IOException {
        write("a.txt", "abc");
        Files.createSymbolicLink(tree.resolve("link"), tree.resolve("none"));

        Run run = vault("import", tree.toString());

        assertFails("vault: not imported: " + tree.resolve("link") + ": a link that leads nowhere", run);
        assertEquals(tree + ": 1 new, 0 changed, 0 unchanged, 0 gone, 1 not imported; 3 bytes", last(run.out()));
    }

    @Test
    void linkToAFileIsTheFileAndLinkToADirectoryIsNotFollowed() throws IOException {
        write("a.txt", "abc");
        Files.createSymbolicLink(tree.resolve("link"), tree.resolve("a.txt"));
        Files.createSymbolicLink(tree.resolve("loop"), tree);

        Run run = vault("import", tree.toString());

        assertEquals(0, run.exit());
        assertEquals(tree + ": 2 new, 0 changed, 0 unchanged, 0 gone, 0 not imported; 6 bytes", last(run.out()));
    }

    @Test
    void unreadableFileIsToldAndAllElseIsImported() throws IOException {
        write("a.txt", "abc");
        Path secret = write("secret.txt", "abc");
        assumeTrue(secret.toFile().setReadable(false), "this file system knows no permissions");
        assumeFalse(Files.isReadable(secret), "this user may read everything");

        Run run = vault("import", tree.toString());

        assertFails("vault: not imported: " + secret + ": permission denied", run);
        assertEquals(1, vault("list").out().size());
    }

    @Test
    void fileThatFailsToBeReadIsToldAndKeepsItsOldEntry() throws IOException {
        Path memory = Path.of("/proc/self/mem"); // Its first byte cannot be read, by nobody.
        assumeTrue(Files.isRegularFile(memory), "needs Linux");
        write("a.txt", "abc");
        write("b.txt", "abc");
        vault("import", tree.toString());
        Files.delete(tree.resolve("b.txt"));
        Files.createSymbolicLink(tree.resolve("b.txt"), memory);

        Run run = vault("import", tree.toString());

        Files.delete(tree.resolve("b.txt")); // JUnit warns of links out of its directory.
        assertEquals(1, run.exit());
        assertLinesMatch(List.of("vault: not imported: \\Q" + tree.resolve("b.txt") + "\\E: .+"), run.err());
        assertEquals(2, vault("list").out().size());
    }

    @Test
    void nameThatWouldForgeALineIsPrintedEscaped() throws IOException {
        write("x\n2026 INFO forged\u001b[31m", "abc");
        vault("import", tree.toString());

        assertLinesMatch(
                List.of(".*/x\\\\u000a2026 INFO forged\\\\u001b\\[31m"),
                vault("list").out());
    }

    @Test
    void badArgumentsAreToldInOneLine() {
        Map<List<String>, String> expected = Map.ofEntries(
                Map.entry(List.of(), "vault: Missing required subcommand (see: vault --help)"),
                Map.entry(List.of("explode"), "vault: Unmatched argument at index 0: 'explode' (see: vault --help)"),
                Map.entry(List.of("find"), "vault: Missing required parameter: '<text>' (see: vault find --help)"),
                Map.entry(List.of("list", "--long"), "vault: Unknown option: '--long' (see: vault list --help)"),
                Map.entry(
                        List.of("--store", "", "list"),
                        "vault: Invalid value for option '--store': a path is not blank (see: vault --help)"),
                Map.entry(
                        List.of("import", ""),
                        "vault: Invalid value for positional parameter at index 0 (<directory>): a path is not blank (see: vault import --help)"),
                Map.entry(
                        List.of("import", "--tag", ""),
                        "vault: Invalid value for option '--tag' (<word>): a tag is not blank (see: vault import --help)"),
                Map.entry(
                        List.of("import", "--owner", " "),
                        "vault: Invalid value for option '--owner': a user name is not blank (see: vault import --help)"),
                Map.entry(
                        List.of("crash-test", "--rounds", "0"),
                        "vault: Invalid value for option '--rounds': '0' is not a number from 1 to 1,000 (see: vault crash-test --help)"),
                Map.entry(
                        List.of("crash-test", "--rounds", "x"),
                        "vault: Invalid value for option '--rounds': 'x' is not a number from 1 to 1,000 (see: vault crash-test --help)"));
        expected.forEach((args, message) -> {
            Run run = Run.of((out, err) -> VaultCommand.run(out, err, args.toArray(String[]::new)));
            assertEquals(2, run.exit());
            assertEquals(List.of(message), run.err());
        });
    }

    @Test
    void readingWithoutAVaultSaysHowToMakeOneAndMakesNone() {
        for (String command : List.of("list", "stats", "verify", "forget", "duplicates")) {
            assertFails("vault: there is no vault in " + store + " yet: make one with vault import", vault(command));
        }
        assertFalse(Files.exists(store));
    }

    @Test
    void storeThatIsAFileIsRefusedAndKept() throws IOException {
        store = write("precious", "abc");

        Run run = vault("import", tree.toString());

        assertEquals(1, run.exit());
        assertLinesMatch(List.of("vault: Occupied: \\Q" + store + "\\E: it is not a directory.*"), run.err());
        assertEquals("abc", Files.readString(store));
    }

    @Test
    void storeThatIsNotADatabaseIsRefusedAndKept() throws IOException {
        write("a.txt", "abc");
        vault("import", tree.toString());
        Path segment = segment();
        Files.writeString(segment, "This is a letter to my aunt, and no log. ".repeat(100));

        Run run = vault("import", tree.toString());

        assertEquals(1, run.exit());
        assertLinesMatch(List.of("vault: Not a database: \\Q" + segment + "\\E.*"), run.err());
        assertTrue(Files.readString(segment).startsWith("This is a letter"));
    }

    @Test
    void damagedStoreIsRefusedAndWhatIsIntactIsSaved() throws IOException {
        write("a.txt", "abc");
        vault("import", tree.toString());
        write("b.txt", "abc");
        vault("import", tree.toString());
        String log = Files.readString(segment(), ISO_8859_1);
        Files.writeString(segment(), log.replace("a.txt", "c.txt"), ISO_8859_1);

        Run refused = vault("list");
        Run salvaged = vault("salvage", temporary.resolve("saved").toString());

        assertEquals(1, refused.exit());
        assertLinesMatch(List.of("vault: Damaged: \\Q" + segment() + "\\E at byte .*"), refused.err());
        assertEquals(1, salvaged.exit());
        assertLinesMatch(
                List.of("vault: \\Q" + segment() + "\\E at byte [0-9]+: Damaged: [^/]+", "vault: missing: commit 2"),
                salvaged.err());
        assertEquals(
                List.of("2 entries saved to " + temporary.resolve("saved") + "; " + store + " is as it was"),
                salvaged.out());
        store = temporary.resolve("saved");
        assertLinesMatch(List.of(".*/b.txt"), vault("list").out());
    }

    @Test
    void storeOfAnotherSchemaIsRefused() throws IOException {
        Files.createDirectories(store);
        Run.ofMain(() -> io.muniment.examples.quickstart.Quickstart.main(store.toString()));

        Run run = vault("import", tree.toString());

        assertEquals(1, run.exit());
        assertLinesMatch(List.of("vault: Other schema: .* belongs to schema 'notes', .*'vault'.*"), run.err());
    }

    @Test
    void storeThatAnotherProcessHasOpenIsRefusedAtOnce() throws IOException {
        write("a.txt", "abc");
        Process other = child("--store", store.toString(), "crash-child", tree.toString(), "1");
        try (BufferedReader lines = other.inputReader()) {
            lines.readLine(); // It has the database open now.

            Run run = vault("import", tree.toString());

            assertEquals(1, run.exit());
            assertLinesMatch(
                    List.of("vault: Already open: the database in \\Q" + store + "\\E is held by process " + other.pid()
                            + " .*"),
                    run.err());
        } finally {
            other.destroyForcibly();
            other.onExit().join();
        }
    }

    @Test
    void storeInsideTheDirectoryIsNotImported() throws IOException {
        write("a.txt", "abc");
        store = tree.resolve("store");
        vault("import", tree.toString());

        Run run = vault("import", tree.toString());

        assertEquals(tree + ": 0 new, 0 changed, 1 unchanged, 0 gone, 0 not imported; 3 bytes", last(run.out()));
    }

    // ---- Crashes

    @Test
    void killedImportLosesNothingAcknowledged() throws IOException {
        for (int i = 0; i < 100; i++) {
            write("file" + i, "content " + i);
        }

        Run run = vault("crash-test", "--rounds", "3", "--seed", "1", tree.toString());

        assertEquals(List.of(), run.err());
        assertEquals(0, run.exit());
        assertEquals("crash test passed: in 3 rounds nothing acknowledged was lost", last(run.out()));
        assertFalse(Files.exists(temporary.resolve("store-crash-test")), "a test that went well leaves nothing");
    }

    @Test
    void crashTestLeavesTheVaultAlone() throws IOException {
        write("a.txt", "abc");
        vault("import", tree.toString());
        Map<Path, Long> before = sizes(store);

        vault("crash-test", "--rounds", "1", tree.toString());

        assertEquals(before, sizes(store));
    }

    @Test
    void crashTestOfNothingSaysSo() {
        Run run = vault("crash-test", tree.toString());

        assertFails("vault: there is nothing to import in " + tree, run);
    }

    @Test
    void demoImportsCrashesVerifiesAndTells() throws IOException {
        write("a.txt", "abc");

        Run run = vault("demo", tree.toString());

        assertEquals(List.of(), run.err());
        assertEquals(0, run.exit());
        assertTrue(run.out()
                .containsAll(List.of(
                        "== vault import",
                        "== vault forget",
                        "== vault crash-test",
                        "== vault upgrade-test",
                        "all 1 file are what they were",
                        "== vault verify",
                        "== vault stats")));
    }

    // ---- Words

    private Run vault(String... args) {
        String[] all = Stream.concat(Stream.of("--store", store.toString()), Stream.of(args))
                .toArray(String[]::new);
        return Run.of((out, err) -> VaultCommand.run(out, err, all));
    }

    private static Process child(String... args) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(java(), "-cp", System.getProperty("java.class.path"), VaultCommand.class.getName()),
                        Stream.of(args))
                .toList();
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void assertFails(String message, Run run) {
        assertEquals(List.of(message), run.err());
        assertEquals(1, run.exit());
    }

    private Path write(String name, String content) throws IOException {
        Path file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<Path, Long> sizes(Path directory) throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                sizes.put(file, Files.size(file));
            }
        }
        return sizes;
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }
}
