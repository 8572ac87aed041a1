package io.muniment.examples.vault;

import io.muniment.Options;
import io.muniment.error.DatabaseException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.recovery.SalvageReport;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line: each method is a command, and its result the exit code. 0: all is well; 1: something is not, and
 * a line on standard error tells what; 2: the arguments make no sense.
 */
@Command(
        name = "vault",
        description = "Remembers files: where they are, and what was in them.",
        mixinStandardHelpOptions = true,
        version = "vault 1",
        subcommands = CommandLine.HelpCommand.class,
        synopsisSubcommandLabel = "<command>")
public final class VaultCommand {

    private static final int OK = 0;
    private static final int PROBLEM = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--store",
            paramLabel = "<directory>",
            scope = ScopeType.INHERIT,
            description = "The directory of the database.%nDefault: ~/.muniment-vault")
    private Path store = Path.of(System.getProperty("user.home", "."), ".muniment-vault");

    private VaultCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String... args) {
        System.exit(run(System.out, System.err, args));
    }

    /** What {@link #main} does, but for ending the process. */
    @SuppressWarnings("DefaultCharset") // what the streams themselves have
    static int run(PrintStream out, PrintStream err, String... args) {
        return new CommandLine(new VaultCommand(out, err))
                .registerConverter(Username.class, VaultCommand::username)
                .registerConverter(Path.class, VaultCommand::path)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setParameterExceptionHandler(badArguments(err))
                .setExecutionExceptionHandler((e, command, parsed) -> failed(err, e))
                .execute(args);
    }

    private static IParameterExceptionHandler badArguments(PrintStream err) {
        return (e, args) -> {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            err.println("vault: " + Text.printable(String.valueOf(e.getMessage())) + " (see: " + command + " --help)");
            return USAGE;
        };
    }

    private static int failed(PrintStream err, Exception e) throws Exception {
        if (e instanceof DatabaseException || e instanceof VaultException) {
            err.println("vault: " + e.getMessage());
            return PROBLEM;
        }
        throw e; // A mistake in this program: the trace is wanted.
    }

    private static Username username(String text) {
        try {
            return new Username(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** An empty path would be the working directory, which is hardly ever what a script with an empty variable means. */
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("a path is not blank");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("this is no path here");
        }
    }

    /** Words to find files by. */
    private static final class Tag implements ITypeConverter<String> {

        @Override
        public String convert(String text) {
            if (text.isBlank()) {
                throw new TypeConversionException("a tag is not blank");
            }
            return text;
        }
    }

    /** How often a crash test kills. */
    private static final class Rounds implements ITypeConverter<Integer> {

        private static final int MOST = 1000;

        @Override
        public Integer convert(String text) {
            try {
                int rounds = Integer.parseInt(text);
                if (rounds >= 1 && rounds <= MOST) {
                    return rounds;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            throw new TypeConversionException("'" + text + "' is not a number from 1 to " + Text.number(MOST));
        }
    }

    // ---- Commands

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Hashes each file of a directory and stores what is new or has changed.")
    int importDirectory(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "<directory>",
                            description = "Default: the checkout around the working directory, else that itself.")
                    @Nullable Path directory,
            @Option(names = "--owner", paramLabel = "<name>", description = "Whose the files are.") @Nullable Username owner,
            @Option(
                            names = "--tag",
                            paramLabel = "<word>",
                            converter = Tag.class,
                            description = "To find the files by; may be repeated.")
                    @Nullable Set<String> tags) {
        Path root = directory == null ? checkout() : directory;
        Tree.requireDirectory(root); // Before a database is made for nothing.
        try (VaultDb vault = open(Options.defaults())) {
            Settings settings = vault.settings().getOrDefault(Settings.initial());
            Tree tree = Tree.of(root, settings.ignored(), store);
            Importer importer = new Importer(
                    vault, owner == null ? settings.owner() : owner, tags == null ? Set.of() : tags, file -> {});
            Importer.Report report =
                    importer.run(tree, progress("hashing", tree.files().size()));
            tell(report, tree.root());
            return report.problems().isEmpty() ? OK : PROBLEM;
        }
    }

    @Command(
            name = "duplicates",
            mixinStandardHelpOptions = true,
            description = "Tells which files had the same content when they were imported.")
    int duplicates() {
        return reading(vault -> {
            List<List<String>> groups = vault.read(Duplicates::of);
            for (List<String> paths : groups) {
                out.println(Text.files(paths.size()) + " of the same content:");
                paths.forEach(path -> out.println("  " + Text.printable(path)));
            }
            out.println(Text.count(groups.size(), "content is", "contents are") + " there more than once");
            return OK;
        });
    }

    @Command(
            name = "forget",
            mixinStandardHelpOptions = true,
            description = "Removes the entries of files that are gone; touches no file.")
    int forget(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "<path>",
                            description = "A file, or a directory with all in it; may be gone itself. Default: all.")
                    @Nullable Path within) {
        return withVault(Options.defaults().create(false), vault -> {
            List<String> gone = Importer.gone(vault, within == null ? null : Tree.asStored(within));
            // All of them or, should the disk be full, none: in one commit.
            vault.write(tx -> gone.forEach(path -> {
                tx.files().remove(FileMetadata.id(path));
                tx.tags().remove(FileMetadata.id(path));
            }));
            gone.forEach(path -> out.println("forgotten: " + Text.printable(path)));
            out.println(Text.files(gone.size()) + " forgotten, "
                    + Text.number(vault.files().size()) + " left");
            return OK;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Tells the files, in order of their paths.")
    int list() {
        return reading(vault -> {
            print(vault, file -> true);
            return OK;
        });
    }

    @Command(
            name = "find",
            mixinStandardHelpOptions = true,
            description = "Tells the files with a text in their path or in a tag. Exit code 1 if there are none.")
    int find(@Parameters(paramLabel = "<text>", description = "What to look for, in any case.") String text) {
        return reading(vault -> {
            if (print(vault, file -> file.mentions(text, vault.tags().of(file.id()))) > 0) {
                return OK;
            }
            err.println("vault: no file has this in its path or tags: " + Text.printable(text));
            return PROBLEM;
        });
    }

    @Command(name = "stats", mixinStandardHelpOptions = true, description = "Tells what the vault holds and takes.")
    int stats() {
        return reading(vault -> {
            long bytes = vault.files().asMap().values().stream()
                    .mapToLong(FileMetadata::sizeBytes)
                    .sum();
            out.println(Text.files(vault.files().size()) + " of " + Text.size(bytes));
            vault.accounts()
                    .forEach((owner, account) -> out.println(Text.printable(owner.value()) + " has imported "
                            + Text.count(account.imports(), "time", "times") + " since " + Text.time(account.since())
                            + ", and stored " + Text.files(account.stored())));
            out.println("database: " + Text.count(vault.stats().sequence(), "commit", "commits") + " in " + store);
            return OK;
        });
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Compares the files with what was stored. Exit code 1 if any differs.")
    int verify() {
        return reading(vault -> {
            List<FileMetadata> files = List.copyOf(vault.files().asMap().values());
            List<Problem> differences = new Verification().run(files, progress("comparing", files.size()));
            differences.forEach(difference -> err.println("vault: " + difference));
            out.println(Text.files(files.size() - differences.size()) + " as stored, " + Text.number(differences.size())
                    + " not");
            return differences.isEmpty() ? OK : PROBLEM;
        });
    }

    @Command(
            name = "settings",
            mixinStandardHelpOptions = true,
            description = "Tells the settings, after changing those that are given.")
    int settings(
            @Option(names = "--owner", paramLabel = "<name>", description = "Whose the files of an import are.")
                    @Nullable Username owner,
            @Option(
                            names = "--ignore",
                            paramLabel = "<name>",
                            split = ",",
                            description = "Directories that an import passes over, by name; empty for none.")
                    @Nullable Set<String> ignored) {
        if (owner == null && ignored == null) {
            return reading(vault -> tell(vault.settings().getOrDefault(Settings.initial())));
        }
        try (VaultDb vault = open(Options.defaults())) {
            Settings changed = vault.settings().update(before -> {
                Settings old = before == null ? Settings.initial() : before;
                return new Settings(
                        owner == null ? old.owner() : owner, ignored == null ? old.ignored() : withoutBlank(ignored));
            });
            return tell(changed == null ? Settings.initial() : changed);
        }
    }

    @Command(
            name = "salvage",
            mixinStandardHelpOptions = true,
            description = "Writes all that is intact in a damaged store into a new one. Exit code 1 if anything was"
                    + " damaged or is missing.")
    int salvage(
            @Parameters(paramLabel = "<directory>", description = "The new store: missing, or empty.") Path target) {
        SalvageReport report = VaultDb.salvage(store, target);
        report.findings().forEach(finding -> err.println("vault: " + Text.printable(finding.toString())));
        report.missing().forEach(range -> err.println("vault: missing: " + range));
        out.println(Text.count(report.entries(), "entry", "entries") + " saved to " + Text.printable(target.toString())
                + "; " + Text.printable(store.toString()) + " is as it was");
        return report.findings().isEmpty() && report.missing().isEmpty() ? OK : PROBLEM;
    }

    @Command(
            name = "crash-test",
            mixinStandardHelpOptions = true,
            description = "Kills imports in the middle, and looks whether all that was acknowledged is there. Uses"
                    + " databases of its own, beside the store.")
    int crashTest(
            @Parameters(arity = "0..1", paramLabel = "<directory>", description = "What is imported.") @Nullable Path directory,
            @Option(
                            names = "--rounds",
                            paramLabel = "<n>",
                            defaultValue = "3",
                            converter = Rounds.class,
                            description = "How often to kill, on one database. Default: ${DEFAULT-VALUE}.")
                    int rounds,
            @Option(names = "--seed", paramLabel = "<n>", description = "Decides when to kill. Default: random.")
                    @Nullable Long seed) {
        Path root = directory == null ? checkout() : directory;
        Tree.requireDirectory(root);
        long chosen = seed == null ? new Random().nextInt(1_000_000) : seed;
        out.println("crash test with --seed " + chosen);
        new CrashTest(root, out, chosen).run(beside("-crash-test"), rounds);
        return OK;
    }

    @Command(
            name = "crash-child",
            hidden = true,
            description = "What crash-test starts and kills: imports a directory without end.")
    int crashChild(@Parameters Path directory, @Parameters int firstPass) {
        try (VaultDb vault = open(Options.defaults())) {
            CrashTest.importUntilKilled(vault, directory, store, firstPass, out);
        }
        return OK;
    }

    @Command(
            name = "upgrade-test",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a vault as version 1 of this program would have left it, with the files of this one, and"
                            + " opens it. Uses a database of its own, beside the store.")
    int upgradeTest() {
        return reading(vault -> {
            new Upgrade(vault, out).run(beside("-upgrade-test"));
            return OK;
        });
    }

    @Command(
            name = "demo",
            mixinStandardHelpOptions = true,
            description =
                    "Imports a directory, kills other imports of it, opens what an older version has left, verifies,"
                            + " and tells the outcome.")
    int demo(
            @Parameters(arity = "0..1", paramLabel = "<directory>", description = "What is imported.") @Nullable Path directory) {
        out.println("== vault import");
        int imported = importDirectory(directory, null, null);
        out.println("== vault forget");
        int forgotten = forget(directory == null ? checkout() : directory);
        out.println("== vault crash-test");
        int survived = crashTest(directory, 3, null);
        out.println("== vault upgrade-test");
        int upgraded = upgradeTest();
        out.println("== vault verify");
        int same = verify();
        out.println("== vault stats");
        int told = stats();
        return IntStream.of(imported, forgotten, survived, upgraded, same, told)
                .max()
                .getAsInt();
    }

    // ---- Parts of commands

    /** Opens the vault, or makes it; one of an older version is brought to this one. */
    private VaultDb open(Options options) {
        return VaultDb.open(store, options, new ToV3());
    }

    /** Opens the vault for reading only, which others may do at the same time. */
    private int reading(ToIntFunction<VaultDb> command) {
        return withVault(Options.defaults().readOnly(true), command);
    }

    /** Opens the vault, which must be there. */
    private int withVault(Options options, ToIntFunction<VaultDb> command) {
        try (VaultDb vault = open(options)) {
            return command.applyAsInt(vault);
        } catch (MissingDatabaseException e) {
            throw new VaultException("there is no vault in " + store + " yet: make one with vault import");
        }
    }

    private void tell(Importer.Report report, Path root) {
        report.problems().forEach(problem -> err.println("vault: not imported: " + problem));
        report.gone().forEach(path -> out.println("gone: " + Text.printable(path)));
        if (!report.gone().isEmpty()) {
            out.println("what is gone stays in the vault until: vault forget");
        }
        out.printf(
                Locale.ROOT,
                "%s: %,d new, %,d changed, %,d unchanged, %,d gone, %,d not imported; %s%n",
                Text.printable(root.toString()),
                report.added(),
                report.changed(),
                report.unchanged(),
                report.gone().size(),
                report.problems().size(),
                Text.size(report.bytes()));
    }

    private int tell(Settings settings) {
        out.println("owner: " + Text.printable(settings.owner().value()));
        String ignored = String.join(", ", new TreeSet<>(settings.ignored()));
        out.println("ignored: " + (ignored.isEmpty() ? "nothing" : Text.printable(ignored)));
        return OK;
    }

    private static Set<String> withoutBlank(Set<String> names) {
        return names.stream().filter(name -> !name.isBlank()).collect(Collectors.toUnmodifiableSet());
    }

    private long print(VaultDb vault, Predicate<FileMetadata> wanted) {
        List<FileMetadata> files = vault.files().asMap().values().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(FileMetadata::path))
                .toList();
        files.forEach(file -> print(file, vault.tags().of(file.id())));
        return files.size();
    }

    private void print(FileMetadata file, Set<String> words) {
        String hash = HexFormat.of().formatHex(file.sha256().toByteArray(), 0, 6);
        String tags = words.isEmpty() ? "" : "  " + new TreeSet<>(words);
        out.printf(
                Locale.ROOT,
                "%s  %10s  %s  %s%s%n",
                hash,
                Text.size(file.sizeBytes()),
                Text.printable(file.owner().value()),
                Text.printable(file.path()),
                Text.printable(tags));
    }

    private Progress progress(String work, int total) {
        return new Progress(out, out == System.out && Progress.isTerminal(), work, total);
    }

    /** What only tries something lies beside the store, so that it is on the same disk. */
    private Path beside(String suffix) {
        Path absolute = store.toAbsolutePath().normalize();
        return absolute.resolveSibling(absolute.getFileName() + suffix);
    }

    /** The nearest directory from the working directory upwards that Git knows as a checkout, else the working directory. */
    private static Path checkout() {
        Path here = Path.of("").toAbsolutePath();
        for (Path path = here; path != null; path = path.getParent()) {
            if (Files.exists(path.resolve(".git"))) {
                return path;
            }
        }
        return here;
    }
}
