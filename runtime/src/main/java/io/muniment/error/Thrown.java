package io.muniment.error;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What code of the user's threw, and where, for a message: the class and the line, but not what it says, which may hold what is stored.
 */
final class Thrown {

    /** Who calls the user's code: what is behind it does not matter. */
    private static final Set<String> CALLERS = Set.of("io.muniment", "io.muniment.migration.TableMigration");

    /** What the user's code calls, and is called by in turn. */
    private static final Set<String> CALLED =
            Set.of("io.muniment.codec", "io.muniment.group", "io.muniment.migration", "io.muniment.table");

    private Thrown() {}

    /** {@code java.lang.IllegalArgumentException at app.ToV2.account(ToV2.java:31)} */
    static String of(Throwable thrown) {
        String type = thrown.getClass().getName();
        return place(thrown).map(place -> type + " at " + place).orElse(type);
    }

    private static Optional<String> place(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .takeWhile(frame -> !isCaller(frame.getClassName()))
                .filter(frame -> !isOfJdk(frame.getClassName()) && !CALLED.contains(packageOf(frame.getClassName())))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                        + frame.getLineNumber() + ")");
    }

    private static boolean isCaller(String name) {
        return CALLERS.contains(packageOf(name)) || CALLERS.contains(name.replaceFirst("[$/].*", ""));
    }

    private static boolean isOfJdk(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }
}
