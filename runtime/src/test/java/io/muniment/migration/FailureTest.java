package io.muniment.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.MigrationException;
import io.muniment.error.UniqueException;
import io.muniment.migration.MigrationReport.Failure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a failure says when it is printed, and what it says to who asks for all. */
class FailureTest {

    private static final IllegalArgumentException THROWN = new IllegalArgumentException("no name: alice");

    private static Failure failure(RuntimeException cause) {
        return new Failure(Optional.of("accounts"), Optional.of("key of alice"), cause);
    }

    @Test
    void itsTextNamesWhatWasThrownAndHoldsNothingThatIsStored() {
        Failure failure = failure(MigrationException.ofEntry("lockbook", 1, 2, "accounts", "alice", THROWN));
        assertTrue(
                failure.toString()
                        .startsWith("an entry of table accounts could not be converted:"
                                + " java.lang.IllegalArgumentException"),
                failure.toString());
        assertFalse(failure.toString().contains("alice"), failure.toString());
    }

    @Test
    void itsDetailsHaveTheKeyAndWhatWasSaid() {
        String details = failure(MigrationException.ofEntry("lockbook", 1, 2, "accounts", "alice", THROWN))
                .details();
        assertTrue(details.endsWith("; key key of alice; java.lang.IllegalArgumentException: no name: alice"), details);
    }

    @Test
    void ofTwoKeysThatBecomeTheSameItsDetailsHaveBoth() {
        String details = failure(MigrationException.ofCollision("lockbook", 1, 2, "accounts", "alice", "ALICE"))
                .details();
        assertEquals("two keys of table accounts become the same; key key of alice and ALICE", details);
    }

    @Test
    void whatIsNotUniqueIsSaidAsEver() {
        Failure failure = failure(UniqueException.ofOpen("accounts", "email", "alice", "bob"));
        assertEquals(failure.cause().getMessage(), failure.toString());
        assertFalse(failure.toString().contains("alice"));
        assertTrue(failure.details().endsWith("; key key of alice"));
    }
}
