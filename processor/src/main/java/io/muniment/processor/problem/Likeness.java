package io.muniment.processor.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which name somebody may have meant. */
public final class Likeness {

    private Likeness() {}

    /** The name among {@code there} that is most like {@code written}, if one is like it at all. */
    public static Optional<String> nearest(String written, Collection<String> there) {
        return there.stream()
                .min(Comparator.comparingInt(name -> distance(written, name)))
                .filter(name -> areLike(written, name));
    }

    /**
     * The name among {@code gone} that is meant by one that was never there: as nothing else can be, half of the letters are
     * enough.
     */
    public static Optional<String> meant(String written, Collection<String> gone) {
        return gone.stream()
                .min(Comparator.comparingInt(name -> distance(written, name)))
                .filter(name -> 2 * distance(written, name) <= Math.max(written.length(), name.length()));
    }

    /** Whether one name may be a slip of the pen for the other. */
    public static boolean areLike(String written, String name) {
        return distance(written, name) <= Math.max(1, name.length() / 3);
    }

    /** How many letters are to be put in, taken out or changed to make one name of the other. */
    public static int distance(String a, String b) {
        int[] before = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }
}
