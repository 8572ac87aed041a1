package io.muniment.examples.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dagger.Binds;
import dagger.Component;
import dagger.Module;
import dagger.Provides;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;

class DaggerTest {

    @Singleton
    @Component(modules = NotesModule.class)
    interface Application {

        Journal journal();

        Notes notes();

        NotesDb db();
    }

    @Module
    interface NotesModule {

        @Binds
        Notes notes(NotesDb db);

        @Provides
        @Singleton
        static NotesDb open() {
            return NotesDb.inMemory();
        }
    }

    @Test
    void daggerInjectsTheDatabaseBehindItsInterface() {
        Application application = DaggerDaggerTest_Application.create();
        // Dagger closes nothing: whoever makes the component closes the database.
        try (NotesDb db = application.db()) {
            application.journal().write("today", "rain");

            assertSame(db, application.notes());
            assertEquals("rain", db.texts().get("today"));
        }
    }
}
