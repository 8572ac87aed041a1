package io.muniment.recovery;

import io.muniment.error.CorruptException;
import io.muniment.error.IncompatibleException;
import java.util.Comparator;
import java.util.List;

/**
 * Something that is wrong with a file.
 *
 * @param file its path
 * @param offset where it was noticed
 * @param problem what is wrong, in a sentence that names neither the file nor the offset
 */
public record Finding(String file, long offset, String problem) {

    static Finding of(CorruptException e) {
        return new Finding(e.file(), e.offset(), e.problem());
    }

    static Finding of(IncompatibleException e) {
        return new Finding(e.file(), 0, e.problem());
    }

    /** By file and offset, and each once: what is read twice is found twice. */
    static List<Finding> inOrder(List<Finding> findings) {
        return findings.stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::file).thenComparingLong(Finding::offset))
                .toList();
    }

    /** One line: {@code file at byte offset: problem}. */
    @Override
    public String toString() {
        return file + " at byte " + offset + ": " + problem;
    }
}
