package io.muniment.error;

/** What is known of a commit whose call has failed. */
public enum Outcome {

    /** It was not made: nothing of it is in the database, now or after the next open. */
    NOT_COMMITTED,
    /** It may or may not have reached the disk; after the next open it is wholly there or wholly absent. */
    UNKNOWN
}
