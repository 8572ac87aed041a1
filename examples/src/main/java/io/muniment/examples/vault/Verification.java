package io.muniment.examples.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Compares the files with what the vault knows of them, byte by byte. */
final class Verification {

    private final Collection<Problem> differences = new ConcurrentLinkedQueue<>();

    /** What is no longer as it was stored, by path. */
    List<Problem> run(Collection<FileMetadata> files, Progress progress) {
        Parallel.forEach(files, file -> {
            compare(file);
            progress.step();
        });
        return differences.stream()
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .toList();
    }

    private void compare(FileMetadata file) {
        try {
            Path path = Path.of(file.path());
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                differences.add(new Problem(file.path(), "no longer a file"));
            } else if (attributes.size() != file.sizeBytes()
                    || !Contents.sha256(path).equals(file.sha256())) {
                differences.add(new Problem(file.path(), "changed"));
            }
        } catch (NoSuchFileException e) {
            differences.add(new Problem(file.path(), "gone"));
        } catch (IOException e) {
            differences.add(Problem.of(Path.of(file.path()), e));
        } catch (InvalidPathException e) {
            differences.add(new Problem(file.path(), "cannot be spelled in this locale: run with LC_ALL=C.UTF-8"));
        }
    }
}
