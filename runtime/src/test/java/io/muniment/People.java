package io.muniment;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.fixture.SimStorage;
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
import io.muniment.table.Page;
import io.muniment.table.Paged;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionAction;
import io.muniment.table.TransactionHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the processor would write for a table of people who are found by more than their key. */
final class People implements AutoCloseable {

    /** Who comes from nowhere cannot be indexed. */
    record Person(Optional<String> email, String country, long born) {

        static final String NOWHERE = "nowhere";

        static Person of(String email, String country, long born) {
            return new Person(Optional.of(email), country, born);
        }

        static Person without(String country, long born) {
            return new Person(Optional.empty(), country, born);
        }

        /** The year of birth, and the second after it. */
        List<Long> feasts() {
            return List.of(born, born + 2, born);
        }

        String from() {
            if (country.equals(NOWHERE)) {
                throw new IllegalStateException("from nowhere");
            }
            return country;
        }
    }

    private static final class PersonSerializer extends ValueSerializer<Person> {

        @Override
        public void write(ValueOutput out, Person value) {
            out.writeString(value.email().orElse(""));
            out.writeString(value.country());
            out.writeLong(value.born());
        }

        @Override
        public Person read(ValueInput in) {
            String email = in.readString();
            return new Person(email.isEmpty() ? Optional.empty() : Optional.of(email), in.readString(), in.readLong());
        }
    }

    static final IndexDescription<Person, String> EMAIL = new IndexDescription<>(
            "email", true, false, person -> person.email().orElse(null));
    static final IndexDescription<Person, String> COUNTRY =
            new IndexDescription<>("country", false, false, Person::from);
    static final IndexDescription<Person, Long> BORN = new IndexDescription<>("born", false, true, Person::born);

    static final IndexDescription<Person, Long> FEASTS =
            IndexDescription.bySeveral("feasts", false, true, Person::feasts);

    /** Each of them has one table {@code people}, and they differ in its indexes alone. */
    static final People.Kind SORTED = new Kind(TableKind.SORTED, List.of(EMAIL, COUNTRY, BORN, FEASTS));

    static final People.Kind HASHED = new Kind(TableKind.HASH, List.of(EMAIL, COUNTRY, BORN, FEASTS));
    static final People.Kind UNINDEXED = new Kind(TableKind.SORTED, List.of());

    /** One way to keep them. */
    static final class Kind {

        final TableDescription<String, Person> table;
        final SchemaDescription schema;

        private Kind(TableKind kind, List<IndexDescription<Person, ?>> indexes) {
            table = new TableDescription<>(1, "people", kind, Serializers.STRING, new PersonSerializer(), indexes);
            TableShape shape =
                    new TableShape(1, "people", kind, TypeExpression.parse("string"), TypeExpression.parse("Person"));
            String json = new Shape("people", 1, List.of(shape), List.of(new TypeShape.OfCustom("Person"))).toJson();
            schema = new SchemaDescription("people", 1, json, List.of(table));
        }

        People inMemory() {
            return new People(this, Database.inMemory(schema));
        }

        People open(SimStorage disk, Options options) {
            return new People(this, Store.open(schema, disk, () -> {}, options));
        }
    }

    private final Kind kind;
    private final Database database;
    private final PeopleTable people;

    private People(Kind kind, Database database) {
        this.kind = kind;
        this.database = database;
        this.people = new PeopleTable(database.table(kind.table));
    }

    PeopleTable people() {
        return people;
    }

    <X extends Exception> void write(TransactionAction<? super Transaction, X> body) throws X {
        database.write(handle -> new Transaction(kind, handle), Durability.ASYNC, body);
    }

    <X extends Exception> CompletableFuture<Void> writeAsync(TransactionAction<? super Transaction, X> body) throws X {
        return database.writeAsync(handle -> new Transaction(kind, handle), Durability.ASYNC, body);
    }

    Transaction begin() {
        return database.begin(handle -> new Transaction(kind, handle));
    }

    Transaction view() {
        return database.view(handle -> new Transaction(kind, handle));
    }

    SnapshotReport snapshot() {
        return database.snapshot();
    }

    @Override
    public void close() {
        database.close();
    }

    static final class Transaction extends DatabaseTransaction {

        private final PeopleTable people;

        private Transaction(Kind kind, TransactionHandle handle) {
            super(handle);
            this.people = new PeopleTable(handle.table(kind.table));
        }

        PeopleTable people() {
            return people;
        }
    }

    static final class PeopleTable extends DatabaseTable<String, Person> {

        private PeopleTable(TableHandle<String, Person> handle) {
            super(handle);
        }

        Person byEmail(String email) {
            return valueBy(EMAIL, email);
        }

        List<Map.Entry<String, Person>> byCountry(String country) {
            return entriesBy(COUNTRY, country);
        }

        List<Map.Entry<String, Person>> byBorn(long born) {
            return entriesBy(BORN, born);
        }

        List<Map.Entry<String, Person>> byBornBetween(long from, long to) {
            return entriesBetween(BORN, from, to);
        }

        Paged<String, String, Person> byCountry(String country, Page<String, String> page) {
            return pageBy(COUNTRY, country, page);
        }

        Paged<Long, String, Person> byBornBetween(long from, long to, Page<Long, String> page) {
            return pageBetween(BORN, from, to, page);
        }

        Paged<Long, String, Person> byFeastsBetween(long from, long to, Page<Long, String> page) {
            return pageBetween(FEASTS, from, to, page);
        }

        List<Map.Entry<String, Person>> byFeasts(long year) {
            return entriesBy(FEASTS, year);
        }

        List<Map.Entry<String, Person>> byFeastsBetween(long from, long to) {
            return entriesBetween(FEASTS, from, to);
        }

        List<Map.Entry<String, Person>> byFeastsBetweenDescending(long from, long to) {
            return entriesBetweenDescending(FEASTS, from, to);
        }

        List<Map.Entry<String, Person>> byBornBetweenDescending(long from, long to) {
            return entriesBetweenDescending(BORN, from, to);
        }
    }
}
