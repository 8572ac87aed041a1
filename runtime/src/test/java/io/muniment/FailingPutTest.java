package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.fixture.SimStorage;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.DatabaseSortedTable;
import io.muniment.table.DatabaseTable;
import io.muniment.table.DatabaseTransaction;
import io.muniment.table.LeftOver;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionHandle;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A single put or remove whose key fails when it is hashed or compared, or for which memory runs out just there: before
 * anything has changed, or when a map has taken it already.
 */
class FailingPutTest {

    private static final TableDescription<Brittle, Long> HASH =
            new TableDescription<>(1, "hash", TableKind.HASH, new BrittleSerializer(), Serializers.LONG);
    private static final TableDescription<Brittle, Long> SORTED =
            new TableDescription<>(2, "sorted", TableKind.SORTED, new BrittleSerializer(), Serializers.LONG);
    private static final SchemaDescription SCHEMA = new SchemaDescription("brittle", 1, """
            {
              "format": 1,
              "name": "brittle",
              "version": 1,
              "tables": [
                {"id": 1, "name": "hash", "kind": "hash", "key": "long", "value": "long"},
                {"id": 2, "name": "sorted", "kind": "sorted", "key": "long", "value": "long"}
              ],
              "types": []
            }
            """, List.of(HASH, SORTED));

    private static final int KEYS = 120;

    /** How many more times keys can be hashed and compared before that fails once; 0 for ever. */
    private static int left;

    private static Throwable failure = new OutOfMemoryError();

    /** Where the database is. */
    private enum Place {
        MEMORY,
        ASYNC,
        SYNCED
    }

    /** A key that can fail, with few hashes so that a hash table has to compare, too. */
    private record Brittle(int number, boolean isBad) implements Comparable<Brittle> {

        private void use() {
            if (isBad || (left > 0 && --left == 0)) {
                FailingPutTest.<RuntimeException>doThrow(failure);
            }
        }

        @Override
        public int hashCode() {
            use();
            return number & 7;
        }

        @Override
        public boolean equals(Object other) {
            use();
            return other instanceof Brittle brittle && brittle.number == number;
        }

        @Override
        public int compareTo(Brittle other) {
            use();
            return Integer.compare(number, other.number);
        }
    }

    @SuppressWarnings("unchecked") // so that any throwable is thrown as it is
    private static <X extends Throwable> void doThrow(Throwable failure) throws X {
        throw (X) failure;
    }

    private static final class BrittleSerializer extends ValueSerializer<Brittle> {

        @Override
        public void write(ValueOutput out, Brittle value) {
            out.writeLong(value.number);
        }

        @Override
        public Brittle read(ValueInput in) {
            return new Brittle((int) in.readLong(), false);
        }
    }

    private static final class Hash extends DatabaseTable<Brittle, Long> {
        Hash(TableHandle<Brittle, Long> handle) {
            super(handle);
        }
    }

    private static final class Sorted extends DatabaseSortedTable<Brittle, Long> {
        Sorted(TableHandle<Brittle, Long> handle) {
            super(handle);
        }
    }

    private static final class Moment extends DatabaseTransaction {
        Moment(TransactionHandle handle) {
            super(handle);
        }
    }

    private final SimStorage disk = new SimStorage();

    @AfterEach
    void failNoMore() {
        left = 0;
    }

