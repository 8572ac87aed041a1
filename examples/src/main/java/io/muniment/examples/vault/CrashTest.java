package io.muniment.examples.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.muniment.codec.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Kills a program in the middle of its imports, again and again, and looks whether all that the database acknowledged
 * is there. What was acknowledged is told through a pipe, so that the witness is not the database itself.
 *
 * <p>The program that is killed imports the same files over and over, each time under another owner, {@code pass-1},
 * {@code pass-2} and so on: so each file changes with each pass, and a value that is too old can be told.
 */
final class CrashTest {

    private static final String OWNER = "pass-";

    /** More passes than a round can have: the passes of the next round are numbered from the next multiple. */
    private static final int PASSES = 1_000_000;

    private final Path directory;
    private final PrintStream out;
    private final Random random;

    /** The last acknowledgement for each file, over all rounds. */
    private final Map<UUID, Acknowledgement> acknowledged = new HashMap<>();

    /** That a file was stored in a pass, as one line of the pipe. */
    private record Acknowledgement(UUID id, int pass, Bytes sha256) {

        private static final String END = ".";

        static Acknowledgement of(FileMetadata file) {
            return new Acknowledgement(file.id(), CrashTest.pass(file.owner()), file.sha256());
        }

        String toLine() {
            return id + " " + pass + " " + HexFormat.of().formatHex(sha256.toByteArray()) + " " + END;
        }

        /** Whether the line is all there. */
        static boolean isWhole(String line) {
            return line.endsWith(" " + END);
        }

        static Acknowledgement ofLine(String line) {
            String[] parts = line.split(" ", -1);
            byte[] sha256 = HexFormat.of().parseHex(parts[2]);
            return new Acknowledgement(UUID.fromString(parts[0]), Integer.parseInt(parts[1]), Bytes.copyOf(sha256));
        }
    }

    /**
     * Prepares a test.
     *
     * @param directory what the killed program imports
     * @param out where the rounds are told
     * @param seed decides when the program is killed
     */
    CrashTest(Path directory, PrintStream out, long seed) {
        this.directory = directory;
        this.out = out;
        this.random = new Random(seed);
    }

    /** Runs so many rounds on one database, which is deleted if all of them went well. */
    void run(Path parent, int rounds) {
        int files =
                Tree.of(directory, Settings.initial().ignored(), parent).files().size();
        if (files == 0) {
            throw new VaultException("there is nothing to import in " + directory);
        }
        try {
            Files.createDirectories(parent);
            Path store = Files.createTempDirectory(parent, "crash-test-");
            for (int round = 1; round <= rounds; round++) {
                round(store, round, 1 + random.nextInt(files));
            }
            Scratch.delete(store);
            Scratch.deleteIfEmpty(parent);
        } catch (IOException e) {
            throw new VaultException("the crash test could not go on: " + e);
        }
        out.println(
                "crash test passed: in " + Text.count(rounds, "round", "rounds") + " nothing acknowledged was lost");
    }

    private void round(Path store, int round, int patience) throws IOException {
        Process child = start(store, round * PASSES);
        int heard = listen(child, patience);
        out.printf(
                "round %s: killed after %s%n",
                Text.number(round), Text.count(heard, "acknowledgement", "acknowledgements"));
        try (VaultDb vault = VaultDb.open(store, new ToV3())) {
            out.println(
                    "  opened again: " + Text.printable(vault.recoveryReport().toString()));
            int unheard = check(vault, store);
            out.printf(
                    "  there: all %s acknowledged so far, and %s stored, but not acknowledged yet%n",
                    Text.files(acknowledged.size()), Text.number(unheard));
        }
    }

    private Process start(Path store, int pass) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        VaultCommand.class.getName(),
                        "--store",
                        store.toString(),
                        "crash-child",
                        directory.toString(),
                        String.valueOf(pass))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Reads acknowledgements, kills the process after some, and reads what it had said until then. */
    private int listen(Process child, int patience) throws IOException {
        int heard = 0;
        try (BufferedReader lines = child.inputReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (hear(line) && ++heard == patience) {
                    kill(child);
                }
            }
        } finally {
            kill(child);
        }
        child.onExit().join();
        if (heard < patience) {
            throw new VaultException("the program ended by itself, with exit code " + child.exitValue());
        }
        return heard;
    }

    /** Takes note of an acknowledgement. False if the line is none: the kill may have cut the last one off. */
    boolean hear(String line) {
        if (!Acknowledgement.isWhole(line)) {
            return false;
        }
        Acknowledgement it = Acknowledgement.ofLine(line);
        acknowledged.merge(it.id(), it, (a, b) -> a.pass() > b.pass() ? a : b);
        return true;
    }

    /** Through its handle: {@link Process#destroyForcibly} would close the pipe, with what the child had said in it. */
    private static void kill(Process child) {
        child.toHandle().destroyForcibly();
    }

    /** Throws if anything acknowledged is missing; else returns how many files are newer than was acknowledged. */
    int check(Vault vault, Path store) {
        int unheard = 0;
        for (FileMetadata file : vault.files().asMap().values()) {
            Acknowledgement known = acknowledged.get(file.id());
            if (known == null || pass(file.owner()) > known.pass()) {
                unheard++;
            }
            if (!vault.accounts().containsKey(file.owner())) {
                throw new VaultException(
                        "LOST: a file is there, but not its owner, who was stored before it: " + store);
            }
        }
        for (Acknowledgement known : acknowledged.values()) {
            FileMetadata file = vault.files().get(known.id());
            if (file == null || pass(file.owner()) < known.pass() || !isSame(file, known)) {
                throw new VaultException("LOST: a file that was acknowledged is not as it was stored: " + store);
            }
        }
        return unheard;
    }

    private static boolean isSame(FileMetadata file, Acknowledgement known) {
        return pass(file.owner()) > known.pass() || file.sha256().equals(known.sha256());
    }

    private static int pass(Username owner) {
        return Integer.parseInt(owner.value().substring(OWNER.length()));
    }

    /** What the process that is killed does: imports until then. */
    static void importUntilKilled(VaultDb vault, Path directory, Path store, int firstPass, PrintStream out) {
        Tree tree = Tree.of(
                directory,
                Settings.initial().ignored(),
                requireNonNull(store.toAbsolutePath().getParent()));
        for (int pass = firstPass; ; pass++) {
            Importer importer = new Importer(vault, new Username(OWNER + pass), Set.of(), file -> say(out, file));
            importer.run(tree, Progress.none());
        }
    }

    static void say(PrintStream out, FileMetadata file) {
        out.println(Acknowledgement.of(file).toLine());
        if (out.checkError()) {
            throw new UncheckedIOException(new IOException("nobody listens any more"));
        }
    }
}
