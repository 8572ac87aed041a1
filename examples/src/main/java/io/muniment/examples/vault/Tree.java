package io.muniment.examples.vault;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files under a directory, whatever their depth. A link to a file counts as that file; a link to a directory is
 * not followed, so that no walk is endless. What is neither file nor directory (a socket, a device) is passed over.
 *
 * @param root the directory, free of links
 * @param files the files in it
 * @param problems what could not be looked at, and links that lead nowhere
 */
record Tree(Path root, List<Path> files, List<Problem> problems) {

    /**
     * Walks a directory.
     *
     * @param directory the directory
     * @param ignored the names of directories in it to pass over
     * @param store the directory of the database, which is passed over too: it changes while it is looked at, and a
     *     program that closes a lock file gives up its lock
     */
    static Tree of(Path directory, Set<String> ignored, Path store) {
        Path root = real(directory);
        Tree tree = new Tree(root, new ArrayList<>(), new ArrayList<>());
        try {
            Files.walkFileTree(root, tree.visitor(ignored, Files.exists(store) ? store.toRealPath() : store));
        } catch (IOException e) {
            throw new VaultException("cannot read " + Problem.of(root, e));
        }
        return tree;
    }

    /** The path as an import of it would have spelled it: absolute, and free of links as far as there is something. */
    static Path asStored(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        for (Path there = absolute.getParent(); there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    return there.toRealPath().resolve(there.relativize(absolute));
                } catch (IOException e) {
                    throw new VaultException("cannot read " + Problem.of(there, e));
                }
            }
        }
        return absolute;
    }

    /** Throws if there is no such directory. */
    static void requireDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new VaultException(
                    (Files.exists(directory) ? "not a directory: " : "no such directory: ") + directory);
        }
    }

    private static Path real(Path directory) {
        requireDirectory(directory);
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new VaultException("cannot read " + Problem.of(directory, e));
        }
    }

    private FileVisitor<Path> visitor(Set<String> ignored, Path store) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                boolean pass = !path.equals(root)
                        && (path.equals(store)
                                || ignored.contains(path.getFileName().toString()));
                return pass ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                add(path, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
                if (!(e instanceof NoSuchFileException)) { // Else it went away meanwhile, which is no problem.
                    problems.add(Problem.of(path, e));
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }

    private void add(Path path, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            try {
                attributes = Files.readAttributes(path, BasicFileAttributes.class);
            } catch (IOException e) {
                problems.add(new Problem(path.toString(), "a link that leads nowhere"));
                return;
            }
        }
        if (attributes.isRegularFile()) {
            files.add(path);
        }
    }
}