    @ParameterizedTest
    @CsvSource({"MEMORY, false", "MEMORY, true", "ASYNC, false", "ASYNC, true", "SYNCED, false", "SYNCED, true"})
    void changesNothingOrIsTheLastCommit(Place place, boolean isSorted) {
        int unchanged = 0;
        int refused = 0;
        int made = 0;
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            failure = random.nextBoolean() ? new OutOfMemoryError("simulated") : new IllegalStateException("simulated");
            SimStorage storage = new SimStorage();
            Database database = open(storage, place);
            DatabaseTable<Brittle, Long> table = table(database, isSorted);
            Map<Integer, Long> model = new TreeMap<>();
            for (int i = 0; i < random.nextInt(KEYS); i++) {
                table.put(new Brittle(i, false), (long) i);
                model.put(i, (long) i);
            }
            boolean isRefused = false;
            for (int step = 0; step < 60 && !isRefused; step++) {
                Moment moment = random.nextInt(4) == 0 ? database.view(Moment::new) : null;
                boolean isMade = isMadeAt(random, table, model);
                if (moment != null) {
                    moment.close();
                }
                isRefused = isRefused(database);
                made += isMade ? 1 : 0;
                unchanged += isMade || isRefused ? 0 : 1;
                refused += isRefused ? 1 : 0;
                if (!isRefused) {
                    assertEquals(model, content(table), "seed " + seed);
                    assertEquals(model.size(), table.size(), "seed " + seed);
                    assertEquals("", LeftOver.of(database.table(isSorted ? SORTED : HASH)), "seed " + seed);
                }
            }
            database.close();
            if (place != Place.MEMORY) {
                try (Database again = open(storage, place)) {
                    assertEquals(model, content(table(again, isSorted)), "seed " + seed + ", opened again");
                }
            }
        }
        System.out.println("Puts that failed at " + place + (isSorted ? ", sorted" : ", hash") + ": " + unchanged
                + " changed nothing, " + refused + " were the last; made " + made);
        assertTrue(unchanged > 100 && made > 100, "hardly anything was tried");
        assertTrue(refused > 0, "nothing failed when it was made by half");
    }

    /** Puts or removes something while keys fail; returns whether it came to its end. */
    private static boolean isMadeAt(Random random, DatabaseTable<Brittle, Long> table, Map<Integer, Long> model) {
        int number = random.nextInt(KEYS);
        Brittle key = new Brittle(number, false);
        Long value = (long) random.nextInt();
        left = 1 + random.nextInt(24);
        try {
            switch (random.nextInt(6)) {
                case 0 -> {
                    table.remove(key);
                    left = 0;
                    model.remove(number);
                }
                case 1 -> {
                    table.putIfAbsent(key, value);
                    left = 0;
                    model.putIfAbsent(number, value);
                }
                default -> {
                    table.put(key, value);
                    left = 0;
                    model.put(number, value);
                }
            }
            return true;
        } catch (FailedException e) {
            return fail("the one that fails throws what it failed with", e);
        } catch (OutOfMemoryError | IllegalStateException e) {
            assertSame(failure, e);
            return false;
        } finally {
            left = 0;
        }
    }

    private static boolean isRefused(Database database) {
        try {
            table(database, true).put(new Brittle(-1, false), 0L);
            table(database, true).remove(new Brittle(-1, false));
            return false;
        } catch (FailedException e) {
            assertSame(failure, e.getCause());
            return true;
        }
    }

    /** The disk refuses the commit, and then the key fails when the commit is to be taken out of the table. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changesNothingOrIsTheLastCommitWhenAFullDiskTakesItBack(boolean isSorted) {
        int full = 0;
        int refused = 0;
        for (int step = 1; step < 40; step++) {
            failure = step % 2 == 0 ? new OutOfMemoryError("simulated") : new IllegalStateException("simulated");
            SimStorage storage = new SimStorage();
            Database database = open(storage, Place.SYNCED);
            DatabaseTable<Brittle, Long> table = table(database, isSorted);
            for (int i = 0; i < 20; i++) {
                table.put(new Brittle(i, false), (long) i);
            }
            Map<Integer, @Nullable Long> before = content(table);
            storage.failAt(1, SimStorage.Fault.SHORT_WRITE_NO_SPACE);
            left = step;
            try {
                table.put(new Brittle(step, false), -1L);
                fail("the disk is full");
            } catch (DiskFullException e) {
                full++;
            } catch (FailedException e) {
                assertSame(failure, e.getCause());
            } catch (OutOfMemoryError | IllegalStateException e) {
                assertSame(failure, e);
            } finally {
                left = 0;
                storage.heal();
            }
            boolean isRefused = isRefused(database);
            refused += isRefused ? 1 : 0;
            assertEquals(before, content(table), "step " + step);
            if (!isRefused) {
                assertEquals(20, table.size());
                assertEquals("", LeftOver.of(database.table(isSorted ? SORTED : HASH)));
            }
            database.close();
            try (Database again = open(storage, Place.SYNCED)) {
                assertEquals(before, content(table(again, isSorted)), "step " + step + ", opened again");
            }
        }
        assertTrue(full > 0 && refused > 0, full + " found the disk full, " + refused + " were the last");
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void keyThatNeverCanBeLookedUpFailsItsOwnCallOnly(Place place) {
        failure = new IllegalStateException("bad key");
        Database database = open(disk, place);
        Long shared = 7L;
        for (boolean isSorted : new boolean[] {true, false}) {
            DatabaseTable<Brittle, Long> table = table(database, isSorted);
            table.put(new Brittle(1, false), 1L);
            table.put(new Brittle(2, false), isSorted ? shared : 2L);
            Brittle bad = new Brittle(3, true);
            assertSame(failure, assertThrows(IllegalStateException.class, () -> table.put(bad, shared)));
            assertSame(failure, assertThrows(IllegalStateException.class, () -> table.putIfAbsent(bad, shared)));
            assertSame(failure, assertThrows(IllegalStateException.class, () -> table.remove(bad)));
            table.put(new Brittle(1, false), 10L);
            assertEquals(Map.of(1, 10L, 2, isSorted ? shared : 2L), content(table));
            assertEquals(2, table.size());
        }
        database.close();
    }

    private static Database open(SimStorage storage, Place place) {
        if (place == Place.MEMORY) {
            return Database.inMemory(SCHEMA);
        }
        Options options = Options.defaults()
                .automaticSnapshots(false)
                .durability(place == Place.ASYNC ? Durability.ASYNC : Durability.SYNCED);
        return Store.open(SCHEMA, storage, () -> {}, options);
    }

    private static DatabaseTable<Brittle, Long> table(Database database, boolean isSorted) {
        return isSorted ? new Sorted(database.table(SORTED)) : new Hash(database.table(HASH));
    }

    private static Map<Integer, @Nullable Long> content(DatabaseTable<Brittle, Long> table) {
        Map<Integer, @Nullable Long> content = new TreeMap<>();
        table.forEach((key, value) -> content.put(key.number(), value));
        return content;
    }
}
