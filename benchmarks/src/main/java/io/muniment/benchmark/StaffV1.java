package io.muniment.benchmark;

import io.muniment.annotation.Schema;
import io.muniment.table.Table;

/** The version that is migrated: of its two tables one is converted, the other keeps what it keeps. */
@Schema(name = "staff", version = 1)
public interface StaffV1 {

    /** Half of the accounts, of a type that has changed since. */
    Table<String, Clerk> clerks();

    /** The other half. */
    Table<String, Account> others();

    /** Without what the next version adds. */
    record Clerk(String name, String email, String street, String note, long created, int logins) {}
}
