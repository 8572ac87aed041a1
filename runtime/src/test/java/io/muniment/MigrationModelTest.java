package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.error.CorruptException;
import io.muniment.error.MigrationException;
import io.muniment.fixture.SimStorage;
import io.muniment.group.Groups;
import io.muniment.group.SequenceGroup;
import io.muniment.migration.MigrationReport;
import io.muniment.migration.TableMigration;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.table.DatabaseListTable;
import io.muniment.table.DatabaseMapTable;
import io.muniment.table.DatabaseSequence;
import io.muniment.table.DatabaseSetTable;
import io.muniment.table.DatabaseSingle;
import io.muniment.table.DatabaseTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random migrations of random tables of every kind: what an open finds in the old version, converted, is what there is. */
class MigrationModelTest {

    private static final int RUNS = 100;

    /** A key written in two ways, and a damaged header of the newest segment. */
    private static final int[] ONCE_FAILED = {261, 1666};

    // ---- Tables

    /** What a table of each version is called, whatever else changes. */
    private enum Name {
        PLAIN("long", "string"),
        SUMS("bigdecimal", "string"),
        SETS("long", "set<long>"),
        MAPS("long", "map<long,string>"),
        LISTS("bigdecimal", "list<string>"),
        QUEUE(null, "string"),
        LAST(null, "string");

        final @Nullable String key;
        final String value;

        Name(@Nullable String key, String value) {
            this.key = key;
            this.value = value;
        }

        TableDescription<?, ?> table(int id, TableKind plain) {
            String name = name().toLowerCase(Locale.ROOT);
            return switch (this) {
                case PLAIN -> new TableDescription<>(id, name, plain, Serializers.LONG, Serializers.STRING);
                case SUMS -> new TableDescription<>(id, name, plain, Serializers.BIG_DECIMAL, Serializers.STRING);
                case SETS ->
                    new TableDescription<>(id, name, TableKind.SET, Serializers.LONG, Groups.set(Serializers.LONG));
                case MAPS ->
                    new TableDescription<>(
                            id,
                            name,
                            TableKind.MAP,
                            Serializers.LONG,
                            Groups.map(Serializers.LONG, Serializers.STRING));
                case LISTS ->
                    new TableDescription<>(
                            id, name, TableKind.LIST, Serializers.BIG_DECIMAL, Groups.list(Serializers.STRING));
                case QUEUE ->
                    new TableDescription<>(
                            id, name, TableKind.SEQUENCE, Serializers.UNIT, Groups.sequence(Serializers.STRING));
                case LAST -> new TableDescription<>(id, name, TableKind.SINGLE, Serializers.UNIT, Serializers.STRING);
            };
        }
    }

    /** The tables of one version. */
    private record Version(SchemaDescription schema, Map<Name, TableDescription<?, ?>> tables) {

        static Version of(int number, Map<Name, TableKind> names, Random random) {
            List<Integer> ids = new ArrayList<>();
            for (int id = 1; id <= names.size(); id++) {
                ids.add(id);
            }
            if (number > 1) {
                Collections.shuffle(ids, random);
            }
            Map<Integer, TableShape> shapes = new TreeMap<>();
            Map<Integer, TableDescription<?, ?>> byId = new TreeMap<>();
            Map<Name, TableDescription<?, ?>> tables = new LinkedHashMap<>();
            names.forEach((name, kind) -> {
                TableDescription<?, ?> table = name.table(ids.get(tables.size()), kind);
                TypeExpression key = name.key == null ? null : TypeExpression.parse(name.key);
                tables.put(name, table);
                byId.put(table.id(), table);
                shapes.put(
                        table.id(),
                        new TableShape(table.id(), table.name(), table.kind(), key, TypeExpression.parse(name.value)));
            });
            String json = new Shape("model", number, List.copyOf(shapes.values()), List.of()).toJson();
            return new Version(new SchemaDescription("model", number, json, List.copyOf(byId.values())), tables);
        }

        @SuppressWarnings("unchecked") // each name stands for tables of one type
        <K, V> TableDescription<K, V> table(Name name) {
            return (TableDescription<K, V>) tables.get(name);
        }
    }

