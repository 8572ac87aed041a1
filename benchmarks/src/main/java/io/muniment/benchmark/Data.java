package io.muniment.benchmark;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The keys and accounts of a run, the same in every run. */
final class Data {

    private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

    private static final String[] WORDS = ("north south east west garden street station bridge market river hill lake "
                    + "old new upper lower red green blue white anna ben clara david emma felix greta hans ida jonas "
                    + "karl lena martin nora oscar paula quentin rosa simon tina ulrich vera walter xenia yara zoe "
                    + "letter invoice contract note report list draft copy original answer question reminder")
            .split(" ");

    /** The keys that are stored. */
    final String[] keys;

    /** Equal keys that are other objects, as a program has that is asked for something. */
    final String[] asked;

    final Account[] accounts;

    /** Of all keys, so that each String object has computed its own before anything is measured. */
    final int hashes;

    Data(int entries) {
        keys = new String[entries];
        asked = new String[entries];
        accounts = new Account[entries];
        for (int i = 0; i < entries; i++) {
            keys[i] = key(i);
            asked[i] = key(i);
            accounts[i] = account(i);
        }
        hashes = Arrays.hashCode(keys) + Arrays.hashCode(asked);
    }

    /** All entries, one after the other. */
    Stream<Map.Entry<String, Account>> entries() {
        return IntStream.range(0, size()).mapToObj(i -> Map.entry(keys[i], accounts[i]));
    }

    /** Puts all entries into {@code map}. */
    void fill(Map<String, Account> map) {
        for (int i = 0; i < size(); i++) {
            map.put(keys[i], accounts[i]);
        }
    }

    int size() {
        return keys.length;
    }

    /** A key of 16 characters that no other number has. */
    static String key(int number) {
        char[] chars = new char[16];
        long mixed = number * 0x9e3779b97f4a7c15L;
        for (int i = 0; i < 16; i++) {
            chars[i] = LETTERS[(int) ((mixed >>> 4 * i) & 0xf)];
        }
        return new String(chars);
    }

    static Account account(int number) {
        SplittableRandom random = new SplittableRandom(number);
        return new Account(
                text(random, 20),
                text(random, 30),
                text(random, 35),
                text(random, 50),
                1_700_000_000_000L + number,
                random.nextInt(64, 8_000));
    }

    /** Words, so that it can be compressed about as much as what people write. */
    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder(length + 10);
        while (text.length() < length) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        text.setLength(length);
        return text.toString();
    }

    /** Numbers of entries, each as likely as any other. */
    int[] uniform(int count) {
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn = new int[count];
        Arrays.setAll(drawn, i -> random.nextInt(size()));
        return drawn;
    }

    /** Numbers of entries after Zipf's law with exponent 0.99, the frequent ones spread over all. */
    int[] zipfian(int count) {
        double[] sums = new double[size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += 1 / Math.pow(i + 1.0, 0.99);
            sums[i] = sum;
        }
        SplittableRandom random = new SplittableRandom(2);
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int found = Arrays.binarySearch(sums, random.nextDouble() * sum);
            int rank = Math.min(found < 0 ? -found - 1 : found, size() - 1);
            drawn[i] = (int) (rank * 2_654_435_761L % size());
        }
        return drawn;
    }
}
