package io.muniment.examples.injection;

import io.muniment.annotation.Schema;
import io.muniment.table.Table;

/** The schema whose database is injected. */
@Schema(name = "notes", version = 1)
public interface Notes {

    /** Titles to texts. */
    Table<String, String> texts();
}
