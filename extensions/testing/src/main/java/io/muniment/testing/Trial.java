package io.muniment.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens databases of one version as the program does, and tells what is wrong. */
final class Trial<D extends AutoCloseable> {

    /** So many tables are looked into when something fails. */
    private static final int MOST_FINDINGS = 3;

    private static final Action<Object> NO_CHECK = database -> {};

    private final Opening<D> opening;
    private final SampleSet old;
    private final SampleSet now;
    private final Map<String, String> tables;
    private final Set<String> losing;

    /**
     * A trial of the databases of {@code old}.
     *
     * @param tables what tables of {@code old} are called in {@code now}; others are not there any more
     * @param losing those that may lose entries, by either name
     */
    Trial(Opening<D> opening, SampleSet old, SampleSet now, Map<String, String> tables, Set<String> losing) {
        this.opening = opening;
        this.old = old;
        this.now = now;
        this.tables = tables;
        this.losing = losing;
    }

    /** Opens a sample. */
    void run(SampleSet.Sample sample, Directories directories) {
        Path directory = directories.next();
        SampleSet.Written before = old.write(sample, directory);
        Throwable thrown = opened(directory, before, NO_CHECK);
        if (thrown != null) {
            throw failure(sample.name(), thrown, findings(sample, directories));
        }
    }

    /** Opens a database of the user's own. */
    void run(String name, Path directory, Action<? super D> check) {
        Throwable thrown = opened(directory, old.look(directory), check);
        if (thrown != null) {
            throw failure(name, thrown, "");
        }
    }

    /** What goes wrong, null if nothing does. */
    @SuppressWarnings("try") // the close of a D may throw anything, which is told like the rest
    private @Nullable Throwable opened(Path directory, SampleSet.Written before, Action<? super D> check) {
        try {
            try (D database = opening.open(directory)) {
                check.run(database);
            }
            compare(before, now.look(directory));
            compareKept(before, directory);
            opening.open(directory).close();
            compare(before, now.look(directory));
            requireNewIds(before, directory);
            return null;
        } catch (Exception | AssertionError | StackOverflowError e) {
            return e;
        }
    }

    private void compare(SampleSet.Written before, SampleSet.Written after) {
        before.entries().forEach((table, entries) -> {
            Integer left = now(after.entries(), table);
            if (left != null && left < entries) {
                throw new AssertionError("table " + called(table) + " had " + entries + " entries, and has " + left
                        + ". If a step of yours drops the others, say so: .mayLose(\"" + tables.get(table) + "\")");
            }
        });
        before.numbers().forEach((table, number) -> {
            Long next = now(after.numbers(), table);
            if (next != null && next < number) {
                throw new AssertionError("the next element of sequence " + called(table) + " had the number " + number
                        + ", and has " + next);
            }
        });
    }

    /** What is there now of an old table; null if that is not to be compared. */
    private <T> @Nullable T now(Map<String, T> found, String table) {
        String name = tables.get(table);
        return name == null || losing.contains(table) || losing.contains(name) ? null : found.get(name);
    }

    private String called(String table) {
        String name = tables.getOrDefault(table, table);
        return name.equals(table) ? table : table + ", now " + name + ",";
    }

    /** What the migration has set aside is what it was, unless the program's options have deleted it. */
    private void compareKept(SampleSet.Written before, Path directory) {
        Path kept = directory.resolve("v" + old.shape().version());
        if (old.shape().version() < now.shape().version() && Files.exists(kept)) {
            SampleSet.Written left = old.look(kept);
            if (!left.entries().equals(before.entries()) || !left.numbers().equals(before.numbers())) {
                throw new AssertionError("the old version that is kept in " + kept.getFileName() + " has "
                        + left.entries() + " entries, and had " + before.entries());
            }
        }
    }

    private void requireNewIds(SampleSet.Written before, Path directory) {
        Map<String, Long> next = now.nextIds(directory);
        before.ids().forEach((table, id) -> {
            Long given = now(next, table);
            if (given != null && given != 0 && given <= id) {
                throw new AssertionError(
                        "table " + called(table) + " had given out the id " + id + ", and gives out " + given);
            }
        });
    }

    // ---- What it fails with

    private AssertionError failure(String name, Throwable thrown, String findings) {
        return new AssertionError(
                "version " + old.shape().version() + ", " + name + ": " + reasons(thrown, "\n  ") + findings, thrown);
    }

    private String findings(SampleSet.Sample sample, Directories directories) {
        Map<String, List<Entry>> tables = new LinkedHashMap<>();
        for (Entry entry : sample.entries()) {
            tables.computeIfAbsent(entry.table().name(), name -> new ArrayList<>())
                    .add(entry);
        }
        List<String> findings = new ArrayList<>();
        tables.forEach((table, entries) -> {
            if (findings.size() < MOST_FINDINGS && openedAlone(entries, directories) != null) {
                findings.add(finding(entries, directories));
            }
        });
        return findings.isEmpty()
                ? "\n\nEach table opens alone; all of them together do not."
                : "\n\nWhat it fails with, in a database of its own:\n" + String.join("", findings)
                        + "\nIf nobody can have stored that, say what there can be: .values(\"Type.component\", value, ...)";
    }

    /** The first entry of a table that fails alone, or else the table. */
    private String finding(List<Entry> entries, Directories directories) {
        for (Entry entry : entries) {
            if (openedAlone(List.of(entry), directories) != null) {
                return finding(smallest(entry, directories), directories);
            }
        }
        return "\n  table " + entries.get(0).table().name() + "\n    each entry opens alone, all " + entries.size()
                + " together do not" + fails(openedAlone(entries, directories));
    }

    private @Nullable Throwable openedAlone(List<Entry> entries, Directories directories) {
        Path directory = directories.next();
        old.writeAlone(entries, directory);
        return opened(directory, old.look(directory), NO_CHECK);
    }

    /** With as little that is not ordinary as it still fails with. */
    private Entry smallest(Entry entry, Directories directories) {
        Entry smallest = entry;
        for (String path : entry.edges().keySet()) {
            Entry plainer = smallest.plainAt(path);
            if (smallest.edges().containsKey(path) && openedAlone(List.of(plainer), directories) != null) {
                smallest = plainer;
            }
        }
        return smallest;
    }

    private String finding(Entry entry, Directories directories) {
        StringBuilder text =
                new StringBuilder("\n  table ").append(entry.table().name());
        if (entry.table().key() != null) {
            text.append("\n    key    ").append(Stored.Print.of(entry.key()));
        }
        text.append("\n    value  ").append(Stored.Print.of(entry.value()));
        entry.edges()
                .forEach((path, edge) -> text.append("\n    with   ")
                        .append(edge.place())
                        .append(" = ")
                        .append(Stored.Print.of(edge.value())));
        return text + fails(openedAlone(List.of(entry), directories));
    }

    private static String fails(@Nullable Throwable thrown) {
        return thrown == null ? "\n" : "\n    fails  " + reasons(thrown, "\n           ") + "\n";
    }

    /** What was thrown, and by what it was caused. */
    private static String reasons(Throwable thrown, String separator) {
        StringBuilder text = new StringBuilder(thrown.toString());
        Throwable cause = thrown.getCause();
        while (cause != null) {
            text.append(separator).append("because of ").append(cause);
            cause = cause.getCause();
        }
        return text.toString();
    }
}
