package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.fixture.HeldDisk;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Operation;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import io.muniment.table.DatabaseTable;
import io.muniment.table.DatabaseTransaction;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionHandle;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A write that waits for no disk, of an entry with indexes, while one that does becomes visible. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OvertakenIndexTest {

    /** What an entry is found by. Tells when two of them are compared. */
    private record Mark(String name) {

        /** Run once. */
        static final AtomicReference<Runnable> COMPARED = new AtomicReference<>();

        @Override
        public boolean equals(Object other) {
            once(COMPARED);
            return other instanceof Mark mark && mark.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    private record Marked(String mark, long number) {

        /** Run once, when somebody asks for the mark of the second entry with this number. */
        static final AtomicReference<Runnable> ASKED = new AtomicReference<>();

        Mark found() {
            if (number == 2) {
                once(ASKED);
            }
            return new Mark(mark);
        }
    }

    private static void once(AtomicReference<Runnable> task) {
        Runnable run = task.getAndSet(null);
        if (run != null) {
            run.run();
        }
    }

    private static final class MarkedSerializer extends ValueSerializer<Marked> {

        @Override
        public void write(ValueOutput out, Marked value) {
            out.writeString(value.mark());
            out.writeLong(value.number());
        }

        @Override
        public Marked read(ValueInput in) {
            return new Marked(in.readString(), in.readLong());
        }
    }

    private static final IndexDescription<Marked, Mark> MARK =
            new IndexDescription<>("mark", true, false, Marked::found);
    private static final TableDescription<String, Marked> TABLE = new TableDescription<>(
            1, "marked", TableKind.HASH, Serializers.STRING, new MarkedSerializer(), List.of(MARK));
    private static final SchemaDescription SCHEMA = new SchemaDescription(
            "marked",
            1,
            new Shape(
                            "marked",
                            1,
                            List.of(new TableShape(
                                    1,
                                    "marked",
                                    TableKind.HASH,
                                    TypeExpression.parse("string"),
                                    TypeExpression.parse("Marked"))),
                            List.of(new TypeShape.OfCustom("Marked")))
                    .toJson(),
            List.of(TABLE));

    private static final class Entries extends DatabaseTable<String, Marked> {

        Entries(TableHandle<String, Marked> handle) {
            super(handle);
        }

        Marked byMark(String mark) {
            return valueBy(MARK, new Mark(mark));
        }
    }

    private static final class Transaction extends DatabaseTransaction {

        final Entries entries;

        Transaction(TransactionHandle handle) {
            super(handle);
            entries = new Entries(handle.table(TABLE));
        }
    }

    @Test
    void whatIsFoundIsWhatWasPutLast() {
        SimStorage disk = new SimStorage();
        Options options = Options.defaults().automaticSnapshots(false).durability(Durability.ASYNC);
        try (Database db = Store.open(SCHEMA, disk, () -> {}, options)) {
            Entries entries = new Entries(db.table(TABLE));
            entries.put("a", new Marked("zero", 0));
            db.sync();
            HeldDisk held = HeldDisk.before(disk, Operation.SYNC);
            AtomicReference<CompletableFuture<Void>> synced = new AtomicReference<>();
            // Prepared for what was there before, decided while another is on its way to the disk ...
            Marked.ASKED.set(() -> {
                synced.set(CompletableFuture.supplyAsync(() -> db.writeAsync(
                                Transaction::new, Durability.SYNCED, tx -> tx.entries.put("a", new Marked("one", 1))))
                        .join());
                held.reached();
                // ... and made when that has come there.
                Mark.COMPARED.set(() -> {
                    held.letGo();
                    synced.get().join();
                });
            });

            entries.put("a", new Marked("zero", 2));

            synced.get().join();
            assertEquals(new Marked("zero", 2), entries.get("a"));
            assertEquals(new Marked("zero", 2), entries.byMark("zero"));
            assertNull(entries.byMark("one"));
            entries.put("b", new Marked("one", 3));
            assertEquals(new Marked("one", 3), entries.byMark("one"));
        }
    }
}