    private static DatabaseTable<Long, String> plain(Database database, Version version) {
        return new DatabaseTable<>(database.table(version.<Long, String>table(Name.PLAIN))) {};
    }

    private static DatabaseTable<BigDecimal, String> sums(Database database, Version version) {
        return new DatabaseTable<>(database.table(version.<BigDecimal, String>table(Name.SUMS))) {};
    }

    private static DatabaseSetTable<Long, Long> sets(Database database, Version version) {
        return new DatabaseSetTable<>(database.table(version.<Long, Set<Long>>table(Name.SETS))) {};
    }

    private static DatabaseMapTable<Long, Long, String> maps(Database database, Version version) {
        return new DatabaseMapTable<>(database.table(version.<Long, Map<Long, String>>table(Name.MAPS))) {};
    }

    private static DatabaseListTable<BigDecimal, String> lists(Database database, Version version) {
        return new DatabaseListTable<>(database.table(version.<BigDecimal, List<String>>table(Name.LISTS))) {};
    }

    private static DatabaseSequence<String> queue(Database database, Version version) {
        return new DatabaseSequence<>(database.table(version.<Unit, SequenceGroup<String>>table(Name.QUEUE))) {};
    }

    private static DatabaseSingle<String> last(Database database, Version version) {
        return new DatabaseSingle<>(database.table(version.<Unit, String>table(Name.LAST))) {};
    }

    // ---- Contents

    /** Of each table its entries, with keys as they are; a sequence's element by its number. */
    private static Map<Name, Map<Object, Object>> contents(Database database, Version version) {
        Map<Name, Map<Object, Object>> contents = new TreeMap<>();
        for (Name name : version.tables.keySet()) {
            Map<Object, Object> content = new HashMap<>();
            switch (name) {
                case PLAIN -> plain(database, version).forEach(content::put);
                case SUMS -> sums(database, version).forEach(content::put);
                case SETS -> sets(database, version).forEach((key, set) -> content.put(key, new HashSet<>(set)));
                case MAPS -> maps(database, version).forEach((key, map) -> content.put(key, new HashMap<>(map)));
                case LISTS -> lists(database, version).forEach((key, list) -> content.put(key, new ArrayList<>(list)));
                case QUEUE -> {
                    DatabaseSequence<String> queue = queue(database, version);
                    for (long number = queue.first(); number < queue.next(); number++) {
                        content.put(number, String.valueOf(queue.get(number)));
                    }
                    content.put("next", queue.next());
                }
                case LAST ->
                    content.put("last", String.valueOf(last(database, version).get()));
            }
            contents.put(name, content);
        }
        return contents;
    }

    // ---- Steps

    /** What becomes of keys: of numbers with their scale. */
    private static final List<UnaryOperator<BigDecimal>> KEYS = List.of(
            key -> key,
            key -> key,
            key -> key,
            key -> key.add(BigDecimal.valueOf(100)),
            key -> key.negate().add(BigDecimal.valueOf(1000)),
            key -> key.intValue() % 3 == 1 ? key.add(BigDecimal.valueOf(100)) : key,
            key -> key.intValue() % 5 == 4 ? key.add(BigDecimal.ONE) : key);

    private static Long number(UnaryOperator<BigDecimal> keys, Long key) {
        BigDecimal before = BigDecimal.valueOf(key);
        BigDecimal after = keys.apply(before);
        return after == before ? key : Long.valueOf(after.longValueExact());
    }

    /** A way from each version to the next, and what it means. */
    private static final class Steps {

        final List<Version> versions = new ArrayList<>();
        final List<Migration.Step> all = new ArrayList<>();
        final List<Map<Name, UnaryOperator<BigDecimal>>> keys = new ArrayList<>();

        /** How often each completion was called, and what it saw of the two versions. */
        final Map<Integer, AtomicInteger> calls = new TreeMap<>();

        final Map<Integer, Map<Name, Map<Object, Object>>> seenOld = new TreeMap<>();
        final Map<Integer, Map<Name, Map<Object, Object>>> seenNow = new TreeMap<>();

