package io.muniment;

import io.muniment.schema.SchemaDescription;
import io.muniment.transaction.CommitGate;

/** A database without files, of which nobody has the tables yet. */
record InMemory(String name, SchemaDescription schema, CommitGate gate, Tables tables, Options options) {

    /** An empty one, whose commits wait for nothing. */
    static InMemory of(String name, SchemaDescription schema, Options options) {
        CommitGate gate = new CommitGate(null, name, 0);
        Options quick = options.durability(Durability.ASYNC);
        return new InMemory(name, schema, gate, Tables.of(schema, gate, quick), quick);
    }

    Database database() {
        return new Database(
                name,
                schema,
                gate,
                tables.ofSchema(),
                Database.transactions(gate, tables.ofSchema(), options),
                Feeds.inMemory(gate, options.listenerWait()),
                null);
    }
}
