package io.muniment.examples.vault;

import java.time.Instant;

/**
 * What is known of somebody who has imported files.
 *
 * @param since the first import
 * @param imports how many imports there were
 */
public record Account(Instant since, int imports) {

    /** The account after {@code more} imports. */
    Account plus(Account more) {
        return new Account(since, imports + more.imports);
    }
}
