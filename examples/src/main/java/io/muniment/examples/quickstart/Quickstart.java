package io.muniment.examples.quickstart;

import java.nio.file.Path;
import java.time.Instant;

/** Writes a note, and tells how many there are. */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String... args) {
        try (NotesDb db = NotesDb.open(Path.of(args.length > 0 ? args[0] : "notes"))) {
            db.notes().put("run at " + Instant.now(), new Notes.Note("Hello, and still here.", Instant.now()));
            System.out.println("Notes so far: " + db.notes().size());
        }
    }
}
