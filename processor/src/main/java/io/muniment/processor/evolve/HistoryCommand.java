package io.muniment.processor.evolve;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * Changes histories of schemas, which nothing else does: the main program of the processor's jar. It needs nothing but
 * that jar and a JDK.
 */
public final class HistoryCommand {

    private static final String USAGE = """
            usage:
              accept <shape.json> <directory>              puts a shape that was compiled on record, as the next version
              accept <shape.json> <directory> --replace    the same, in place of the newest version, of which no data is kept
              accept <shape.json> <directory> --begin      the same, where nothing is on record and the version is not 1:
                                                           data of versions before it is not opened
              renumber <directory> <schema> <from> <to>    gives the newest version another number, after another branch took it
              moved <directory> <schema> <before> <now>    gives a serializer the name that its class has now, in all versions;
                                                           only if it writes the same bytes as before
            <shape.json> is what the compiler has written, META-INF/muniment/<schema>/<version>.json in its output.
            <directory> is what -Amuniment.schemas says.""";

    /** The first lines of canonical JSON. */
    private static final Pattern HEAD = Pattern.compile(
            "\\{\n  \"format\": \\d+,\n  \"name\": \"([a-z][a-z0-9_-]{0,98})\",\n  \"version\": (\\d{1,9}),\n(?s:.*)\\}\n");

    private static final String NEXT = "";
    private static final String REPLACE = "--replace";
    private static final String BEGIN = "--begin";
    private static final List<String> HOW = List.of(NEXT, REPLACE, BEGIN);

    private final PrintStream out;

    private HistoryCommand(PrintStream out) {
        this.out = out;
    }

