package io.muniment.examples.bank;

import io.muniment.annotation.Schema;
import io.muniment.table.SortedTable;
import io.muniment.table.Table;

/** Accounts, and what has moved between them. */
@Schema(name = "bank", version = 1)
public interface Bank {
    /** The balance of each account, by its owner. */
    Table<String, Account> accounts();

    /** Every transfer, by its number. */
    SortedTable<Long, Transfer> transfers();

    /** What there is, in cents. */
    record Account(long cents) {}

    /** What has moved, in cents. */
    record Transfer(String from, String to, long cents) {}
}
