package io.muniment.storage;

import static java.util.Objects.requireNonNull;

import io.muniment.error.AccessException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.OccupiedException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of a real disk. What it makes is readable and writable for its owner alone. */
public final class DiskStorage implements Storage {

    /** What a file may be called: no separator, no {@code ..}, nothing that a shell or a terminal would read otherwise. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    /** A file in a directory in the directory. */
    private static final Pattern INNER = Pattern.compile(NAME + "/" + NAME);

    private final Path directory;

    /** The directories in it whose names have been changed since the last sync. */
    private final Set<Path> changed = ConcurrentHashMap.newKeySet();

    /** The directory itself, kept open so that a failed write-back of it is told to us; null where it is never synced. */
    private final @Nullable DiskFile self;

    private DiskStorage(Path directory, @Nullable DiskFile self) {
        this.directory = directory;
        this.self = self;
    }

    /**
     * Opens a directory, which may be named through symbolic links. Nothing in it is touched.
     *
     * @param directory the directory
     * @param access what for
     * @param shared whether to accept a directory that belongs to another user, or that others can write
     * @throws MissingDatabaseException if it is not there and is not to be made
     * @throws io.muniment.error.UnsafeDirectoryException if others can change what is in it
     * @throws OccupiedException if there is something else than a directory
     * @throws AccessException if the system lets us not have it
     */
    public static DiskStorage open(Path directory, DirectoryAccess access, boolean shared) {
        try {
            if (access == DirectoryAccess.CREATE) {
                createDirectories(directory.toAbsolutePath());
            }
            Path real = existing(directory);
            if (!shared) {
                Permissions.checkDirectory(real);
            }
            if (access == DirectoryAccess.READ_ONLY) {
                return new DiskStorage(real, null);
            }
            if (isEmpty(real)) {
                syncName(real);
            }
            return new DiskStorage(real, canSyncDirectories() ? DiskFile.open(real, StandardOpenOption.READ) : null);
        } catch (IOException e) {
            throw new AccessException(directory.toString(), "the directory could not be opened", e);
        }
    }

    /** The directory, free of links. */
    public Path directory() {
        return directory;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @Override
    public List<String> list(String name) throws IOException {
        Path path = path(name);
        if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        Permissions.checkInnerDirectory(path);
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    @Override
    public boolean isDirectory(String name) {
        return Files.isDirectory(path(name), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void makeDirectory(String name) throws IOException {
        Path path = path(name);
        try {
            Permissions.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            Permissions.checkInnerDirectory(path);
        } catch (FileSystemException e) {
            throw DiskFull.named(e, path);
        }
    }

    @Override
    public StorageFile create(String name) throws IOException {
        Path path = path(name);
        try {
            return Permissions.createFile(path);
        } catch (FileSystemException e) {
            throw DiskFull.named(e, path);
        }
    }

    @Override
    public StorageFile open(String name, boolean writable) throws IOException {
        Path path = !writable && isInner(name) ? inner(name) : path(name);
        Permissions.checkFile(path);
        return writable
                ? DiskFile.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : DiskFile.open(path, StandardOpenOption.READ);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Path source = changing(from);
        Path target = changing(to);
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            throw DiskFull.named(e, target);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(changing(name));
    }

    @Override
    public void syncDirectory() throws IOException {
        for (Path inner : Set.copyOf(changed)) {
            // One that was renamed since, or removed, is told of by the directory that it is in.
            if (Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS)) {
                syncDirectory(inner);
            }
            changed.remove(inner);
        }
        if (self != null) {
            self.channel().force(true);
        }
    }

    @Override
    public String pathOf(String name) {
        return directory.resolve(name).toString();
    }

    @Override
    public void close() throws IOException {
        if (self != null) {
            self.close();
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }

    private Path path(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a database file");
        }
        return directory.resolve(name);
    }

    /** The path of a name that is about to be given or taken away. */
    private Path changing(String name) throws IOException {
        if (!isInner(name)) {
            return path(name);
        }
        Path path = inner(name);
        changed.add(requireNonNull(path.getParent()));
        return path;
    }

    private static boolean isInner(String name) {
        return INNER.matcher(name).matches();
    }

    private Path inner(String name) throws IOException {
        Path path = directory.resolve(name);
        Permissions.checkInnerDirectory(requireNonNull(path.getParent()));
        return path;
    }

    private static Path existing(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory.toRealPath();
        }
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new OccupiedException(
                    directory.toString(),
                    Files.isSymbolicLink(directory)
                            ? "it is a link that leads nowhere"
                            : "it is not a directory, and a database is one",
                    "Name a directory, or a path where nothing is yet.");
        }
        throw new MissingDatabaseException(directory.toString(), "there is no such directory");
    }

    /** Makes what is missing of a path, and sees to it that each new name survives a power cut. */
    private static void createDirectories(Path directory) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = directory; path != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS); ) {
            missing.push(path);
            path = path.getParent();
        }
        for (Path path : missing) {
            try {
                if (path.equals(directory)) {
                    Permissions.createDirectory(path);
                } else {
                    Files.createDirectory(path);
                }
            } catch (FileAlreadyExistsException e) {
                // Somebody else made it in this moment, and whether that was a directory is looked at later.
            }
            syncDirectory(requireNonNull(path.getParent())); // A root is never missing.
        }
    }

    /**
     * Makes the name of an empty directory survive a power cut: whoever made it may have died before that, and
     * a database that begins in it must not vanish with it.
     */
    private static void syncName(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent != null && Files.isReadable(parent)) {
            syncDirectory(parent);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    private static void syncDirectory(Path directory) throws IOException {
        if (canSyncDirectories()) {
            try (DiskFile file = DiskFile.open(directory.toRealPath(), StandardOpenOption.READ)) {
                file.channel().force(true);
            }
        }
    }

    /** Windows does not open directories as files, and keeps names without being asked. */
    private static boolean canSyncDirectories() {
        return !System.getProperty("os.name").startsWith("Windows");
    }
}
