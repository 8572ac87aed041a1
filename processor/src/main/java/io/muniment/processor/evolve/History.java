package io.muniment.processor.evolve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The versions of one schema that are on record: in a folder of its name a file for each, {@code 1.json} and so on, with
 * the shape in canonical JSON, and {@code SHA256SUMS}, by which a file is known to be what it was when it was accepted.
 * {@code sha256sum -c SHA256SUMS} says the same.
 */
final class History {

    private static final String SUMS = "SHA256SUMS";
    private static final Pattern FILE = Pattern.compile("([1-9]\\d{0,8})\\.json");
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](\\S+)");

    private final Path folder;

    /** By version, the JSON. */
    private final TreeMap<Integer, String> shapes = new TreeMap<>();

    /** By file name, as told by {@link #SUMS}. */
    private final TreeMap<String, String> sums = new TreeMap<>();

    private final List<String> unreadableLines = new ArrayList<>();

    private History(Path folder) {
        this.folder = folder;
    }

    /** Reads what is on record of the schema {@code name}: nothing if there is no such folder. */
    static History read(Path directory, String name) throws IOException {
        History history = new History(directory.resolve(name));
        if (Files.isDirectory(history.folder)) {
            history.readShapes();
            history.readSums();
        }
        return history;
    }

    private void readShapes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches() && Files.isRegularFile(file)) {
                    shapes.put(Integer.valueOf(name.group(1)), read(file));
                }
            }
        }
    }

    /** Line ends are no part of it: version control may have put in others. */
    static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    private void readSums() throws IOException {
        Path file = folder.resolve(SUMS);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            Matcher sum = LINE.matcher(line);
            if (sum.matches()) {
                String before = sums.put(sum.group(2), sum.group(1));
                if (before != null && !before.equals(sum.group(1))) {
                    unreadableLines.add(line);
                }
            } else if (!line.isBlank()) {
                unreadableLines.add(line);
            }
        }
    }

    Path folder() {
        return folder;
    }

    boolean isEmpty() {
        return shapes.isEmpty() && sums.isEmpty();
    }

    /** The newest version on record, 0 for none. */
    int newest() {
        return shapes.isEmpty() ? 0 : shapes.lastKey();
    }

    boolean has(int version) {
        return shapes.containsKey(version);
    }

    /** The versions on record below one, from the oldest. */
    List<Integer> versionsBelow(int version) {
        return List.copyOf(shapes.headMap(version).keySet());
    }

    /** The JSON of a version that is on record. */
    String json(int version) {
        String json = shapes.get(version);
        if (json == null) {
            throw new IllegalArgumentException("version " + version + " is not on record");
        }
        return json;
    }

    /**
     * A version that is on record.
     *
     * @throws IllegalArgumentException if it is not what the compiler wrote
     */
    Recorded recorded(int version) {
        return Recorded.parse(json(version));
    }

    /** The versions on record, from the oldest. */
    List<Integer> versions() {
        return List.copyOf(shapes.keySet());
    }

    /** The first version that is missing between the oldest and the newest; 0 if none is. */
    int firstGap() {
        int expected = shapes.isEmpty() ? 0 : shapes.firstKey();
        for (int version : shapes.keySet()) {
            if (version != expected) {
                return expected;
            }
            expected++;
        }
        return 0;
    }

    /** What is not as it was accepted, one line for each file, in order. */
    List<String> damage() {
        List<String> damage = new ArrayList<>();
        unreadableLines.forEach(line -> damage.add(SUMS + " has the line '" + line + "', which is none of its own"));
        TreeSet<String> names = new TreeSet<>(sums.keySet());
        shapes.keySet().forEach(version -> names.add(fileName(version)));
        for (String name : names) {
            String sum = sums.get(name);
            Matcher version = FILE.matcher(name);
            String json = version.matches() ? shapes.get(Integer.valueOf(version.group(1))) : null;
            if (json == null) {
                damage.add(name + " was removed");
            } else if (sum == null) {
                damage.add(name + " was added by hand");
            } else if (!sum.equals(sha256(json))) {
                damage.add(name + " was changed");
            }
        }
        return damage;
    }

    // ---- Changing it, for the command

    /** Puts {@code json} on record as {@code version}. */
    void put(int version, String json) throws IOException {
        Files.createDirectories(folder);
        replace(folder.resolve(fileName(version)), json);
        shapes.put(version, json);
        sums.put(fileName(version), sha256(json));
        writeSums();
    }

    /** Takes {@code version} off the record. */
    void remove(int version) throws IOException {
        shapes.remove(version);
        sums.remove(fileName(version));
        writeSums();
        Files.deleteIfExists(folder.resolve(fileName(version)));
    }

    private void writeSums() throws IOException {
        TreeMap<Integer, String> inOrder = new TreeMap<>();
        for (Map.Entry<String, String> sum : sums.entrySet()) {
            Matcher version = FILE.matcher(sum.getKey());
            if (version.matches()) {
                inOrder.put(Integer.valueOf(version.group(1)), sum.getValue());
            }
        }
        StringBuilder lines = new StringBuilder();
        inOrder.forEach((version, sum) ->
                lines.append(sum).append("  ").append(fileName(version)).append('\n'));
        replace(folder.resolve(SUMS), lines.toString());
    }

    /** All of it or nothing: whoever reads meanwhile finds the old file or the new one. */
    private static void replace(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String fileName(int version) {
        return version + ".json";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
