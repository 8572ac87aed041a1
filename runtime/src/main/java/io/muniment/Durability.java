package io.muniment;

/** When a commit counts as made. What each level survives is told in {@code docs/crash-safety.md}. */
public enum Durability {
    /** In memory and queued; written within {@link Options#maxDelay()}. A crash loses the last commits, never part of one. */
    ASYNC,
    /** Handed to the operating system: survives the end of the process, however it comes. */
    WRITTEN,
    /** Forced to the disk: survives power loss. */
    SYNCED
}
