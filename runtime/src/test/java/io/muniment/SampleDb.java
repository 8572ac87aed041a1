package io.muniment;

import io.muniment.codec.Bytes;
import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.VerifyReport;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.storage.Storage;
import io.muniment.table.CommitHandle;
import io.muniment.table.DatabaseCommit;
import io.muniment.table.DatabaseSingle;
import io.muniment.table.DatabaseSortedTable;
import io.muniment.table.DatabaseTable;
import io.muniment.table.DatabaseTransaction;
import io.muniment.table.LeftOver;
import io.muniment.table.LockableTable;
import io.muniment.table.TableChange;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionAction;
import io.muniment.table.TransactionBody;
import io.muniment.table.TransactionHandle;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** What the processor would write for a schema of a few tables, written by hand. */
final class SampleDb implements AutoCloseable {

    static final TableDescription<String, Long> COUNTS =
            new TableDescription<>(1, "counts", TableKind.HASH, Serializers.STRING, Serializers.LONG);
    static final TableDescription<String, Bytes> BLOBS =
            new TableDescription<>(2, "blobs", TableKind.HASH, Serializers.STRING, Serializers.BYTES);
    static final TableDescription<Long, String> EVENTS =
            new TableDescription<>(3, "events", TableKind.SORTED, Serializers.LONG, Serializers.STRING);
    static final TableDescription<Unit, String> CONFIG =
            new TableDescription<>(4, "config", TableKind.SINGLE, Serializers.UNIT, Serializers.STRING);

    /** Its values can be told to be impossible to write. */
    static final TableDescription<String, Awkward> AWKWARD =
            new TableDescription<>(5, "awkward", TableKind.HASH, Serializers.STRING, new AwkwardSerializer());

    static final SchemaDescription SCHEMA = schema("sample", 1, List.of(COUNTS, BLOBS, EVENTS, CONFIG, AWKWARD));

    /** A value whose writing throws, unless it has no failure. */
    record Awkward(RuntimeException failure) {}

    private static final class AwkwardSerializer extends ValueSerializer<Awkward> {

        @Override
        public void write(ValueOutput out, Awkward value) {
            if (value.failure() != null) {
                throw value.failure();
            }
            out.writeByte(0);
        }

        @Override
        public Awkward read(ValueInput in) {
            in.readByte();
            return new Awkward(null);
        }
    }

    private final Database database;
    private final Counts counts;
    private final Blobs blobs;
    private final Events events;
    private final Config config;
    private final AwkwardTable awkward;

    static SchemaDescription schema(String name, int version, List<TableDescription<?, ?>> tables) {
        List<TableShape> shapes = tables.stream()
                .map(table -> new TableShape(
                        table.id(),
                        table.name(),
                        table.kind(),
                        table.kind() == TableKind.SINGLE ? null : type(table.keys()),
                        type(table.values())))
                .toList();
        List<io.muniment.schema.TypeShape> types =
                tables.contains(AWKWARD) ? List.of(new io.muniment.schema.TypeShape.OfCustom("Awkward")) : List.of();
        return new SchemaDescription(name, version, new Shape(name, version, shapes, types).toJson(), tables);
    }

    private static TypeExpression type(ValueSerializer<?> serializer) {
        if (serializer == Serializers.STRING) {
            return TypeExpression.parse("string");
        }
        if (serializer == Serializers.LONG) {
            return TypeExpression.parse("long");
        }
        return TypeExpression.parse(serializer == Serializers.BYTES ? "bytes" : "Awkward");
    }

    private SampleDb(Database database) {
        this.database = database;
        counts = new Counts(database.table(COUNTS));
        blobs = new Blobs(database.table(BLOBS));
        events = new Events(database.table(EVENTS));
        config = new Config(database.table(CONFIG));
        awkward = new AwkwardTable(database.table(AWKWARD));
    }

    static SampleDb open(Path directory) {
        return open(directory, Options.defaults());
    }

    static SampleDb open(Path directory, Options options) {
        return new SampleDb(Database.open(SCHEMA, directory, options));
    }

    static SampleDb open(Storage storage, Options options) {
        return new SampleDb(Store.open(SCHEMA, storage, () -> {}, options));
    }

    static SampleDb open(Storage storage, Closeable lock, Options options) {
        return new SampleDb(Store.open(SCHEMA, storage, lock, options));
    }

    static SalvageReport salvage(Path damaged, Path target) {
        return Database.salvage(SCHEMA, damaged, target);
    }

    static VerifyReport verify(Path directory) {
        return Database.verify(SCHEMA, directory);
    }

    static SampleDb inMemory() {
        return new SampleDb(Database.inMemory(SCHEMA));
    }

