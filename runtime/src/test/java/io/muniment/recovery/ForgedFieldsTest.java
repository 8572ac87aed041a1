package io.muniment.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.muniment.error.CorruptException;
import io.muniment.error.IncompatibleException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.fixture.Forge;
import io.muniment.fixture.Scribe;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Tables;
import io.muniment.log.SegmentWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Stores that were changed and then given right checksums again, so that the change gets past them: each open, each
 * verification and each salvage ends in a documented way. {@code -Dmuniment.fuzz.tries} sets how many are tried at
 * random, {@code -Dmuniment.fuzz.seed} from where.
 */
class ForgedFieldsTest {

    private static final int TRIES = Integer.getInteger("muniment.fuzz.tries", 4_000);
    private static final long SEED = Long.getLong("muniment.fuzz.seed", System.nanoTime());
    private static final int[] NUMBERS = {0, 1, -1, 0x7fffffff, 0x80000000, 0x00ffffff, 28, 1 << 20};

    private final Map<String, byte[]> files;
    private long opened;
    private long refused;

    ForgedFieldsTest() throws IOException {
        SimStorage disk = new SimStorage();
        Scribe.begin(disk)
                .commits(3)
                .snapshot()
                .commits(2)
                .rotate()
                .commits(2)
                .snapshotOnly(true)
                .end();
        files = new TreeMap<>(disk.files());
    }

    @Test
    void whatIsSignedAgainUnchangedIsTheSame() {
        files.forEach((name, bytes) -> assertArrayEquals(bytes, Forge.sign(name, bytes.clone()), name));
    }

    @Test
    void everyNumberReplaced() {
        files.forEach((name, bytes) -> {
            for (int at = 0; at + 4 <= bytes.length; at += at < 60 ? 1 : 3) {
                for (int number : NUMBERS) {
                    byte[] forged = bytes.clone();
                    for (int i = 0; i < 4; i++) {
                        forged[at + i] = (byte) (number >>> (24 - 8 * i));
                    }
                    check(name, Forge.sign(name, forged), number + " at byte " + at, at % 16 == 0);
                }
            }
        });
        report(5_000);
    }

    @Test
    void changesAtRandom() {
        Random random = new Random(SEED);
        String[] names = files.keySet().toArray(new String[0]);
        System.out.println(TRIES + " tries of seed " + SEED);
        for (int i = 0; i < TRIES; i++) {
            String name = names[random.nextInt(names.length)];
            byte[] forged = files.get(name).clone();
            int changes = 1 + random.nextInt(6);
            for (int k = 0; k < changes; k++) {
                forged = changed(forged, random);
            }
            check(name, Forge.sign(name, forged), "try " + i + " of seed " + SEED, i % 4 == 0);
        }
        report(Math.min(TRIES, 1));
    }

    private static byte[] changed(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), (byte) -1);
            case 3 -> {
                int length = Math.min(random.nextInt(40), bytes.length - at);
                System.arraycopy(bytes.clone(), random.nextInt(bytes.length - length + 1), bytes, at, length);
            }
            case 4 -> {
                byte[] shorter = new byte[Math.max(1, bytes.length - 1 - random.nextInt(8))];
                int from = Math.min(at, shorter.length);
                System.arraycopy(bytes, 0, shorter, 0, from);
                System.arraycopy(bytes, bytes.length - (shorter.length - from), shorter, from, shorter.length - from);
                return shorter;
            }
            default -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
                System.arraycopy(bytes, at, longer, at + longer.length - bytes.length, bytes.length - at);
                return longer;
            }
        }
        return bytes;
    }

    private void check(String name, byte[] forged, String what, boolean everything) {
        String where = name + ", " + what;
        SimStorage disk = new SimStorage();
        files.forEach(disk::put);
        disk.put(name, forged);
        try {
            if (everything) {
                Verify.verify(disk, Scribe.SCHEMA, OpenProgress.NONE);
                salvage(disk);
            }
            Recovered recovered = Recovery.open(disk, Scribe.SCHEMA, new Tables(), OpenProgress.NONE);
            SegmentWriter segment = recovered.segment();
            assertTrue(segment != null, where);
            segment.close();
            opened++;
        } catch (CorruptException | IncompatibleException e) {
            refused++;
        } catch (Exception | Error e) {
            fail(where, e);
        }
        assertEquals(0, disk.openFiles(), where);
    }

    private static void salvage(SimStorage disk) {
        try {
            Salvage.salvage(disk, new SimStorage(), Scribe.SCHEMA);
        } catch (IncompatibleException | MissingDatabaseException e) {
            // Documented: there is nothing that this program could read.
        }
    }

    private void report(long atLeast) {
        System.out.println(opened + " forged stores opened, " + refused + " refused");
        assertTrue(opened + refused >= atLeast, opened + refused + " stores");
        assertTrue(refused > 0, "nothing was refused");
    }
}
