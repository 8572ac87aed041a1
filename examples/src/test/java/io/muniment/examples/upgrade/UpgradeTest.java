package io.muniment.examples.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.error.SchemaVersionException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeTest {

    @TempDir
    private Path directory;

    private Path old;
    private Path fresh;

    @BeforeEach
    void keepContactsOfVersion1() {
        old = directory.resolve("contacts");
        fresh = directory.resolve("contacts-2");
        try (var db = io.muniment.examples.upgrade.v1.ContactsDb.open(old)) {
            db.contacts().put("ada", new io.muniment.examples.upgrade.v1.Contact("1815"));
            db.contacts().put("charles", new io.muniment.examples.upgrade.v1.Contact(""));
        }
    }

    @Test
    void everyContactIsThereInItsNewForm() {
        Upgrade.main(old.toString(), fresh.toString());

        try (ContactsDb db = ContactsDb.open(fresh)) {
            assertEquals(
                    Map.of(
                            "ada", new Contact(Optional.of("1815"), List.of()),
                            "charles", new Contact(Optional.empty(), List.of())),
                    db.contacts().asMap());
        }
    }

    @Test
    void openingAloneBringsOlderDataToTheNewVersion() {
        try (ContactsDb db = ContactsDb.open(old)) {
            assertEquals(Optional.of("1815"), db.contacts().get("ada").phone());
            assertEquals(2, db.contacts().size());
        }
    }

    @Test
    void newerDataIsRefusedWithBothVersions() {
        Upgrade.upgrade(old, fresh);

        SchemaVersionException e = assertThrows(
                SchemaVersionException.class, () -> io.muniment.examples.upgrade.v1.ContactsDb.open(fresh));

        assertEquals(2, e.found());
        assertEquals(1, e.expected());
    }

    @Test
    void halfAnUpgradeIsNotGoneOnWith() {
        Upgrade.upgrade(old, fresh);

        assertThrows(IllegalStateException.class, () -> Upgrade.upgrade(old, fresh));
    }
}
