package io.muniment.examples.quickstart;

import io.muniment.annotation.Schema;
import io.muniment.table.Table;
import java.time.Instant;

/** Short texts, by title. */
@Schema(name = "notes", version = 1)
public interface Notes {
    /** What was written under a title. */
    Table<String, Note> notes();

    /** A text and when it was written. */
    record Note(String text, Instant written) {}
}