        Steps(Random random) {
            Map<Name, TableKind> names = new LinkedHashMap<>();
            for (Name name : Name.values()) {
                names.put(name, TableKind.HASH);
            }
            names.put(Name.SUMS, random.nextBoolean() ? TableKind.HASH : TableKind.SORTED);
            versions.add(Version.of(1, names, random));
            int count = 1 + random.nextInt(3);
            for (int number = 2; number < 2 + count; number++) {
                if (random.nextInt(5) == 0) {
                    names.remove(Name.values()[random.nextInt(Name.values().length)]);
                }
                for (Name name : List.of(Name.PLAIN, Name.SUMS)) {
                    if (random.nextInt(6) == 0) {
                        names.computeIfPresent(
                                name, (n, kind) -> kind == TableKind.HASH ? TableKind.SORTED : TableKind.HASH);
                    }
                }
                versions.add(Version.of(number, names, random));
                addStep(random);
            }
        }

        private void addStep(Random random) {
            Version from = versions.get(versions.size() - 2);
            Version to = versions.get(versions.size() - 1);
            Map<Name, UnaryOperator<BigDecimal>> ofStep = new TreeMap<>();
            List<TableMigration<?, ?, ?, ?>> tables = new ArrayList<>();
            for (Name name : to.tables.keySet()) {
                UnaryOperator<BigDecimal> key =
                        KEYS.get(random.nextInt(KEYS.size() - (random.nextInt(4) == 0 ? 0 : 1)));
                ofStep.put(name, key);
                tables.add(table(name, from, to, key));
            }
            keys.add(ofStep);
            int number = to.schema.version();
            boolean isCompleted = random.nextInt(3) == 0;
            all.add(new Migration.Step(
                    from.schema,
                    to.schema,
                    tables,
                    isCompleted ? Optional.of((old, now) -> complete(number, from, to, old, now)) : Optional.empty()));
        }

        private static TableMigration<?, ?, ?, ?> table(
                Name name, Version from, Version to, UnaryOperator<BigDecimal> key) {
            return switch (name) {
                case PLAIN ->
                    TableMigration.entries(
                            from.<Long, String>table(name),
                            to.<Long, String>table(name),
                            k -> number(key, k),
                            (k, v) -> v + "/" + k);
                case SUMS ->
                    TableMigration.entries(
                            from.<BigDecimal, String>table(name),
                            to.<BigDecimal, String>table(name),
                            key,
                            (k, v) -> v + "/" + k);
                case SETS ->
                    TableMigration.sets(
                            from.<Long, Set<Long>>table(name),
                            to.<Long, Set<Long>>table(name),
                            k -> number(key, k),
                            (k, e) -> e * 1000 + k);
                case MAPS ->
                    TableMigration.maps(
                            from.<Long, Map<Long, String>>table(name),
                            to.<Long, Map<Long, String>>table(name),
                            k -> number(key, k),
                            (k, s) -> s + k,
                            (k, v) -> v + "/" + k);
                case LISTS ->
                    TableMigration.lists(
                            from.<BigDecimal, List<String>>table(name),
                            to.<BigDecimal, List<String>>table(name),
                            key,
                            (k, e) -> e + "/" + k);
                case QUEUE ->
                    TableMigration.sequence(
                            from.<Unit, SequenceGroup<String>>table(name),
                            to.<Unit, SequenceGroup<String>>table(name),
                            e -> e + "'");
                case LAST ->
                    TableMigration.single(
                            from.<Unit, String>table(name), to.<Unit, String>table(name), value -> value + "'");
            };
        }

        private void complete(int number, Version from, Version to, Database old, Database now) {
            calls.computeIfAbsent(number, first -> new AtomicInteger()).incrementAndGet();
            seenOld.put(number, contents(old, from));
            seenNow.put(number, contents(now, to));
            if (to.tables.containsKey(Name.PLAIN)) {
                DatabaseTable<Long, String> plain = plain(now, to);
                if (number % 2 == 0) {
                    plain.clear();
                }
                plain.remove(1L);
                plain.put(2L, "two");
            }
            if (to.tables.containsKey(Name.SETS)) {
                sets(now, to).add(3L, 3L);
                sets(now, to).remove(4L);
            }
            if (to.tables.containsKey(Name.QUEUE)) {
                queue(now, to).add("completed");
            }
        }

