package io.muniment.table;

import org.jspecify.annotations.Nullable;

/**
 * What is done in a transaction, with a result. It may be run more than once, so it does nothing that must not be done
 * twice but in the transaction itself.
 *
 * @param <T> the transaction: the class that was generated for the schema
 * @param <R> the result
 * @param <X> what it throws besides unchecked exceptions
 */
@FunctionalInterface
public interface TransactionBody<T, R extends @Nullable Object, X extends Exception> {

    /** Reads and writes in {@code transaction}; what it throws ends the transaction without a commit. */
    R run(T transaction) throws X;
}
