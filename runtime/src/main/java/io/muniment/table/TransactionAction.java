package io.muniment.table;

/**
 * What is done in a transaction, without a result; else as {@link TransactionBody}.
 *
 * @param <T> the transaction: the class that was generated for the schema
 * @param <X> what it throws besides unchecked exceptions
 */
@FunctionalInterface
public interface TransactionAction<T, X extends Exception> {

    /** Reads and writes in {@code transaction}; what it throws ends the transaction without a commit. */
    void run(T transaction) throws X;
}
