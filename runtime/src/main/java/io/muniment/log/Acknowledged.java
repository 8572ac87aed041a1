package io.muniment.log;

/** How far a record must have come before the thread that made it is told that it is there. */
public enum Acknowledged {
    /** In the queue. */
    QUEUED,
    /** Taken by the operating system. */
    WRITTEN,
    /** Forced to the disk. */
    SYNCED
}
