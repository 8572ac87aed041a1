package io.muniment.benchmark;

import io.muniment.annotation.Schema;
import io.muniment.table.SortedTable;
import io.muniment.table.Table;

/** The database that is measured. */
@Schema(name = "people", version = 1)
public interface People {

    /** Accounts by a key of 16 characters. */
    Table<String, Account> accounts();

    /** Other accounts by the same keys. */
    Table<String, Account> others();

    /** Members by a key of 16 characters, to be found by email and by city too. */
    Table<String, Member> members();

    /** The same, in the order of the keys. */
    SortedTable<String, Account> ordered();
}
