package io.muniment.examples.vault;

import io.muniment.annotation.Schema;
import io.muniment.table.SetTable;
import io.muniment.table.Single;
import io.muniment.table.Table;
import java.util.UUID;

/** Files that somebody wants to find again, and unchanged. */
@Schema(name = "vault", version = 3)
public interface Vault {

    /** Who has imported files. */
    Table<Username, Account> accounts();

    /** The files, by an id that follows from their path. */
    Table<UUID, FileMetadata> files();

    /** Words to find a file by, by the file's id. */
    SetTable<UUID, String> tags();

    /** What an import does when it is not told otherwise. */
    Single<Settings> settings();
}
