package io.muniment.storage;

import static java.util.Objects.requireNonNull;

import io.muniment.error.UnsafeDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may read and write what a database keeps: its owner. File systems without such permissions are left as they are. */
final class Permissions {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    /** A process directory of Linux, which belongs to the user that the process runs as. */
    private static final Path OWN_PROCESS = Path.of("/proc/self");

    private Permissions() {}

    /** Makes a directory that is its owner's alone. */
    static void createDirectory(Path directory) throws IOException {
        boolean posix = arePosix(directory);
        Files.createDirectory(directory, posix ? attributes(DIRECTORY) : attributes(null));
        if (posix) {
            Files.setPosixFilePermissions(directory, DIRECTORY); // A umask may have taken the owner's own away.
        }
    }

    /** Makes a file that is its owner's alone. */
    static DiskFile createFile(Path file) throws IOException {
        boolean posix = arePosix(file);
        DiskFile made = DiskFile.create(file, posix ? attributes(FILE) : attributes(null));
        try {
            if (posix) {
                Files.setPosixFilePermissions(file, FILE);
            }
        } catch (IOException | RuntimeException e) {
            made.close();
            throw e;
        }
        return made;
    }

    /** Refuses a directory that belongs to somebody else, or that others can write. */
    static void checkDirectory(Path directory) throws IOException {
        if (!arePosix(directory)) {
            return;
        }
        Map<String, Object> found = Files.readAttributes(directory, "unix:uid,mode");
        Integer user = currentUser();
        if (user != null && !user.equals(found.get("uid"))) {
            throw new UnsafeDirectoryException(
                    directory.toString(),
                    "it belongs to another user (" + found.get("uid") + ", this process runs as " + user + ")",
                    "Change its owner, or allow shared directories in the options.");
        }
        if (((Integer) requireNonNull(found.get("mode")) & 022) != 0) {
            throw new UnsafeDirectoryException(
                    directory.toString(),
                    "users other than its owner can write it",
                    "Take the permission away (chmod go-w), or allow shared directories in the options.");
        }
    }

    /** Refuses what is no directory, but a link to one, perhaps. */
    static void checkInnerDirectory(Path directory) throws IOException {
        if (Files.isSymbolicLink(directory)) {
            throw unsafe(directory, "it is a symbolic link, and a database is plain files");
        }
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(directory.toString());
        }
    }

    /** Refuses what is not a plain file, and a file that has a second name. */
    static void checkFile(Path file) throws IOException {
        boolean posix = arePosix(file);
        Map<String, Object> found = Files.readAttributes(
                file,
                posix ? "unix:isSymbolicLink,isRegularFile,nlink" : "isSymbolicLink,isRegularFile",
                LinkOption.NOFOLLOW_LINKS);
        if (Boolean.TRUE.equals(found.get("isSymbolicLink"))) {
            throw unsafe(file, "it is a symbolic link, and a database is plain files");
        }
        if (!Boolean.TRUE.equals(found.get("isRegularFile"))) {
            throw unsafe(file, "it is not a plain file");
        }
        if (posix && (Integer) requireNonNull(found.get("nlink")) > 1) {
            throw unsafe(file, "it is a hard link: the same file has another name elsewhere");
        }
    }

    private static UnsafeDirectoryException unsafe(Path file, String detail) {
        return new UnsafeDirectoryException(file.toString(), detail, "Put a copy of the file in its place.");
    }

    private static boolean arePosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static FileAttribute<?>[] attributes(@Nullable Set<PosixFilePermission> permissions) {
        return permissions == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    /** The number of the user that this process runs as, or null where Java does not tell. */
    private static @Nullable Integer currentUser() throws IOException {
        if (Files.exists(OWN_PROCESS)) {
            return (Integer) Files.getAttribute(OWN_PROCESS, "unix:uid");
        }
        Path home = Path.of(System.getProperty("user.home", ""));
        return Files.isDirectory(home) ? (Integer) Files.getAttribute(home, "unix:uid") : null;
    }
}
