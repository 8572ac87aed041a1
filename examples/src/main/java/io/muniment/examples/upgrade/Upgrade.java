package io.muniment.examples.upgrade;

import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.migration.MigrationReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Copies contacts of version 1 into a new database of version 2. */
public final class Upgrade {

    private Upgrade() {}

    public static void main(String... args) {
        System.out.println(upgrade(Path.of(args[0]), Path.of(args[1])).tables());
    }

    /** Changes nothing in {@code old}. If it does not return, delete {@code fresh} and run it again. */
    static MigrationReport upgrade(Path old, Path fresh) {
        if (Files.exists(fresh)) {
            throw new IllegalStateException("there is something in " + fresh + " already: delete it first");
        }
        Options reading = Options.defaults().readOnly(true);
        Options loading = Options.defaults().durability(Durability.ASYNC);
        try (var before = io.muniment.examples.upgrade.v1.ContactsDb.open(old, reading);
                var after = ContactsDb.open(fresh, loading)) {
            return new ToV2().copy(before, after);
        } // closing makes all of it durable
    }

    /** Version 1 had an empty text where there was no phone. */
    private static final class ToV2 implements ContactsV1ToV2 {

        @Override
        public Contact contact(io.muniment.examples.upgrade.v1.Contact old) {
            return new Contact(Optional.of(old.phone()).filter(phone -> !phone.isEmpty()), List.of());
        }
    }
}
