package io.muniment.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is done with whole directories. */
final class Directories {

    private Directories() {}

    /** An empty directory; what was there is removed. */
    static Path fresh(Path directory) throws IOException {
        remove(directory);
        return Files.createDirectories(directory);
    }

    static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path path : below(directory, Comparator.reverseOrder())) {
                Files.delete(path);
            }
        }
    }

    static Path copy(Path from, Path to) throws IOException {
        remove(to);
        for (Path path : below(from, Comparator.naturalOrder())) {
            Files.copy(path, to.resolve(from.relativize(path).toString()));
        }
        return to;
    }

    private static List<Path> below(Path directory, Comparator<Path> order) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.sorted(order).toList();
        }
    }
}