        @SuppressWarnings("unchecked") // as complete() has it
        private static void completed(int number, Map<Name, Map<Object, Object>> now) {
            Map<Object, Object> plain = now.get(Name.PLAIN);
            if (plain != null) {
                if (number % 2 == 0) {
                    plain.clear();
                }
                plain.remove(1L);
                plain.put(2L, "two");
            }
            Map<Object, Object> sets = now.get(Name.SETS);
            if (sets != null) {
                ((Set<Object>) sets.computeIfAbsent(3L, key -> new HashSet<>())).add(3L);
                sets.remove(4L);
            }
            Map<Object, Object> queue = now.get(Name.QUEUE);
            if (queue != null) {
                long next = (Long) queue.get("next");
                queue.put(next, "completed");
                queue.put("next", next + 1);
            }
        }

        Version newest() {
            return versions.get(versions.size() - 1);
        }

        void forget() {
            calls.clear();
            seenOld.clear();
            seenNow.clear();
        }

        /** What is to become of the oldest version; null if two keys become the same. */
        @Nullable Map<Name, Map<Object, Object>> converted(Map<Name, Map<Object, Object>> old, String of) {
            Map<Name, Map<Object, Object>> now = old;
            for (int i = 0; i < all.size(); i++) {
                Version to = versions.get(i + 1);
                Map<Name, Map<Object, Object>> next = new TreeMap<>();
                for (Name name : to.tables.keySet()) {
                    Map<Object, Object> entries = converted(
                            name,
                            now.get(name),
                            keys.get(i).get(name),
                            to.<Object, Object>table(name).kind());
                    if (entries == null) {
                        return null;
                    }
                    next.put(name, entries);
                }
                if (all.get(i).completion().isPresent()) {
                    int number = to.schema.version();
                    assertEquals(1, calls.get(number).get(), of + ": calls of the completion to version " + number);
                    assertEquals(now, seenOld.get(number), of);
                    assertEquals(next, seenNow.get(number), of);
                    completed(number, next);
                }
                now = next;
            }
            return now;
        }

        /** Whether two keys become the same. */
        boolean isCollision(Map<Name, Map<Object, Object>> old) {
            Map<Name, Map<Object, Object>> now = old;
            for (int i = 0; i < all.size(); i++) {
                Map<Name, Map<Object, Object>> next = new TreeMap<>();
                for (Map.Entry<Name, TableDescription<?, ?>> table :
                        versions.get(i + 1).tables.entrySet()) {
                    Name name = table.getKey();
                    Map<Object, Object> entries = converted(
                            name,
                            now.get(name),
                            keys.get(i).get(name),
                            table.getValue().kind());
                    if (entries == null) {
                        return true;
                    }
                    next.put(name, entries);
                }
                if (all.get(i).completion().isPresent()) {
                    completed(versions.get(i + 1).schema.version(), next);
                }
                now = next;
            }
            return false;
        }

        private static @Nullable Map<Object, Object> converted(
                Name name, Map<Object, Object> old, UnaryOperator<BigDecimal> keys, TableKind kind) {
            Map<Object, Object> now = kind == TableKind.SORTED ? new TreeMap<>() : new HashMap<>();
            for (Map.Entry<Object, Object> entry : old.entrySet()) {
                Object key = entry.getKey();
                Object newKey = key;
                if (name.key != null) {
                    newKey = key instanceof BigDecimal sum ? keys.apply(sum) : number(keys, (Long) key);
                }
                if (now.put(newKey, converted(name, key, entry.getValue())) != null) {
                    return null;
                }
            }
            return new HashMap<>(now);
        }

        private static Object converted(Name name, Object key, Object value) {
            BiFunction<Object, String, Object> text = (k, v) -> v + "/" + k;
            switch (name) {
                case SETS -> {
                    Set<Object> set = new HashSet<>();
                    ((Set<?>) value).forEach(each -> set.add((Long) each * 1000 + (Long) key));
                    return set;
                }
                case MAPS -> {
                    Map<Object, Object> map = new HashMap<>();
                    ((Map<?, ?>) value).forEach((k, v) -> map.put((Long) k + (Long) key, text.apply(key, (String) v)));
                    return map;
                }
                case LISTS -> {
                    List<Object> list = new ArrayList<>();
                    ((List<?>) value).forEach(each -> list.add(text.apply(key, (String) each)));
                    return list;
                }
                case QUEUE, LAST -> {
                    return value instanceof Long || value.equals("null") ? value : value + "'";
                }
                default -> {
                    return text.apply(key, (String) value);
                }
            }
        }
    }

