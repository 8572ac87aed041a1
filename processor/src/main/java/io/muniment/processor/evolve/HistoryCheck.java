package io.muniment.processor.evolve;

import io.muniment.processor.model.Change;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Advice;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import io.muniment.schema.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares a schema with the history that is kept of it, and says what must be done before it may be compiled. It only
 * reads.
 */
public final class HistoryCheck {

    /** The compiler option that names the directory of all histories. */
    public static final String OPTION = "muniment.schemas";

    private static final int MOST_DIFFERENCES = 8;

    private final SchemaModel schema;
    private final String json;
    private final String acceptCommand;
    private final BinaryOperator<String> movedCommand;

    private HistoryCheck(SchemaModel schema, String json, String acceptCommand, BinaryOperator<String> movedCommand) {
        this.schema = schema;
        this.json = json;
        this.acceptCommand = acceptCommand;
        this.movedCommand = movedCommand;
    }

    /**
     * Why the history that is kept of a schema says nothing.
     *
     * @param directory what the option says, if it is given
     */
    public static Optional<Problem> damage(SchemaModel schema, Optional<String> directory) {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(directory.get()).toAbsolutePath();
            if (Files.exists(path) && !Files.isDirectory(path)) {
                return mistake(
                        schema,
                        "The history of schemas is kept in a directory",
                        "-A" + OPTION + "=" + path + ", which is a file",
                        "the path of a directory, best an absolute one");
            }
            return damage(schema, History.read(path, schema.name()));
        } catch (IOException | InvalidPathException e) {
            return unreadable(schema, e);
        }
    }

    private static Optional<Problem> damage(SchemaModel schema, History history) {
        List<String> damage = history.damage();
        if (!damage.isEmpty()) {
            return mistake(
                    schema,
                    "What is on record of a schema never changes",
                    "in " + history.folder() + ": " + String.join("; ", damage),
                    "what was accepted: bring the files back from version control");
        }
        int gap = history.firstGap();
        if (gap != 0) {
            return mistake(
                    schema,
                    "Versions on record follow each other without a gap",
                    "no version " + gap + " in " + history.folder() + ", and there is a version " + history.newest(),
                    "the missing file: bring it back from version control");
        }
        return Optional.empty();
    }

    private static Optional<Problem> unreadable(SchemaModel schema, Exception e) {
        return mistake(
                schema,
                "The history of the schema cannot be read",
                e.toString(),
                "-A" + OPTION + "=<a directory that can be read>");
    }

    /**
     * How the schema does not fit what is on record of it, which is undamaged: nothing or one thing, or advice.
     *
     * @param directory what the option says, if it is given
     * @param json gives the shape of the schema, and what is stated of the step to it
     * @param acceptCommand the command that puts this shape on record
     * @param movedCommand the command that says that a serializer has another name now, from its names before and now
     */
    public static Optional<Problem> of(
            SchemaModel schema,
            Optional<String> directory,
            String json,
            String acceptCommand,
            BinaryOperator<String> movedCommand) {
        if (directory.isEmpty()) {
            return Optional.of(advice(schema));
        }
        try {
            return new HistoryCheck(schema, json, acceptCommand, movedCommand)
                    .against(History.read(Path.of(directory.get()).toAbsolutePath(), schema.name()));
        } catch (IOException | InvalidPathException e) {
            return unreadable(schema, e);
        }
    }

    private Optional<Problem> against(History history) {
        int version = schema.version();
        int newest = history.newest();
        if (history.has(version)) {
            return unchanged(history);
        }
        if (newest != 0 && version < newest) {
            return mistake(
                    "The version of a schema is the newest on record, or the next",
                    "version = " + version + ", and " + newest + " is on record in " + history.folder(),
                    "version = " + newest + ", or " + (newest + 1) + " after a change");
        }
        if (newest != 0 && version > newest + 1) {
            return mistake(
                    "Versions follow each other without a gap",
                    "version = " + version + ", and " + newest + " is the newest on record in " + history.folder(),
                    "version = " + (newest + 1));
        }
        return notYet(history);
    }

    private Optional<Problem> unchanged(History history) {
        String recorded = history.json(schema.version());
        boolean isOld = schema.version() < history.newest();
        if (recorded.equals(json)) {
            return Optional.empty();
        }
        if (shape(recorded).equals(shape(json))) {
            Recorded before = Recorded.parse(recorded);
            Recorded now = Recorded.parse(json);
            SortedMap<String, String> others = before.otherSerializers(now.serializers());
            if (!others.isEmpty()) {
                return otherSerializers(others, now.serializers(), isOld);
            }
            // A record from before serializers were written down says nothing of them, and stays.
            if (isOld || before.changes().equals(now.changes())) {
                return Optional.empty();
            }
            return mistake(
                    "What is stated of the step to a version never changes",
                    statedSince(recorded),
                    "what was stated when version " + schema.version() + " was accepted; or, if no data of it was ever"
                            + " kept, put it on record anew: " + acceptCommand + " --replace");
        }
        if (isOld) {
            return mistake(
                    "An old version of a schema stays as it was",
                    differences(recorded),
                    "what is on record in " + history.folder() + "; or version = " + (history.newest() + 1)
                            + ", if this is the newest");
        }
        return mistake(
                "What is stored has changed, and the version has not",
                differences(recorded),
                "version = " + (schema.version() + 1) + "; or, if no data of version " + schema.version()
                        + " was ever kept, put it on record anew: " + acceptCommand + " --replace");
    }

    private Optional<Problem> otherSerializers(
            SortedMap<String, String> others, SortedMap<String, String> now, boolean isOld) {
        String first = Optional.ofNullable(others.get(others.firstKey())).orElseThrow();
        String own = Optional.ofNullable(now.get(others.firstKey())).orElseThrow();
        String moved = "if " + own + " is that class by another name and writes the same bytes: "
                + movedCommand.apply(first, own);
        return mistake(
                "A version stays written with the serializers that it was written with",
                others.entrySet().stream()
                        .map(each -> "type " + each.getKey() + " has " + now.get(each.getKey()) + ", and version "
                                + schema.version() + " is written with " + each.getValue())
                        .collect(Collectors.joining("; ")),
                isOld
                        ? first + "; or, " + moved
                        : "version = " + (schema.version() + 1) + ", if " + own + " writes other bytes, and keep "
                                + first + " for version " + schema.version() + "; or, " + moved
                                + "; or, if no data of version " + schema.version()
                                + " was ever kept, put it on record anew: " + acceptCommand + " --replace");
    }

    private Optional<Problem> notYet(History history) {
        int before = schema.version() - 1;
        if (history.newest() == 0 && schema.declaration().previous().isPresent()) {
            return mistake(
                    "This version of the schema is not on record yet",
                    "nothing in " + history.folder(),
                    acceptCommand + ", when version " + before + " is on record");
        }
        if (history.newest() == 0 && before > 0) {
            return mistake(
                    "This version of the schema is not on record, and none before it is",
                    "nothing in " + history.folder(),
                    "-A" + OPTION + "=<the directory that has version " + before
                            + ">, best an absolute one; or, to begin a"
                            + " history with version " + schema.version()
                            + ", so that data of versions before it is not opened: " + acceptCommand + " --begin");
        }
        String found = history.newest() == 0
                ? "nothing in " + history.folder()
                : "version " + history.newest() + " in " + history.folder() + "; since then "
                        + differences(
                                history.json(history.newest()),
                                Recorded.parse(json).changes());
        return mistake("This version of the schema is not on record yet", found, acceptCommand);
    }

    /** What is on record for good; of an older version that is all that its sources have to say. */
    private static String shape(String json) {
        try {
            return Recorded.parse(json).shape();
        } catch (IllegalArgumentException e) {
            return json;
        }
    }

    private String statedSince(String recorded) {
        List<Change> before = Recorded.parse(recorded).changes();
        List<Change> now = Recorded.parse(json).changes();
        return Stream.concat(
                        now.stream()
                                .filter(change -> !before.contains(change))
                                .map(change -> Recorded.line(change) + " was added"),
                        before.stream()
                                .filter(change -> !now.contains(change))
                                .map(change -> Recorded.line(change) + " was removed"))
                .collect(Collectors.joining("; "));
    }

    private String differences(String recorded) {
        return differences(recorded, List.of());
    }

    private String differences(String recorded, List<Change> changes) {
        Shape before;
        try {
            before = Shape.parse(shape(recorded));
        } catch (IllegalArgumentException e) {
            return "what is on record cannot be read: " + e.getMessage();
        }
        List<String> all = Renaming.differences(before, Shape.parse(shape(json)), changes).stream()
                .filter(line -> !line.startsWith("the schema's version was"))
                .toList();
        if (all.isEmpty()) {
            return "nothing has changed but the version";
        }
        String more = all.size() > MOST_DIFFERENCES ? "; and " + (all.size() - MOST_DIFFERENCES) + " more" : "";
        return String.join("; ", all.subList(0, Math.min(all.size(), MOST_DIFFERENCES))) + more;
    }

    private Optional<Problem> mistake(String wrong, String found, String write) {
        return mistake(schema, wrong, found, write);
    }

    private static Optional<Problem> mistake(SchemaModel schema, String wrong, String found, String write) {
        return Optional.of(new Mistake(schema.declaration().versionPlace(), wrong, found, write));
    }

    private static Problem advice(SchemaModel schema) {
        return new Advice(
                schema.declaration().versionPlace(),
                "No history is kept of this schema, so a change without a new version is noticed when data is opened, not"
                        + " here",
                "no option " + OPTION,
                "-A" + OPTION + "=<a directory beside the sources>");
    }
}
