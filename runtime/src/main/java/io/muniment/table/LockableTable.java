package io.muniment.table;

/**
 * A table of an open database, of any kind, as a transaction can have it to itself: what is named in
 * {@code db.exclusive(List.of(db.accounts(), ..), tx -> ..)}.
 */
public abstract sealed class LockableTable permits DatabaseTable, DatabaseGroupTable, DatabaseSingle, DatabaseSequence {

    LockableTable() {}

    abstract TableHandle<?, ?> handle();
}