    // ---- The old version

    /** Returns the last id that was given out. */
    private static long write(SimStorage disk, Version version, Random random) {
        Options options = TestDatabase.options().keptSnapshots(2);
        long id = 0;
        try (Database old = Store.open(version.schema, disk, () -> {}, options)) {
            int commits = random.nextInt(120);
            Set<Integer> snapshots = new HashSet<>();
            for (int i = random.nextInt(4); i > 0 && commits > 0; i--) {
                snapshots.add(random.nextInt(commits));
            }
            int clears = random.nextInt(4) == 0 ? 15 : 60;
            for (int n = 0; n < commits; n++) {
                change(old, version, random, n + ":", clears);
                if (random.nextInt(20) == 0) {
                    id = plain(old, version).nextId();
                }
                if (snapshots.contains(n)) {
                    old.snapshot();
                }
            }
        }
        return id;
    }

    private static void change(Database old, Version version, Random random, String text, int clears) {
        long key = random.nextInt(8);
        // One and the same to a sorted table, several to a hash table.
        BigDecimal sum = BigDecimal.valueOf(key).setScale(random.nextInt(12) == 0 ? 1 : 0);
        long sub = random.nextInt(5);
        boolean isRemove = random.nextInt(3) == 0;
        boolean isClear = random.nextInt(clears) == 0;
        boolean isLarge = random.nextInt(60) == 0;
        switch (Name.values()[random.nextInt(Name.values().length)]) {
            case PLAIN -> change(plain(old, version), key, text, isRemove, isClear);
            case SUMS -> change(sums(old, version), sum, text, isRemove, isClear);
            case SETS -> {
                DatabaseSetTable<Long, Long> sets = sets(old, version);
                if (isClear) {
                    sets.clear();
                } else if (isLarge) {
                    sets.addAll(key, LongStream.range(0, 5_000).boxed().toList());
                } else if (isRemove) {
                    if (random.nextBoolean()) {
                        sets.remove(key);
                    } else {
                        sets.remove(key, sub);
                    }
                } else if (random.nextInt(4) == 0) {
                    sets.put(key, Set.of(sub, sub + 1));
                } else {
                    sets.add(key, sub);
                }
            }
            case MAPS -> {
                DatabaseMapTable<Long, Long, String> maps = maps(old, version);
                if (isClear) {
                    maps.clear();
                } else if (isRemove) {
                    if (random.nextBoolean()) {
                        maps.clear(key);
                    } else {
                        maps.remove(key, sub);
                    }
                } else if (random.nextInt(6) == 0) {
                    maps.create(key);
                } else {
                    maps.put(key, sub, text);
                }
            }
            case LISTS -> {
                DatabaseListTable<BigDecimal, String> lists = lists(old, version);
                if (isClear) {
                    lists.clear();
                } else if (isLarge) {
                    lists.addAll(sum, Collections.nCopies(30, text + "l".repeat(20_000)));
                } else if (isRemove && !lists.of(sum).isEmpty()) {
                    lists.removeFirst(sum);
                } else {
                    lists.add(sum, text);
                }
            }
            case QUEUE -> {
                DatabaseSequence<String> queue = queue(old, version);
                if (isRemove) {
                    queue.removeBefore(queue.first() + random.nextInt(1 + queue.size()));
                } else {
                    queue.add(isLarge ? text + "q".repeat(100_000) : text);
                }
            }
            case LAST -> {
                if (isRemove) {
                    last(old, version).reset();
                } else {
                    last(old, version).set(text);
                }
            }
        }
    }

    private static <K> void change(
            DatabaseTable<K, String> table, K key, String text, boolean isRemove, boolean isClear) {
        if (isClear) {
            table.clear();
        } else if (isRemove) {
            table.remove(key);
        } else {
            table.put(key, text);
        }
    }

    /** Damages the newest file whose name begins like that, in its second half. */
    private static void damage(SimStorage disk, Random random, String prefix) {
        disk.files().keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .max(Comparator.naturalOrder())
                .ifPresent(newest -> {
                    int size = disk.bytes(newest).length;
                    disk.flip(newest, size - 1 - random.nextInt(size / 2), 1);
                });
    }

