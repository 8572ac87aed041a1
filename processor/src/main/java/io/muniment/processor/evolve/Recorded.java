package io.muniment.processor.evolve;

import io.muniment.processor.model.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of a version: its shape, and what was stated about the step to it. The latter is a last member of the
 * JSON, which is there only if there is something to say; headers and fingerprints of data hold the shape alone.
 *
 * <pre>{@code
 *   "changes": [
 *     {"dropped": "audit"},
 *     {"table": "accounts", "renamedFrom": "users"},
 *     {"type": "Account", "dropped": "fax"},
 *     {"type": "Account", "member": "logins", "default": "0"},
 *     {"type": "Account", "member": "phone", "renamedFrom": "tel"}
 *   ]
 * }</pre>
 *
 * <p>Each line is one {@link Change}; lines are in order, so for one record there is one text.
 *
 * @param shape in canonical JSON
 * @param changes in order
 */
public record Recorded(String shape, List<Change> changes) {

    private static final String START = ",\n  \"changes\": [\n";
    private static final String END = "\n  ]\n}\n";
    private static final String SHAPE_END = "\n}\n";
    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*)\"";
    private static final Pattern LINE = Pattern.compile("    \\{(?:\"type\": " + TEXT + ", )?(?:\"(?:member|table)\": "
            + TEXT + ", )?\"(default|renamedFrom|dropped)\": " + TEXT + "\\},?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|([\"\\\\]))");

    /** Puts the changes in order, each once. */
    public Recorded {
        changes = changes.stream().sorted().distinct().toList();
    }

    /** The shape with these changes. */
    public static Recorded of(String shape, Collection<Change> changes) {
        return new Recorded(shape, List.copyOf(changes));
    }

    /**
     * Reads what {@link #json} gives.
     *
     * @throws IllegalArgumentException if the changes are anything else; the shape is not looked into
     */
    public static Recorded parse(String json) {
        int start = json.indexOf(START);
        if (start < 0) {
            return new Recorded(json, List.of());
        }
        List<Change> changes = new ArrayList<>();
        String text = json.substring(start + START.length());
        if (text.endsWith(END)) {
            text.substring(0, text.length() - END.length()).lines().forEach(line -> changes.add(change(line)));
        }
        Recorded recorded = new Recorded(json.substring(0, start) + SHAPE_END, changes);
        if (!recorded.json().equals(json)) {
            throw new IllegalArgumentException("Not what Muniment has written of the changes to a version");
        }
        return recorded;
    }

    /** The canonical JSON. */
    public String json() {
        if (changes.isEmpty()) {
            return shape;
        }
        StringBuilder json = new StringBuilder(shape.substring(0, shape.length() - SHAPE_END.length()));
        String before = START;
        for (Change change : changes) {
            json.append(before).append("    ").append(line(change));
            before = ",\n";
        }
        return json.append(END).toString();
    }

    /** One change, as it is on record. */
    static String line(Change change) {
        StringBuilder line = new StringBuilder("{");
        if (!change.type().isEmpty()) {
            line.append("\"type\": ").append(quoted(change.type())).append(", ");
        }
        if (!change.member().isEmpty()) {
            line.append(change.type().isEmpty() ? "\"table\": " : "\"member\": ")
                    .append(quoted(change.member()))
                    .append(", ");
        }
        return line.append('"')
                .append(change.verb().label())
                .append("\": ")
                .append(quoted(change.text()))
                .append('}')
                .toString();
    }

    private static Change change(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException("Not a change to a version: " + text.strip());
        }
        Change.Verb verb = Arrays.stream(Change.Verb.values())
                .filter(each -> each.label().equals(line.group(3)))
                .findFirst()
                .orElseThrow();
        return new Change(plain(line.group(1)), plain(line.group(2)), verb, plain(line.group(4)));
    }

    /** What is beyond ASCII is escaped. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    private static String plain(@Nullable String quoted) {
        return quoted == null
                ? ""
                : ESCAPE.matcher(quoted)
                        .replaceAll(escape -> Matcher.quoteReplacement(
                                escape.group(1) == null
                                        ? escape.group(2)
                                        : Character.toString(Integer.parseInt(escape.group(1), 16))));
    }
}
