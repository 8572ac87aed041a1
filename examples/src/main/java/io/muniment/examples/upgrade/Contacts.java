package io.muniment.examples.upgrade;

import io.muniment.annotation.Schema;
import io.muniment.table.Table;

/** Whom to call or to write to: version 2. */
@Schema(name = "contacts", version = 2, previous = io.muniment.examples.upgrade.v1.Contacts.class)
public interface Contacts {

    /** By name. */
    Table<String, Contact> contacts();
}
