package io.muniment.examples.tour;

import io.muniment.annotation.Schema;
import io.muniment.annotation.SerializeWith;
import io.muniment.table.ListTable;
import io.muniment.table.MapTable;
import io.muniment.table.Sequence;
import io.muniment.table.SetTable;
import io.muniment.table.Single;
import io.muniment.table.SortedTable;
import io.muniment.table.Table;
import java.time.Instant;

/** Accounts, and what happened to them. */
@Schema(name = "lockbook", version = 1)
@SerializeWith(UriSerializer.class)
public interface Lockbook {

    /** Who may come in. */
    Table<Username, Account> accounts();

    /** What happened, in order of time. */
    SortedTable<Instant, Event> audit();

    /** What holds for all. */
    Single<Settings> settings();

    /** From where each has logged in. */
    SetTable<Username, String> devices();

    /** What each still has to do, one after the other. */
    ListTable<Username, String> tasks();

    /** How often each was wrong, by device. */
    MapTable<Username, String, Integer> failures();

    /** Everything that ever happened, numbered. */
    Sequence<Event> journal();
}
