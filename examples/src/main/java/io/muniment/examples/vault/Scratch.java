package io.muniment.examples.vault;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Stores that are made to try something, and deleted afterwards. */
final class Scratch {

    private Scratch() {}

    /** Deletes a store. */
    static void delete(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            List<Path> paths = files.sorted(Comparator.reverseOrder()).toList();
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }

    /** Deletes what stores were in: what tests that failed have left stays. */
    static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.delete(directory);
        } catch (DirectoryNotEmptyException e) {
            // Somebody may want to look at it.
        }
    }
}
