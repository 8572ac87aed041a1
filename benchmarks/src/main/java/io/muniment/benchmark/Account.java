package io.muniment.benchmark;

/** What is stored: six components, about 150 bytes encoded. */
public record Account(String name, String email, String street, String note, long created, int logins) {

    /** The same account a moment later: a new object that shares the texts. */
    Account seenAgain(int round) {
        return new Account(name, email, street, note, created + round, logins);
    }
}
