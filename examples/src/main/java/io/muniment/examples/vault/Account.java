package io.muniment.examples.vault;

import java.time.Instant;

/**
 * What is known of somebody who has imported files.
 *
 * @param since the first import
 * @param imports how many imports there were
 * @param stored how many times they stored a file, because it was new or had changed; counted since version 2
 */
public record Account(Instant since, long imports, long stored) {

    /** The account after {@code more} imports. */
    Account plus(Account more) {
        return new Account(since, imports + more.imports, stored + more.stored);
    }
}
