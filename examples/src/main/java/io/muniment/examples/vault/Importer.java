package io.muniment.examples.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings the files of a tree into a vault: hashes each, and stores what is new or has changed. */
final class Importer {

    /**
     * What an import did.
     *
     * @param added how many files are new
     * @param changed how many had another entry before
     * @param unchanged how many had this entry before
     * @param bytes the size of all three
     * @param gone the paths of entries whose files are gone
     * @param problems the files that could not be imported
     */
    record Report(int added, int changed, int unchanged, long bytes, List<String> gone, List<Problem> problems) {}

    private final VaultDb vault;
    private final Username owner;
    private final Set<String> tags;
    private final Consumer<FileMetadata> stored;
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final ConcurrentLinkedQueue<Problem> problems = new ConcurrentLinkedQueue<>();

    /**
     * For one import.
     *
     * @param vault where to
     * @param owner whose the files are
     * @param tags added to those that a file has
     * @param stored told each entry that was stored, once it is safe; by any thread
     */
    Importer(VaultDb vault, Username owner, Set<String> tags, Consumer<FileMetadata> stored) {
        this.vault = vault;
        this.owner = owner;
        this.tags = tags;
        this.stored = stored;
    }

    Report run(Tree tree, Progress progress) {
        vault.accounts().merge(owner, new Account(Instant.now(), 1, 0), Account::plus);
        Parallel.forEach(tree.files(), file -> {
            add(file);
            progress.step();
        });
        problems.addAll(tree.problems());
        int stored = added.get() + changed.get();
        if (stored > 0) {
            vault.accounts().merge(owner, new Account(Instant.now(), 0, stored), Account::plus);
        }
        return new Report(
                added.get(), changed.get(), unchanged.get(), bytes.get(), gone(vault, tree.root()), sorted(problems));
    }

    private void add(Path file) {
        try {
            store(read(file));
        } catch (NoSuchFileException e) {
            // It went away since the tree was walked: as if it had gone before.
        } catch (IOException e) {
            problems.add(Problem.of(file, e));
        }
    }

    private FileMetadata read(Path file) throws IOException {
        String path = file.toString();
        if (!isSpelled(file, path)) {
            throw new IOException("its name cannot be spelled in this locale: run with another one (LC_ALL=C.UTF-8)");
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant changed = attributes.lastModifiedTime().toInstant();
        return new FileMetadata(
                path, attributes.size(), changed, Contents.sha256(file), owner, FileMetadata.extension(path));
    }

    /** Whether the file can be found again by the text of its path, which is what is stored. */
    private static boolean isSpelled(Path file, String path) {
        try {
            return Path.of(path).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void store(FileMetadata now) {
        bytes.addAndGet(now.sizeBytes());
        FileMetadata before = vault.files().get(now.id());
        if (now.equals(before) && vault.tags().of(now.id()).containsAll(tags)) {
            unchanged.incrementAndGet();
            return;
        }
        vault.write(tx -> {
            tx.files().put(now.id(), now);
            tx.tags().addAll(now.id(), tags);
        });
        (before == null ? added : changed).incrementAndGet();
        stored.accept(now);
    }

    /** The paths of entries whose files are gone: those at or under {@code within}, or all if that is null. */
    static List<String> gone(Vault vault, @Nullable Path within) {
        List<String> gone = new ArrayList<>();
        vault.files().forEach((id, file) -> {
            if (isGone(file.path(), within)) {
                gone.add(file.path());
            }
        });
        return sorted(gone);
    }

    private static boolean isGone(String path, @Nullable Path within) {
        try {
            Path file = Path.of(path);
            return (within == null || file.startsWith(within)) && Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
        } catch (InvalidPathException e) {
            return false; // Imported in another locale: in this one nobody can tell.
        }
    }

    private static <T> List<T> sorted(Iterable<T> items) {
        List<T> sorted = new ArrayList<>();
        items.forEach(sorted::add);
        sorted.sort((a, b) -> a.toString().compareTo(b.toString()));
        return sorted;
    }
}
