package io.muniment.processor.evolve;

import static java.util.stream.Collectors.joining;

import io.muniment.processor.model.Change;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is on record of a version: its shape, what was stated about the step to it, the user's own serializers, and the order
 * that components had in the source, where it is not that of their names. The latter three are the last members of the JSON, which are there only if there is something to say; headers and fingerprints of
 * data hold the shape alone.
 *
 * <pre>{@code
 *   "changes": [
 *     {"dropped": "audit"},
 *     {"table": "accounts", "renamedFrom": "users"},
 *     {"type": "Account", "dropped": "fax"},
 *     {"type": "Account", "member": "logins", "default": "0"},
 *     {"type": "Account", "member": "phone", "renamedFrom": "tel"}
 *   ],
 *   "serializers": [
 *     {"type": "URI", "class": "sample.UriSerializer"}
 *   ],
 *   "order": [
 *     {"type": "Account", "components": ["phone", "logins", "created"]}
 *   ]
 * }</pre>
 *
 * <p>The order makes the constructors of generated old records what they were, so that code written for them means the same.
 * It decides nothing else: another order in a source is no change.
 *
 * <p>Each line is one {@link Change}, one serializer, or one record; lines are in order, so for one record there is one text. Records of
 * before these were written down have none.
 *
 * @param shape in canonical JSON
 * @param changes in order
 * @param serializers the user's class, by the stored type that it writes
 * @param order by the stored type, the components of records as they were declared
 */
public record Recorded(
        String shape,
        List<Change> changes,
        SortedMap<String, String> serializers,
        SortedMap<String, List<String>> order) {

    private static final String SHAPE_END = "\n}\n";
    private static final Pattern PARTS = Pattern.compile("(?s)(.*?)(?:,\n  \"changes\": \\[\n(.*?)\n  \\])?"
            + "(?:,\n  \"serializers\": \\[\n(.*?)\n  \\])?"
            + "(?:,\n  \"order\": \\[\n(.*?)\n  \\])?\n\\}\n");
    private static final Pattern MEMBER = Pattern.compile("\n  \"(?:changes|serializers|order)\": ");
    private static final String TEXT = "\"((?:[^\"\\\\]|\\\\[\"\\\\]|\\\\u[0-9a-f]{4})*)\"";
    private static final Pattern LINE = Pattern.compile("    \\{(?:\"type\": " + TEXT + ", )?(?:\"(?:member|table)\": "
            + TEXT + ", )?\"(default|renamedFrom|dropped)\": " + TEXT + "\\},?");
    private static final Pattern SERIALIZER =
            Pattern.compile("    \\{\"type\": " + TEXT + ", \"class\": " + TEXT + "\\},?");
    private static final Pattern ORDER =
            Pattern.compile("    \\{\"type\": " + TEXT + ", \"components\": \\[(.*)\\]\\},?");
    private static final Pattern NAME = Pattern.compile(TEXT);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|([\"\\\\]))");

    /** Puts the changes in order, each once, and copies the rest. */
    public Recorded {
        changes = changes.stream().sorted().distinct().toList();
        serializers = Collections.unmodifiableSortedMap(new TreeMap<>(serializers));
        order = Collections.unmodifiableSortedMap(new TreeMap<>(order));
    }

    /** What is to be on record of a schema of this shape, with these changes. */
    public static Recorded of(String shape, Collection<Change> changes, SchemaModel schema) {
        return new Recorded(shape, List.copyOf(changes), OldSerializers.names(schema), order(schema));
    }

    private static SortedMap<String, List<String>> order(SchemaModel schema) {
        TreeMap<String, List<String>> order = new TreeMap<>();
        for (Definition definition : schema.types()) {
            if (definition instanceof RecordDefinition type) {
                List<String> declared = type.components().stream()
                        .sorted(Comparator.comparingInt(Component::position))
                        .map(Component::name)
                        .toList();
                List<String> byId =
                        type.components().stream().map(Component::name).toList();
                if (!declared.equals(byId)) {
                    order.put(type.type().expression(), declared);
                }
            }
        }
        return order;
    }

    /**
     * Reads what {@link #json} gives.
     *
     * @throws IllegalArgumentException if the changes are anything else; the shape is not looked into
     */
    public static Recorded parse(String json) {
        if (!MEMBER.matcher(json).find()) {
            return new Recorded(json, List.of(), new TreeMap<>(), new TreeMap<>());
        }
        Matcher parts = PARTS.matcher(json);
        if (parts.matches()) {
            TreeMap<String, String> serializers = new TreeMap<>();
            lines(parts.group(3)).forEach(line -> putSerializer(line, serializers));
            TreeMap<String, List<String>> order = new TreeMap<>();
            lines(parts.group(4)).forEach(line -> putOrder(line, order));
            Recorded recorded = new Recorded(
                    parts.group(1) + SHAPE_END,
                    lines(parts.group(2)).map(Recorded::change).toList(),
                    serializers,
                    order);
            if (!MEMBER.matcher(recorded.shape()).find() && recorded.json().equals(json)) {
                return recorded;
            }
        }
        throw new IllegalArgumentException("Not what Muniment has written of the changes to a version");
    }

    private static Stream<String> lines(@Nullable String part) {
        return part == null ? Stream.of() : part.lines();
    }

    /** The canonical JSON. */
    public String json() {
        if (changes.isEmpty() && serializers.isEmpty() && order.isEmpty()) {
            return shape;
        }
        return shape.substring(0, shape.length() - SHAPE_END.length())
                + member("changes", changes.stream().map(Recorded::line))
                + member(
                        "serializers",
                        serializers.entrySet().stream()
                                .map(each -> "{\"type\": " + quoted(each.getKey()) + ", \"class\": "
                                        + quoted(each.getValue()) + "}"))
                + member(
                        "order",
                        order.entrySet().stream()
                                .map(each -> "{\"type\": " + quoted(each.getKey()) + ", \"components\": "
                                        + each.getValue().stream()
                                                .map(Recorded::quoted)
                                                .collect(joining(", ", "[", "]"))
                                        + "}"))
                + SHAPE_END;
    }

    private static String member(String name, Stream<String> lines) {
        String joined = lines.map(line -> "    " + line).collect(joining(",\n"));
        return joined.isEmpty() ? "" : ",\n  \"" + name + "\": [\n" + joined + "\n  ]";
    }

    /** The record with another name for a serializer. */
    Recorded moved(String before, String now) {
        TreeMap<String, String> moved = new TreeMap<>(serializers);
        moved.replaceAll((type, serializer) -> serializer.equals(before) ? now : serializer);
        return new Recorded(shape, changes, moved, order);
    }

    /** Types of which another serializer is on record than that of {@code now}; not those that it does not have. */
    SortedMap<String, String> otherSerializers(SortedMap<String, String> now) {
        TreeMap<String, String> others = new TreeMap<>(serializers);
        others.keySet().retainAll(now.keySet());
        others.entrySet().removeIf(each -> each.getValue().equals(now.get(each.getKey())));
        return others;
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

    private static void putOrder(String text, Map<String, List<String>> order) {
        Matcher line = ORDER.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException("Not the order of a record: " + text.strip());
        }
        List<String> components = NAME.matcher(line.group(2))
                .results()
                .map(name -> plain(name.group(1)))
                .toList();
        order.put(plain(line.group(1)), components);
    }

    private static void putSerializer(String text, Map<String, String> serializers) {
        Matcher line = SERIALIZER.matcher(text);
        if (!line.matches()) {
            throw new IllegalArgumentException("Not a serializer of a version: " + text.strip());
        }
        serializers.put(plain(line.group(1)), plain(line.group(2)));
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
