package io.muniment.migration;

import io.muniment.error.DatabaseException;
import io.muniment.error.MigrationException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a migration did, or what it would do.
 *
 * @param schema the name of the schema
 * @param from the version of the data before
 * @param to the version after
 * @param tables the tables of the new version by ascending id, then those that were dropped on the way
 * @param failed how many entries could not be converted; not 0 after a trial only
 * @param failures the first of them, at most {@link #MOST_FAILURES}
 * @param took how long reading and converting took, without writing
 */
public record MigrationReport(
        String schema, int from, int to, List<TableReport> tables, long failed, List<Failure> failures, Duration took) {

    /** So many failures are told one by one. */
    public static final int MOST_FAILURES = 100;

    /** Copies the lists. */
    public MigrationReport {
        tables = List.copyOf(tables);
        failures = List.copyOf(failures);
    }

    /** Whether every entry was converted, and every check on the whole passed. */
    public boolean isClean() {
        return failed == 0 && failures.isEmpty();
    }

    /** What became of a table. */
    public enum Outcome {
        /** It keeps what it kept, in the same shape; only {@code complete} may have changed it. */
        CARRIED,
        /** Its keys or values have another shape, or code of the user's has made them of the old ones. */
        CONVERTED,
        /** There was no such table before. */
        ADDED,
        /** There is no such table any more. */
        DROPPED
    }

    /**
     * One table.
     *
     * @param name in the new version; of a dropped table its last name
     * @param outcome what became of it
     * @param before its entries before: of a table of groups the groups; 0 for an added one
     * @param after its entries now; 0 for a dropped one
     * @param failed how many of the entries could not be converted
     */
    public record TableReport(String name, Outcome outcome, long before, long after, long failed) {}

    /**
     * Why something could not be converted.
     *
     * @param table the table, in the version that was converted; empty if it concerns no single one
     * @param key the old key, if it is known; it is no part of {@link #toString}
     * @param cause what was thrown
     */
    public record Failure(Optional<String> table, Optional<Object> key, Throwable cause) {

        /**
         * All that there is to say, with the key and with what the user's code says: for a person who looks for the entry, not
         * for a log, since it may hold what is stored.
         */
        public String details() {
            StringBuilder details = new StringBuilder(toString());
            key.ifPresent(value -> details.append("; key ").append(value));
            if (cause instanceof MigrationException collision) {
                collision.other().ifPresent(value -> details.append(" and ").append(value));
            }
            Throwable each = cause instanceof DatabaseException ? cause.getCause() : cause;
            for (; each != null; each = each.getCause()) {
                details.append("; ").append(each);
            }
            return details.toString();
        }

        /** What went wrong, and where in the user's code; without the key, and without what that code says. See {@link #details}. */
        @Override
        public String toString() {
            if (cause instanceof MigrationException migration) {
                return migration.problem();
            }
            return cause instanceof DatabaseException ownMessage
                    ? String.valueOf(ownMessage.getMessage())
                    : table.map(name -> "table " + name).orElse("the whole") + ": "
                            + cause.getClass().getName();
        }
    }
}
