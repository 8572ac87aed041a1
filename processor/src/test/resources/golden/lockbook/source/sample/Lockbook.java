package sample;

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
import java.util.UUID;

/** A safe for files: who may open it, what lies in it, and what was done. More is told in its manual. */
@Schema(name = "lockbook", version = 2)
@SerializeWith(UriSerializer.class)
public interface Lockbook {

    /** Who may open the safe. */
    Table<Username, Account> accounts();

    /** What was done, and when. */
    SortedTable<Instant, Event> audit();

    /** The files themselves. */
    Table<UUID, Attachment> attachments();

    /** How often a word was looked for, by language. */
    Table<Pair<String, Country>, Long> searches();

    Single<Folder> root();

    /** Which files are whose. */
    SetTable<Username, UUID> ownedFiles();

    ListTable<UUID, Instant> openings();

    MapTable<Username, Country, Attachment> passports();

    /** Every event, for good. */
    Sequence<Event> journal();
}
