package io.muniment.examples.vault;

import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;

/** How far a long work is: a bar in a terminal, elsewhere a line for each tenth. May be used by several threads. */
final class Progress {

    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean bar;
    private final String work;
    private final int total;

    /** Guarded by this, like all below. */
    private int done;

    private int shownParts = -1;

    /**
     * Nothing is done yet.
     *
     * @param out where to tell
     * @param bar whether that is a terminal
     * @param work what is done, such as {@code hashing}
     * @param total the number of files
     */
    Progress(PrintStream out, boolean bar, String work, int total) {
        this.out = out;
        this.bar = bar;
        this.work = work;
        this.total = total;
    }

    /** Tells nobody. */
    static Progress none() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream()), false, "", Integer.MAX_VALUE);
    }

    /** One more file is done. */
    synchronized void step() {
        done++;
        int parts = (int) ((long) done * (bar ? WIDTH : 10) / total);
        if (parts != shownParts) {
            shownParts = parts;
            show(parts);
        }
    }

    private void show(int parts) {
        int percent = (int) (done * 100L / total);
        if (bar) {
            out.printf(
                    Locale.ROOT,
                    "\r%s [%s%s] %3d %% of %s%s",
                    work,
                    "#".repeat(parts),
                    "-".repeat(WIDTH - parts),
                    percent,
                    Text.files(total),
                    done == total ? System.lineSeparator() : "");
            out.flush();
        } else {
            out.printf(Locale.ROOT, "%s: %d %% of %s%n", work, percent, Text.files(total));
        }
    }

    /** Whether standard output is a terminal. */
    @SuppressWarnings("SystemConsoleNull") // before Java 22 it may be null
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // From Java 22 on there may be a console without a terminal, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
