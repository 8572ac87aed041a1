package io.muniment;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * How a database is opened. Immutable: each method returns a copy with one thing changed. {@link #defaults()}
 * is safe: every commit is synced, the directory is made if it is missing, and is the owner's alone.
 */
public final class Options {

    /** Told how far a long opening has come. Called from any of several threads, one at a time. */
    @FunctionalInterface
    public interface Progress {

        /**
         * {@code doneBytes} of {@code totalBytes} have been read. When older data is migrated, converting it, writing it and reading
         * it back count as much as reading it, each.
         */
        void at(long doneBytes, long totalBytes);
    }

    private static final Options DEFAULTS = new Options();

    private Durability durability = Durability.SYNCED;
    private Duration maxDelay = Duration.ofMillis(200);
    private int queueBytes = 16 << 20;
    private int segmentBytes = 64 << 20;
    private int recordBytes = 64 << 20;
    private int retries = 8;
    private long heldLogBytes = 256L << 20;
    private Duration listenerWait = Duration.ofSeconds(10);
    private boolean create = true;
    private boolean readOnly;
    private boolean sharedDirectory;
    private Duration lockWait = Duration.ZERO;
    private boolean snapshotsAutomatic = true;
    private double garbageRatio = 0.5;
    private long garbageBytes = 32L << 20;
    private boolean snapshotsCompressed;
    private int keptSnapshots = 1;
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
    private Progress progress = (done, total) -> {};
    private BooleanSupplier cancelled = () -> false;
    private boolean migrateTornTail;
    private boolean keepOldVersions = true;

    private Options() {}

    private Options(Options other) {
        durability = other.durability;
        maxDelay = other.maxDelay;
        queueBytes = other.queueBytes;
        segmentBytes = other.segmentBytes;
        recordBytes = other.recordBytes;
        retries = other.retries;
        heldLogBytes = other.heldLogBytes;
        listenerWait = other.listenerWait;
        create = other.create;
        readOnly = other.readOnly;
        sharedDirectory = other.sharedDirectory;
        lockWait = other.lockWait;
        snapshotsAutomatic = other.snapshotsAutomatic;
        garbageRatio = other.garbageRatio;
        garbageBytes = other.garbageBytes;
        snapshotsCompressed = other.snapshotsCompressed;
        keptSnapshots = other.keptSnapshots;
        threads = other.threads;
        progress = other.progress;
        cancelled = other.cancelled;
        migrateTornTail = other.migrateTornTail;
        keepOldVersions = other.keepOldVersions;
    }

    /** The options of {@code open(Path)}. */
    public static Options defaults() {
        return DEFAULTS;
    }

    // ---- Commits

    /** When a commit counts as made. Default {@link Durability#SYNCED}. */
    public Options durability(Durability level) {
        Options changed = new Options(this);
        changed.durability = Objects.requireNonNull(level, "level");
        return changed;
    }

    /** The longest that an {@link Durability#ASYNC} commit stays in memory alone. Default 200 ms, at least 1 ms. */
    public Options maxDelay(Duration delay) {
        Options changed = new Options(this);
        check(delay.toMillis() >= 1, "maxDelay is at least 1 ms");
        changed.maxDelay = delay;
        return changed;
    }

    /** The bytes of commits that may be queued for the log before writers wait. Default 16 MiB, at least 64 KiB. */
    public Options queueBytes(int bytes) {
        Options changed = new Options(this);
        check(bytes >= 64 << 10, "queueBytes is at least 64 KiB");
        changed.queueBytes = bytes;
        return changed;
    }

    /** The most bytes that one commit may take. Default 64 MiB, from 1 KiB to 1 GiB. */
    public Options recordBytes(int bytes) {
        Options changed = new Options(this);
        check(bytes >= 1 << 10 && bytes <= 1 << 30, "recordBytes is from 1 KiB to 1 GiB");
        changed.recordBytes = bytes;
        return changed;
    }

    /**
     * How often a transaction that lost to another runs again beside the others, before it runs while they wait.
     * Default 8; 0 for at once, so that transactions run one after the other.
     */
    public Options retries(int losses) {
        Options changed = new Options(this);
        check(losses >= 0, "retries is at least 0");
        changed.retries = losses;
        return changed;
    }

    /**
     * The bytes of the log that a snapshot leaves, at most, for listeners and subscribers that have not read them yet.
     * Default 256 MiB; 0 to leave none.
     */
    public Options heldLogBytes(long bytes) {
        Options changed = new Options(this);
        check(bytes >= 0, "heldLogBytes is at least 0");
        changed.heldLogBytes = bytes;
        return changed;
    }

    /**
     * How long {@code close()} waits, at most, until listeners and subscribers have been told of the last commits. Default
     * 10 s.
     */
    public Options listenerWait(Duration longest) {
        Options changed = new Options(this);
        check(!longest.isNegative(), "listenerWait is at least 0");
        changed.listenerWait = longest;
        return changed;
    }

    /** The size to which log files grow. Default 64 MiB, from 64 KiB to 1 GiB. */
    public Options segmentBytes(int bytes) {
        Options changed = new Options(this);
        check(bytes >= 64 << 10 && bytes <= 1 << 30, "segmentBytes is from 64 KiB to 1 GiB");
        changed.segmentBytes = bytes;
        return changed;
    }

    // ---- Opening

    /** Whether a missing database is made. Default true; else opening fails with {@code MissingDatabaseException}. */
    public Options create(boolean create) {
        Options changed = new Options(this);
        changed.create = create;
        return changed;
    }

    /** Opens for reading only: writes nothing at all, not even a missing directory. Default false. */
    public Options readOnly(boolean readOnly) {
        Options changed = new Options(this);
        changed.readOnly = readOnly;
        return changed;
    }

    /** Opens a directory even if others may write to it or own it. Default false. */
    public Options sharedDirectory(boolean allowed) {
        Options changed = new Options(this);
        changed.sharedDirectory = allowed;
        return changed;
    }

    /** How long to wait for another that has the database open. Default not at all. */
    public Options lockWait(Duration longest) {
        Options changed = new Options(this);
        check(!longest.isNegative(), "lockWait is not negative");
        changed.lockWait = longest;
        return changed;
    }

    /** Told how far opening has come. Default nobody. */
    public Options progress(Progress listener) {
        Options changed = new Options(this);
        changed.progress = Objects.requireNonNull(listener, "listener");
        return changed;
    }

    /**
     * Asked now and then while opening; when it says true, opening ends with a
     * {@link java.util.concurrent.CancellationException} and the files are as they were.
     */
    public Options cancelWhen(BooleanSupplier cancelled) {
        Options changed = new Options(this);
        changed.cancelled = Objects.requireNonNull(cancelled, "cancelled");
        return changed;
    }

    /** The threads that read at opening and write snapshots. Default the machine's processors. */
    public Options threads(int count) {
        Options changed = new Options(this);
        check(count >= 1 && count <= 256, "threads are from 1 to 256");
        changed.threads = count;
        return changed;
    }

    // ---- Migrations

    /**
     * Whether older data is migrated even if its log ends in what a crash left unfinished: what was never acknowledged as synced
     * is then not migrated, and stays in the old file. Default false: opening fails with {@code TornTailException}, and the
     * program of the older version can be run to cut it off.
     */
    public Options migrateTornTail(boolean allowed) {
        Options changed = new Options(this);
        changed.migrateTornTail = allowed;
        return changed;
    }

    /**
     * Whether the files of an older version, which a migration sets aside, are kept until they are deleted by hand or by
     * {@link Database#dropOldVersions}. Default true. If not, the first open after the one that migrated deletes them,
     * provided that it finds the database closed cleanly.
     */
    public Options keepOldVersions(boolean kept) {
        Options changed = new Options(this);
        changed.keepOldVersions = kept;
        return changed;
    }

    // ---- Snapshots

    /** Whether snapshots are taken when the log holds enough garbage. Default true. */
    public Options automaticSnapshots(boolean automatic) {
        Options changed = new Options(this);
        changed.snapshotsAutomatic = automatic;
        return changed;
    }

    /**
     * When a snapshot is taken by itself: once what is overwritten or removed makes up {@code ratio} of the
     * files (from 0.1 to 0.9) and at least {@code bytes}. Default 0.5 and 32 MiB.
     */
    public Options snapshotAt(double ratio, long bytes) {
        Options changed = new Options(this);
        check(ratio >= 0.1 && ratio <= 0.9, "the garbage ratio is from 0.1 to 0.9");
        check(bytes >= 1, "the garbage is at least 1 byte");
        changed.garbageRatio = ratio;
        changed.garbageBytes = bytes;
        return changed;
    }

    /** Whether snapshots are compressed: smaller, for more processor time. Default false. */
    public Options compressedSnapshots(boolean compressed) {
        Options changed = new Options(this);
        changed.snapshotsCompressed = compressed;
        return changed;
    }

    /**
     * How many snapshots are kept, with the log after each. Default 1: the one before goes when the new one has
     * been read back. With 2, a newest snapshot that goes bad on the disk costs nothing but space.
     */
    public Options keptSnapshots(int count) {
        Options changed = new Options(this);
        check(count >= 1 && count <= 16, "keptSnapshots are from 1 to 16");
        changed.keptSnapshots = count;
        return changed;
    }

    // ---- What was chosen

    /** See {@link #durability(Durability)}. */
    public Durability durability() {
        return durability;
    }

    /** See {@link #maxDelay(Duration)}. */
    public Duration maxDelay() {
        return maxDelay;
    }

    /** See {@link #queueBytes(int)}. */
    public int queueBytes() {
        return queueBytes;
    }

    /** See {@link #retries(int)}. */
    public int retries() {
        return retries;
    }

    /** See {@link #heldLogBytes(long)}. */
    public long heldLogBytes() {
        return heldLogBytes;
    }

    /** See {@link #listenerWait(Duration)}. */
    public Duration listenerWait() {
        return listenerWait;
    }

    /** See {@link #recordBytes(int)}. */
    public int recordBytes() {
        return recordBytes;
    }

    /** See {@link #segmentBytes(int)}. */
    public int segmentBytes() {
        return segmentBytes;
    }

    /** See {@link #create(boolean)}. */
    public boolean create() {
        return create;
    }

    /** See {@link #readOnly(boolean)}. */
    public boolean readOnly() {
        return readOnly;
    }

    /** See {@link #sharedDirectory(boolean)}. */
    public boolean sharedDirectory() {
        return sharedDirectory;
    }

    /** See {@link #lockWait(Duration)}. */
    public Duration lockWait() {
        return lockWait;
    }

    /** See {@link #progress(Progress)}. */
    public Progress progress() {
        return progress;
    }

    /** See {@link #cancelWhen(BooleanSupplier)}. */
    public BooleanSupplier cancelled() {
        return cancelled;
    }

    /** See {@link #threads(int)}. */
    public int threads() {
        return threads;
    }

    /** See {@link #migrateTornTail(boolean)}. */
    public boolean migrateTornTail() {
        return migrateTornTail;
    }

    /** See {@link #keepOldVersions(boolean)}. */
    public boolean keepOldVersions() {
        return keepOldVersions;
    }

    /** See {@link #automaticSnapshots(boolean)}. */
    public boolean automaticSnapshots() {
        return snapshotsAutomatic;
    }

    /** The ratio of {@link #snapshotAt}. */
    public double garbageRatio() {
        return garbageRatio;
    }

    /** The bytes of {@link #snapshotAt}. */
    public long garbageBytes() {
        return garbageBytes;
    }

    /** See {@link #compressedSnapshots(boolean)}. */
    public boolean compressedSnapshots() {
        return snapshotsCompressed;
    }

    /** See {@link #keptSnapshots(int)}. */
    public int keptSnapshots() {
        return keptSnapshots;
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
