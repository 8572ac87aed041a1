package io.muniment.storage;

/** How a directory is to be opened. */
public enum DirectoryAccess {
    /** For reading and writing; made if it is missing. */
    CREATE,
    /** For reading and writing; it must be there. */
    EXISTING,
    /** For reading; it must be there, and nothing in it is made or changed. */
    READ_ONLY
}