    private static Map<String, String> files(SimStorage disk) {
        Map<String, String> files = new TreeMap<>();
        disk.files().forEach((name, bytes) -> files.put(name, Arrays.hashCode(bytes) + " of " + bytes.length));
        return files;
    }

    // ---- Runs

    @Test
    void whatThereIsAfterAMigrationIsWhatThereWasConverted() {
        Map<String, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < RUNS; seed++) {
            seen.merge(run(seed), 1, Integer::sum);
        }
        for (int seed : ONCE_FAILED) {
            run(seed);
        }
        assertEquals(Set.of("migrated", "collided", "corrupt"), seen.keySet());
    }

    private static String run(int seed) {
        String of = "seed " + seed;
        Random random = new Random(seed * 7919L);
        Steps steps = new Steps(random);
        Migration migration = Migration.of(steps.all);
        SchemaDescription newest = steps.newest().schema;
        SimStorage disk = new SimStorage();
        Version oldest = steps.versions.get(0);
        long id = write(disk, oldest, random);
        if (random.nextInt(4) == 0) {
            damage(disk, random, "snapshot-");
        }
        boolean isCut = random.nextInt(8) == 0;
        if (isCut) {
            damage(disk, random, "segment-");
        }
        Options options = TestDatabase.options().threads(1 + random.nextInt(3)).migrateTornTail(true);
        Options readOnly = options.readOnly(true);
        Map<String, String> before = files(disk);

        Map<Name, Map<Object, Object>> old;
        try (Database database = Store.open(oldest.schema, disk, () -> {}, readOnly)) {
            old = contents(database, oldest);
        } catch (CorruptException e) {
            assertThrows(CorruptException.class, () -> Store.checkMigration(newest, migration, disk, options), of);
            assertThrows(CorruptException.class, () -> Store.open(newest, migration, disk, () -> {}, options), of);
            return "corrupt";
        }

        boolean isCollision = steps.isCollision(old);
        MigrationReport trial = Store.checkMigration(newest, migration, disk, options);
        assertEquals(!isCollision, trial.isClean(), of + ": " + trial.failures());
        assertEquals(before, files(disk), of);
        if (isCollision) {
            MigrationException e = assertThrows(
                    MigrationException.class, () -> Store.open(newest, migration, disk, () -> {}, options), of);
            assertTrue(e.key().isPresent() && e.other().isPresent(), of);
            assertEquals(before, files(disk), of);
            return "collided";
        }
        // The trial calls completions, too.
        steps.converted(old, of + ", trial");

        if (random.nextInt(3) == 0) {
            AtomicInteger left = new AtomicInteger(random.nextInt(12));
            Options cancelled = options.cancelWhen(() -> left.getAndDecrement() == 0);
            try (Database database = Store.open(newest, migration, disk, () -> {}, cancelled.readOnly(true))) {
                // It was asked for too late, or not at all.
                assertTrue(database.recoveryReport().migration().isPresent(), of);
            } catch (CancellationException e) {
                assertEquals(0, disk.openFiles(), of);
            }
        }
        if (random.nextInt(3) == 0) {
            steps.forget();
            try (Database database = Store.open(newest, migration, disk, () -> {}, readOnly)) {
                assertEquals(steps.converted(old, of), contents(database, steps.newest()), of);
            }
            assertEquals(before, files(disk), of);
        }
        steps.forget();
        try (Database database = Store.open(newest, migration, disk, () -> {}, options)) {
            MigrationReport report = database.recoveryReport().migration().orElseThrow();
            assertEquals(report.tables(), trial.tables(), of);
            assertEquals(steps.converted(old, of), contents(database, steps.newest()), of);
        }
        try (Database database = Store.open(newest, migration, disk, () -> {}, options)) {
            assertEquals(steps.converted(old, of), contents(database, steps.newest()), of);
            if (steps.newest().tables.containsKey(Name.PLAIN)) {
                long next = plain(database, steps.newest()).nextId();
                assertTrue(isCut || next > id, of + ": id " + next + " after " + id);
            }
        }
        return "migrated";
    }
}
