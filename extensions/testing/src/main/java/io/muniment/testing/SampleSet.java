package io.muniment.testing;

import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The sample databases of one version. */
final class SampleSet {

    /** In which files a sample is. */
    enum Files {
        LOG("the log"),
        SNAPSHOT("a snapshot"),
        BOTH("a snapshot and the log");

        private final String text;

        Files(String text) {
            this.text = text;
        }
    }

    /**
     * One database.
     *
     * @param isEmptied whether the entries are removed again
     */
    record Sample(String name, List<Entry> entries, Files files, boolean isEmptied) {}

    /** What was put into a database, for what is found in it later. */
    record Written(Map<String, Integer> entries, Map<String, Long> numbers, Map<String, Long> ids) {}

    private final Shape shape;
    private final SchemaDescription schema;
    private final Samples samples;

    SampleSet(Shape shape, Given given) {
        ShapeSerializers serializers = new ShapeSerializers(shape);
        this.shape = shape;
        this.schema = serializers.schema();
        this.samples = new Samples(shape, serializers, given);
    }

    Shape shape() {
        return shape;
    }

    SchemaDescription schema() {
        return schema;
    }

    /** All of them. */
    List<Sample> all() {
        List<Sample> all = new ArrayList<>();
        all.add(new Sample("nothing in it", List.of(), Files.LOG, false));
        List<Entry> ordinary = ordinary();
        for (Files files : Files.values()) {
            all.add(new Sample("all of it removed, in " + files.text, ordinary, files, true));
            all.add(new Sample("ordinary values, in " + files.text, ordinary, files, false));
        }
        List<List<Entry>> rounds = rounds();
        for (int i = 0; i < rounds.size(); i++) {
            String name = "edge values" + (i == 0 ? "" : " " + (i + 1) + " of " + rounds.size());
            for (Files files : i == 0 ? Files.values() : new Files[] {Files.LOG}) {
                all.add(new Sample(name + ", in " + files.text, rounds.get(i), files, false));
            }
        }
        return all;
    }

    /** Two entries in each table that can have two. */
    private List<Entry> ordinary() {
        List<Entry> entries = new ArrayList<>();
        for (TableShape table : shape.tables()) {
            int count = Entry.count(samples, table);
            entries.add(new Entry(samples, table, count, Set.of()));
            if (table.kind() != TableKind.SINGLE) {
                entries.add(new Entry(samples, table, count + 1, Set.of()));
            }
        }
        return entries;
    }

    /** As many databases as it takes, so that no two entries with one key are in one of them. */
    private List<List<Entry>> rounds() {
        List<List<Entry>> rounds = new ArrayList<>();
        for (TableShape table : shape.tables()) {
            List<Set<Object>> keys = new ArrayList<>();
            int count = Entry.count(samples, table);
            for (int number = 0; number < count; number++) {
                Entry entry = new Entry(samples, table, number, Set.of());
                int round = table.kind() == TableKind.SEQUENCE ? 0 : firstWithout(keys, entry);
                while (rounds.size() <= round) {
                    rounds.add(new ArrayList<>());
                }
                rounds.get(round).add(entry);
            }
        }
        return rounds;
    }

    private static int firstWithout(List<Set<Object>> keys, Entry entry) {
        Object key = entry.key();
        for (int round = 0; round < keys.size(); round++) {
            if (keys.get(round).add(key)) {
                return round;
            }
        }
        Set<Object> more = entry.table().kind() == TableKind.SORTED ? new TreeSet<>() : new HashSet<>();
        more.add(key);
        keys.add(more);
        return keys.size() - 1;
    }

    /** Writes a sample. */
    Written write(Sample sample, Path directory) {
        try (SampleStore store = SampleStore.open(schema, directory)) {
            Map<String, Long> ids = new HashMap<>();
            if (!sample.entries.isEmpty()) {
                begin(store, ids);
            }
            int half = sample.files == Files.BOTH ? sample.entries.size() / 2 : sample.entries.size();
            put(store, sample, sample.entries.subList(0, half));
            if (sample.files != Files.LOG) {
                store.snapshot();
            }
            put(store, sample, sample.entries.subList(half, sample.entries.size()));
            return written(store, ids);
        }
    }

    /** Writes a database with these entries, and nothing else. */
    void writeAlone(List<Entry> entries, Path directory) {
        try (SampleStore store = SampleStore.open(schema, directory)) {
            entries.forEach(store::put);
        }
    }

    /** What is gone before the samples come: sequences do not begin at 1, and ids were given out. */
    private void begin(SampleStore store, Map<String, Long> ids) {
        for (TableShape table : shape.tables()) {
            store.remove(new Entry(samples, table, Entry.count(samples, table) + 2, Set.of()));
            ids.put(table.name(), store.nextId(table));
        }
    }

    private static void put(SampleStore store, Sample sample, List<Entry> entries) {
        for (Entry entry : entries) {
            if (sample.isEmptied) {
                store.remove(entry);
            } else {
                store.put(entry);
            }
        }
    }

    /** What a database of this version holds, without a change to it. */
    Written look(Path directory) {
        try (SampleStore store = SampleStore.openReadOnly(schema, directory)) {
            return written(store, Map.of());
        }
    }

    private Written written(SampleStore store, Map<String, Long> ids) {
        Map<String, Long> numbers = new HashMap<>();
        for (TableShape table : shape.tables()) {
            if (table.kind() == TableKind.SEQUENCE) {
                numbers.put(table.name(), store.nextNumber(table));
            }
        }
        return new Written(store.counts(), numbers, ids);
    }

    /** The next id of each table that gives out any. Takes them. */
    Map<String, Long> nextIds(Path directory) {
        Map<String, Long> ids = new HashMap<>();
        try (SampleStore store = SampleStore.open(schema, directory)) {
            shape.tables().forEach(table -> ids.put(table.name(), store.nextId(table)));
        }
        return ids;
    }
}