    Counts counts() {
        return counts;
    }

    Blobs blobs() {
        return blobs;
    }

    Events events() {
        return events;
    }

    Config config() {
        return config;
    }

    AwkwardTable awkward() {
        return awkward;
    }

    <R, X extends Exception> R read(TransactionBody<? super Transaction, R, X> body) throws X {
        return database.read(Transaction::new, body);
    }

    <X extends Exception> void write(TransactionAction<? super Transaction, X> body) throws X {
        database.write(Transaction::new, Durability.ASYNC, body);
    }

    <X extends Exception> void write(Durability level, TransactionAction<? super Transaction, X> body) throws X {
        database.write(Transaction::new, level, body);
    }

    <R, X extends Exception> R compute(TransactionBody<? super Transaction, R, X> body) throws X {
        return database.compute(Transaction::new, Durability.ASYNC, body);
    }

    <X extends Exception> CompletableFuture<Void> writeAsync(TransactionAction<? super Transaction, X> body) throws X {
        return database.writeAsync(Transaction::new, Durability.ASYNC, body);
    }

    <X extends Exception> CompletableFuture<Void> writeAsync(
            Durability level, TransactionAction<? super Transaction, X> body) throws X {
        return database.writeAsync(Transaction::new, level, body);
    }

    <R, X extends Exception> CompletableFuture<R> computeAsync(TransactionBody<? super Transaction, R, X> body)
            throws X {
        return database.computeAsync(Transaction::new, Durability.ASYNC, body);
    }

    <X extends Exception> void exclusive(TransactionAction<? super Transaction, X> body) throws X {
        database.exclusive(Transaction::new, body);
    }

    <X extends Exception> void exclusive(
            Collection<? extends LockableTable> tables, TransactionAction<? super Transaction, X> body) throws X {
        database.exclusive(Transaction::new, tables, body);
    }

    Listening onCommit(Consumer<? super Commit> listener) {
        return database.onCommit(Commit::new, listener);
    }

    Flow.Publisher<Commit> commitsAfter(long sequence) {
        return database.commitsAfter(Commit::new, sequence);
    }

    Transaction begin() {
        return database.begin(Transaction::new);
    }

    Transaction view() {
        return database.view(Transaction::new);
    }

    SnapshotReport snapshot() {
        return database.snapshot();
    }

    void sync() {
        database.sync();
    }

    Stats stats() {
        return database.stats();
    }

    /** What the tables hold beyond one version for each key. */
    String leftOver() {
        return LeftOver.of(
                database.table(COUNTS), database.table(BLOBS), database.table(EVENTS), database.table(CONFIG));
    }

    RecoveryReport recoveryReport() {
        return database.recoveryReport();
    }

    @Override
    public void close() {
        database.close();
    }

    static final class Transaction extends DatabaseTransaction {

        private final TransactionHandle handle;

        private Transaction(TransactionHandle handle) {
            super(handle);
            this.handle = handle;
        }

        Counts counts() {
            return new Counts(handle.table(COUNTS));
        }

        Blobs blobs() {
            return new Blobs(handle.table(BLOBS));
        }

        Events events() {
            return new Events(handle.table(EVENTS));
        }

        Config config() {
            return new Config(handle.table(CONFIG));
        }

        AwkwardTable awkward() {
            return new AwkwardTable(handle.table(AWKWARD));
        }
    }

    static final class Commit extends DatabaseCommit {

        private Commit(CommitHandle handle) {
            super(handle);
        }

        List<TableChange<String, Long>> counts() {
            return changes(COUNTS);
        }

        List<TableChange<String, Bytes>> blobs() {
            return changes(BLOBS);
        }

        List<TableChange<Long, String>> events() {
            return changes(EVENTS);
        }

        List<TableChange<Unit, String>> config() {
            return changes(CONFIG);
        }
    }

    static final class Counts extends DatabaseTable<String, Long> {
        private Counts(TableHandle<String, Long> handle) {
            super(handle);
        }
    }

    static final class Blobs extends DatabaseTable<String, Bytes> {
        private Blobs(TableHandle<String, Bytes> handle) {
            super(handle);
        }
    }

    static final class Events extends DatabaseSortedTable<Long, String> {
        private Events(TableHandle<Long, String> handle) {
            super(handle);
        }
    }

    static final class Config extends DatabaseSingle<String> {
        private Config(TableHandle<Unit, String> handle) {
            super(handle);
        }
    }

    static final class AwkwardTable extends DatabaseTable<String, Awkward> {
        private AwkwardTable(TableHandle<String, Awkward> handle) {
            super(handle);
        }
    }
}
