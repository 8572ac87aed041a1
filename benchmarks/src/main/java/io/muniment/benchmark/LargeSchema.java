package io.muniment.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The sources of a schema with many tables, records, enums and sealed families, each in a file of its own. */
final class LargeSchema {

    private static final String PACKAGE = "large";
    private static final int ENUMS = 30;
    private static final int FAMILIES = 30;
    private static final int CASES = 4;

    /** What components are of; the number is that of an enum or of a record. */
    private static final String[] COMPONENTS = {
        "String",
        "int",
        "long",
        "Instant",
        "Optional<String>",
        "List<String>",
        "boolean",
        "UUID",
        "double",
        "Map<String, Long>",
        "Set<Kind%d>",
        "Kind%d",
        "LocalDate",
        "BigDecimal",
        "Optional<Part%d>",
        "List<Part%d>",
    };

    private final int tables;
    private final int parts;
    private final int version;

    LargeSchema(int tables, int records, int version) {
        this.tables = tables;
        this.parts = records - FAMILIES * CASES;
        this.version = version;
    }

    /** Writes the sources, and returns them. */
    List<Path> write(Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(PACKAGE));
        List<Path> files = new ArrayList<>();
        files.add(file(folder, "Large", schema()));
        for (int i = 0; i < ENUMS; i++) {
            files.add(file(folder, "Kind" + i, "public enum Kind" + i + " { FIRST, SECOND, THIRD, FOURTH, FIFTH }"));
        }
        for (int i = 0; i < FAMILIES; i++) {
            files.add(file(folder, "Event" + i, family(i)));
        }
        for (int i = 0; i < parts; i++) {
            files.add(file(folder, "Part" + i, "public " + part(i) + " {}"));
        }
        return files;
    }

    private String schema() {
        StringBuilder text = new StringBuilder();
        text.append("/** Much of everything. */\n@Schema(name = \"large\", version = ")
                .append(version)
                .append(")\npublic interface Large {\n");
        for (int i = 0; i < tables; i++) {
            String table = switch (i % 10) {
                case 5 -> "SortedTable<Instant, Part%d>";
                case 6 -> "SetTable<String, Part%d>";
                case 7 -> "ListTable<Long, Part%d>";
                case 8 -> "MapTable<String, Kind0, Part%d>";
                case 9 -> i % 20 == 9 ? "Single<Part%d>" : "Sequence<Part%d>";
                default -> "Table<String, Part%d>";
            };
            text.append("\n    /** The table number ")
                    .append(i)
                    .append(". */\n    ")
                    .append(String.format(table, i % (parts / 2)))
                    .append(" table")
                    .append(i)
                    .append("();\n");
        }
        return text.append("}").toString();
    }

    private String family(int number) {
        String name = "Event" + number;
        StringBuilder text = new StringBuilder("public sealed interface " + name + " {\n");
        for (int i = 0; i < CASES; i++) {
            text.append("\n    ")
                    .append(components(name + "Case" + i, number * CASES + i))
                    .append(" implements ")
                    .append(name)
                    .append(" {}\n");
        }
        return text.append("}").toString();
    }

    /** The upper half of the parts is in the lower, and so is each family, so that all of them are stored. */
    private String part(int number) {
        StringJoiner components = components("Part" + number, number);
        if (number < parts / 2) {
            components
                    .add((number % 10 < 6 ? "@Indexed " : "") + "String code")
                    .add("Optional<Part" + (number + parts / 2) + "> more");
        }
        if (number < FAMILIES) {
            components.add("Event" + number + " event");
        }
        return components.toString();
    }

    private StringJoiner components(String name, int number) {
        StringJoiner components = new StringJoiner(", ", "record " + name + "(", ")");
        int count = 4 + number % 7;
        for (int i = 0; i < count; i++) {
            String type = COMPONENTS[(number * 5 + i * 7) % COMPONENTS.length];
            boolean isLeaf = name.startsWith("Event") || number >= parts / 2;
            if (type.contains("Part")) {
                type = isLeaf ? "String" : String.format(type, parts / 2 + (number + i) % (parts / 2));
            }
            components.add(String.format(type, (number + i) % ENUMS) + " component" + i);
        }
        return components;
    }

    private static Path file(Path folder, String name, String body) throws IOException {
        String imports = """
                package %s;

                import io.muniment.annotation.*;
                import io.muniment.table.*;
                import java.math.BigDecimal;
                import java.time.*;
                import java.util.*;

                """.formatted(PACKAGE);
        return Files.writeString(folder.resolve(name + ".java"), imports + body + "\n");
    }
}