    /** Something that cannot be done, with the reason for who asked for it. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    /** Ends with 0 if it was done, 1 if it was refused, 2 if nobody knows what was asked for. */
    public static void main(String... arguments) {
        int status = run(System.out, System.err, arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** As {@link #main}, and returns the status. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            return new HistoryCommand(out).run(Arrays.asList(arguments)) ? 0 : usage(err);
        } catch (Refused e) {
            err.println(e.getMessage());
        } catch (IOException | InvalidPathException e) {
            err.println("Nothing was done, or not all of it: " + e);
        }
        return 1;
    }

    private static int usage(PrintStream err) {
        err.println(USAGE);
        return 2;
    }

    private boolean run(List<String> arguments) throws IOException, Refused {
        String command = arguments.isEmpty() ? "" : arguments.get(0);
        String how = arguments.size() == 4 ? arguments.get(3) : "";
        if (command.equals("accept") && arguments.size() >= 3 && arguments.size() <= 4 && HOW.contains(how)) {
            accept(Path.of(arguments.get(1)), Path.of(arguments.get(2)), how);
            return true;
        }
        if (command.equals("renumber") && arguments.size() == 5) {
            renumber(Path.of(arguments.get(1)), arguments.get(2), arguments.get(3), arguments.get(4));
            return true;
        }
        if (command.equals("moved") && arguments.size() == 5) {
            moved(Path.of(arguments.get(1)), arguments.get(2), arguments.get(3), arguments.get(4));
            return true;
        }
        return false;
    }

    private void accept(Path file, Path directory, String how) throws IOException, Refused {
        if (!Files.isRegularFile(file)) {
            throw new Refused("There is no " + file + ". Compile first: the compiler writes it, and says then that this"
                    + " version is not on record yet. (Gradle deletes it after that, unless"
                    + " options.incrementalAfterFailure is false.)");
        }
        String json = History.read(file);
        Matcher head = head(file, json);
        String name = head.group(1);
        int version = Integer.parseInt(head.group(2));
        History history = sound(directory, name);
        int newest = history.newest();
        if (history.has(version) && history.json(version).equals(json)) {
            out.println("Version " + version + " of " + name + " is on record already, as it is.");
            return;
        }
        boolean replaces = how.equals(REPLACE);
        boolean begins = history.isEmpty();
        if (begins && (replaces || version > 1 && !how.equals(BEGIN))) {
            throw new Refused("Nothing is on record of " + name + " in " + place(history)
                    + ", so there is nothing to " + (replaces ? "replace." : "follow.") + " Give the directory that "
                    + (replaces ? "has version " + version : "has version " + (version - 1))
                    + (replaces || version == 1
                            ? "."
                            : "; or, to begin a history with version " + version
                                    + ", so that data of versions before it is not opened, add --begin."));
        }
        if (!begins && how.equals(BEGIN)) {
            throw new Refused("The history of " + name + " in " + place(history) + " has begun: version " + newest
                    + " is the newest. Leave out --begin.");
        }
        if (!begins && (replaces ? version != newest : version != newest + 1)) {
            throw new Refused("Version " + version + " of " + name + " is not the "
                    + (replaces ? "newest" : "next") + ": version " + newest + " is the newest on record in "
                    + place(history) + ", and what is on record never changes."
                    + (version == newest
                            ? " Raise the version; or, if no data of it was ever kept, add --replace."
                            : ""));
        }
        history.put(version, json);
        out.println("Version " + version + " of " + name + " is on record in " + place(history)
                + (begins ? ", where a new history begins" : "") + ". Commit it with the sources.");
    }

    /** Where a history is, from wherever one reads it. */
    private static Path place(History history) {
        return history.folder().toAbsolutePath().normalize();
    }

    private void renumber(Path directory, String name, String from, String to) throws IOException, Refused {
        checkName(name);
        int before = number(from);
        int after = number(to);
        History history = sound(directory, name);
        if (!history.has(before) || before != history.newest()) {
            throw new Refused("Only the newest version gets another number, and that of " + name + " is "
                    + history.newest() + ".");
        }
        if (after <= before) {
            throw new Refused("The other number is higher than " + before + ".");
        }
        String json = history.json(before);
        Matcher head = head(history.folder().resolve(History.fileName(before)), json);
        String renumbered = json.substring(0, head.start(2)) + after + json.substring(head.end(2));
        history.put(after, renumbered);
        history.remove(before);
        out.println("Version " + before + " of " + name + " is version " + after + " now. Write version = " + after
                + " in the schema; take version " + before + " from the other branch.");
    }

    private void moved(Path directory, String name, String before, String now) throws IOException, Refused {
        checkName(name);
        if (!SourceVersion.isName(now)) {
            throw new Refused("'" + now + "' is not the name of a class.");
        }
        History history = sound(directory, name);
        TreeMap<Integer, Recorded> moved = new TreeMap<>();
        for (int version : history.versions()) {
            try {
                Recorded recorded = history.recorded(version);
                if (recorded.serializers().containsValue(before)) {
                    moved.put(version, recorded.moved(before, now));
                }
            } catch (IllegalArgumentException e) {
                throw new Refused("Version " + version + " of " + name + " cannot be read: " + e.getMessage());
            }
        }
        if (moved.isEmpty()) {
            throw new Refused("No version of " + name + " on record is written with '" + before + "'.");
        }
        for (Map.Entry<Integer, Recorded> each : moved.entrySet()) {
            history.put(each.getKey(), each.getValue().json());
        }
        out.println("In " + place(history) + " " + before + " is " + now + " now, in "
                + (moved.size() == 1 ? "version " : "versions ")
                + moved.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + ". Commit it with the sources.");
    }

    private static void checkName(String name) throws Refused {
        if (!name.matches("[a-z][a-z0-9_-]{0,98}")) {
            throw new Refused("'" + name + "' is not the name of a schema.");
        }
    }

    private static int number(String text) throws Refused {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw new Refused("'" + text + "' is no version: versions are from 1.");
        }
        return Integer.parseInt(text);
    }

    private static Matcher head(Path file, String json) throws Refused {
        Matcher head = HEAD.matcher(json);
        if (!head.matches()) {
            throw new Refused(file + " is not the shape of a schema as the compiler writes it.");
        }
        return head;
    }

    /** A history in which nothing was changed by hand. */
    private static History sound(Path directory, String name) throws IOException, Refused {
        History history = History.read(directory, name);
        List<String> damage = history.damage();
        if (!damage.isEmpty()) {
            throw new Refused("In " + place(history) + ": " + String.join("; ", damage)
                    + ". Bring back what was accepted, from version control, first.");
        }
        return history;
    }
}
