package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random bytes are a value or malformed, and nothing else. {@code -Dmuniment.fuzz.tries} sets how many are tried,
 * {@code -Dmuniment.fuzz.seed} from where.
 */
class DecoderFuzzTest {

    private static final int TRIES = Integer.getInteger("muniment.fuzz.tries", 200_000);
    private static final long SEED = Long.getLong("muniment.fuzz.seed", System.nanoTime());

    @Test
    void randomBytesAreAValueOrMalformed() {
        System.out.println(TRIES + " tries of seed " + SEED);
        List<? extends Sample<?>> samples = Sample.all();
        Random random = new Random(SEED);
        int values = 0;
        int malformed = 0;
        for (int i = 0; i < TRIES; i++) {
            Sample<?> sample = samples.get(random.nextInt(samples.size()));
            byte[] bytes = random.nextBoolean() ? noise(random) : spliced(sample.encoded(), random);
            try {
                new ValueInput(bytes).readValue(sample.serializer());
                values++;
            } catch (MalformedException e) {
                malformed++;
            } catch (RuntimeException | Error e) {
                String hex = HexFormat.of().formatHex(bytes);
                throw new AssertionError(sample.name() + ", try " + i + " of seed " + SEED + ", bytes " + hex, e);
            }
        }
        System.out.println(values + " values, " + malformed + " malformed");
        assertTrue(values > 0 && malformed > 0, values + " values, " + malformed + " malformed");
    }

    /** Bytes of which the small ones and the extremes are more than their share. */
    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(40)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = switch (random.nextInt(4)) {
                case 0 -> (byte) random.nextInt(4);
                case 1 -> (byte) 0xff;
                case 2 -> (byte) 0x80;
                default -> (byte) random.nextInt();
            };
        }
        return bytes;
    }

    /** Two pieces of what was written, and noise in between. */
    private static byte[] spliced(byte[] written, Random random) {
        byte[] noise = Arrays.copyOf(noise(random), random.nextInt(8));
        int head = random.nextInt(written.length + 1);
        int tail = random.nextInt(written.length + 1);
        byte[] bytes = Arrays.copyOf(written, head + noise.length + written.length - tail);
        System.arraycopy(noise, 0, bytes, head, noise.length);
        System.arraycopy(written, tail, bytes, head + noise.length, written.length - tail);
        return bytes;
    }
}
