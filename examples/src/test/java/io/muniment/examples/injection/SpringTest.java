package io.muniment.examples.injection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.error.ClosedException;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class SpringTest {

    @Configuration
    @Import(Journal.class)
    static class NotesConfiguration {

        @Bean
        NotesDb open() {
            return NotesDb.inMemory();
        }
    }

    @Test
    void springInjectsTheDatabaseBehindItsInterfaceAndClosesIt() {
        NotesDb db;
        try (var context = new AnnotationConfigApplicationContext(NotesConfiguration.class)) {
            db = context.getBean(NotesDb.class);
            context.getBean(Journal.class).write("today", "rain");

            assertSame(db, context.getBean(Notes.class));
            assertEquals("rain", db.texts().get("today"));
        }
        assertThrows(ClosedException.class, () -> db.texts().get("today"));
    }
}
