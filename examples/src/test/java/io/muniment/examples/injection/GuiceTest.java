package io.muniment.examples.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;

class GuiceTest {

    static final class NotesModule extends AbstractModule {

        @Override
        protected void configure() {
            bind(Notes.class).to(NotesDb.class);
        }

        @Provides
        @Singleton
        NotesDb open() {
            return NotesDb.inMemory();
        }
    }

    @Test
    void guiceInjectsTheDatabaseBehindItsInterface() {
        Injector injector = Guice.createInjector(new NotesModule());
        // Guice closes nothing: whoever makes the injector closes the database.
        try (NotesDb db = injector.getInstance(NotesDb.class)) {
            injector.getInstance(Journal.class).write("today", "rain");

            assertSame(db, injector.getInstance(Notes.class));
            assertEquals("rain", db.texts().get("today"));
        }
    }
}
