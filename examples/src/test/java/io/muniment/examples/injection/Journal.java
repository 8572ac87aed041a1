package io.muniment.examples.injection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Code of an application: it knows the schema, and nothing of what opens the database. */
@Singleton
class Journal {

    private final Notes notes;

    @Inject
    Journal(Notes notes) {
        this.notes = notes;
    }

    void write(String title, String text) {
        notes.texts().put(title, text);
    }
}
