package io.muniment.examples.vault;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that could not be read, which keeps no other one from being imported or verified.
 *
 * @param path the file
 * @param reason why
 */
record Problem(String path, String reason) {

    static Problem of(Path path, IOException e) {
        return new Problem(path.toString(), reason(e));
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    @Override
    public String toString() {
        return Text.printable(path + ": " + reason);
    }
}
