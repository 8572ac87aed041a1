package io.muniment.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.muniment.error.CorruptException;
import io.muniment.error.DatabaseException;
import io.muniment.error.IncompatibleException;
import io.muniment.fixture.Scribe;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Tables;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every bit flipped, every cut, every block of zeros, every length replaced: a store that was closed, or whose
 * commits were synced one by one, gives all that it held or refuses; one that was only written gives a prefix.
 */
class DamageTest {

    /** A store, what it must give back at least, and what it held. */
    private record Store(String name, Map<String, byte[]> files, Scribe scribe, long atLeast) {}

    /** Four bytes can touch the last two batches. */
    private static final String FOUR_BYTES = " in the four bytes from ";

    private long opens;
    private long refusals;
    private long prefixes;

    @Test
    void everyFlippedBit() throws IOException {
        for (Store store : stores()) {
            store.files.forEach((file, bytes) -> {
                for (int i = 0; i < used(bytes); i++) {
                    for (int bit = 0; bit < 8; bit++) {
                        byte[] damaged = bytes.clone();
                        damaged[i] ^= (byte) (1 << bit);
                        check(store, file, damaged, "bit " + bit + " of byte " + i);
                    }
                }
            });
        }
        checkTried(30_000);
    }

    @Test
    void everyCut() throws IOException {
        for (Store store : stores()) {
            store.files.forEach((file, bytes) -> {
                for (int i = 0; i < used(bytes); i++) {
                    check(store, file, Arrays.copyOf(bytes, i), "cut at byte " + i);
                }
            });
        }
        checkTried(5_000);
    }

    @Test
    void everyFourBytesReplaced() throws IOException {
        for (Store store : stores()) {
            store.files.forEach((file, bytes) -> {
                for (int i = 0; i + 4 <= used(bytes); i++) {
                    for (int value : new int[] {0x7fffffff, 0xffffffff, 0}) {
                        byte[] damaged = bytes.clone();
                        for (int k = 0; k < 4; k++) {
                            damaged[i + k] = (byte) (value >>> (24 - 8 * k));
                        }
                        check(store, file, damaged, Integer.toHexString(value) + FOUR_BYTES + i);
                    }
                }
            });
        }
        checkTried(10_000);
    }

    @Test
    void blocksOfZeros() throws IOException {
        for (Store store : stores()) {
            store.files.forEach((file, bytes) -> {
                for (int size : new int[] {16, 64, 512}) {
                    for (int i = 0; i < used(bytes); i += size / 2) {
                        byte[] damaged = bytes.clone();
                        Arrays.fill(damaged, i, Math.min(bytes.length, i + size), (byte) 0);
                        check(store, file, damaged, size + " zeros at byte " + i);
                    }
                }
            });
        }
        checkTried(500);
    }

    @Test
    void junkBehindTheEnd() throws IOException {
        for (Store store : stores()) {
            store.files.forEach((file, bytes) -> {
                for (int size : new int[] {1, 15, 28, 1000}) {
                    byte[] damaged = Arrays.copyOf(bytes, bytes.length + size);
                    Arrays.fill(damaged, bytes.length, damaged.length, (byte) 0xa5);
                    check(store, file, damaged, size + " bytes of junk");
                }
            });
        }
        checkTried(30);
    }

    private static List<Store> stores() throws IOException {
        SimStorage closed = new SimStorage();
        Scribe closing = Scribe.begin(closed).commits(6).end();
        SimStorage synced = new SimStorage();
        Scribe syncing = Scribe.begin(synced).segmentBytes(1200);
        for (int i = 0; i < 6; i++) {
            syncing.commits(1).sync();
        }
        SimStorage generations = new SimStorage();
        Scribe snapping = Scribe.begin(generations)
                .commits(5)
                .snapshot()
                .commits(2)
                .snapshot()
                .commits(1)
                .rotate()
                .commits(2)
                .end();
        SimStorage reopened = new SimStorage();
        Scribe again = Scribe.begin(reopened).commits(4).end();
        again.goOn(reopened, Recovery.open(reopened, Scribe.SCHEMA, new Tables(), OpenProgress.NONE))
                .commits(1)
                .sync();
        return List.of(
                new Store("closed", closed.files(), closing, 6),
                new Store("synced", synced.files(), syncing, 5),
                new Store("generations", generations.files(), snapping, 10),
                new Store("reopened", reopened.files(), again, 4));
    }

    private void check(Store store, String file, byte[] damaged, String what) {
        SimStorage disk = new SimStorage();
        store.files.forEach(disk::put);
        disk.put(file, damaged);
        Map<String, byte[]> before = new HashMap<>(disk.files());
        String where = store.name + ", " + file + ", " + what;
        Tables tables = new Tables();
        opens++;
        try {
            Recovered recovered = Recovery.open(disk, Scribe.SCHEMA, tables, OpenProgress.NONE);
            long last = recovered.lastSequence();
            assertEquals(store.scribe.stateAt(last), tables.state(), where);
            if (last < store.scribe.last()) {
                prefixes++;
                boolean takesAll = mayLoseMore(store, file, what);
                assertTrue(takesAll || !recovered.report().isClean(), where + ": less than all, and nothing said");
                assertTrue(
                        takesAll || last >= store.atLeast - (what.contains(FOUR_BYTES) ? 1 : 0),
                        where + ": gives only " + last + " of " + store.scribe.last());
            }
        } catch (CorruptException | IncompatibleException e) {
            refusals++;
            Map<String, byte[]> after = disk.files();
            assertEquals(before.keySet(), after.keySet(), where);
            after.forEach((name, bytes) -> assertTrue(Arrays.equals(bytes, before.get(name)), where));
        } catch (DatabaseException e) {
            fail(where, e);
        }
        assertEquals(0, disk.openFiles() - open(disk), where);
    }

    /** A cut takes what comes later with it, and other damage may: then nothing is left that could tell. */
    private static boolean mayLoseMore(Store store, String file, String what) {
        String newest = store.files.keySet().stream()
                .filter(name -> name.startsWith("segment"))
                .reduce("", (a, b) -> b);
        return file.equals(newest) && (what.startsWith("cut") || what.contains("zeros"));
    }

    /** Behind this a file holds only room; a little of that is tried too. */
    private static int used(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return Math.min(bytes.length, end + 40);
    }

    /** The writer that a successful open returns. */
    private static int open(SimStorage disk) {
        return disk.openFiles() > 0 ? 1 : 0;
    }

    private void checkTried(long atLeast) {
        System.out.println(opens + " opens, " + refusals + " refused, " + prefixes + " gave a prefix");
        assertTrue(opens >= atLeast, opens + " opens");
        assertTrue(refusals > 0, "nothing was refused");
    }
}
