package io.muniment.benchmark;

import io.muniment.annotation.Default;
import io.muniment.annotation.Schema;
import io.muniment.table.Table;

/** The version that a migration leads to. */
@Schema(name = "staff", version = 2, previous = StaffV1.class)
public interface Staff {

    /** Half of the accounts. */
    Table<String, Clerk> clerks();

    /** The other half. */
    Table<String, Account> others();

    /** With one more component, and one that takes greater numbers. */
    record Clerk(
            String name,
            String email,
            String street,
            String note,
            long created,
            long logins,
            @Default("0") int failures) {}
}
