package io.muniment.testing;

/**
 * Does something with an open database: fills it, or asserts what is in it.
 *
 * @param <D> the database
 */
@FunctionalInterface
public interface Action<D> {

    /** Is called once, with the database open. */
    void run(D database) throws Exception;
}
