package io.muniment.testing;

import java.nio.file.Path;

/**
 * Opens a database as the program does: {@code directory -> LockbookDb.open(directory, new ToV2())}.
 *
 * @param <D> the database
 */
@FunctionalInterface
public interface Opening<D extends AutoCloseable> {

    /** Opens the database in {@code directory}. */
    D open(Path directory) throws Exception;
}
