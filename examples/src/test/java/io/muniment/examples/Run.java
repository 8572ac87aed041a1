package io.muniment.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * What a program did.
 *
 * @param exit its exit code
 * @param out its lines on standard output
 * @param err its lines on standard error
 */
public record Run(int exit, List<String> out, List<String> err) {

    /** A program that is given the streams to write to, and returns its exit code. */
    public interface Program {
        int run(PrintStream out, PrintStream err);
    }

    public static Run of(Program program) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = program.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Run(exit, lines(out), lines(err));
    }

    /** A main method, which writes to the system's streams. */
    public static Run ofMain(Runnable main) {
        PrintStream systemOut = System.out;
        PrintStream systemErr = System.err;
        try {
            return of((out, err) -> {
                System.setOut(out);
                System.setErr(err);
                main.run();
                return 0;
            });
        } finally {
            System.setOut(systemOut);
            System.setErr(systemErr);
        }
    }

    private static List<String> lines(ByteArrayOutputStream out) {
        return out.toString(UTF_8).lines().toList();
    }
}
