package io.muniment.examples.upgrade.v1;

import io.muniment.annotation.Schema;
import io.muniment.table.Table;

/** Whom to call: version 1. */
@Schema(name = "contacts", version = 1)
public interface Contacts {

    /** By name. */
    Table<String, Contact> contacts();
}
