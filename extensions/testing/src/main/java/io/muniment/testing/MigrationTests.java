package io.muniment.testing;

import io.muniment.codec.Bytes;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.schema.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests, for JUnit Jupiter, that the program opens the data of every released version.
 *
 * <pre>{@code
 * class UpgradeTest {
 *
 *     @TestFactory
 *     Iterable<DynamicNode> everyReleasedVersionOpens() {
 *         return MigrationTests.of("lockbook", directory -> LockbookDb.open(directory, new ToV2()));
 *     }
 * }
 * }</pre>
 *
 * <p><b>Samples.</b> For each version from 1 to the one that the program opens, databases are made of the shape of that
 * version, {@code META-INF/muniment/lockbook/1.json}, which the processor has written to the class path. No old class is
 * needed. They are empty, emptied, and hold ordinary values and those at the edges of each type, in every table and every
 * component: the least, the greatest, 0 and -1, not-a-number, empty and very long texts, texts of any letters, every
 * constant, every case, nothing and many; in the log, in a snapshot, and in both; with sequences that do not begin at 1
 * and tables that have given out ids. As far as a type has enough values, no two entries have the same in any component,
 * since any may have to be unique.
 *
 * <p>Each is opened by the program, and closed. It must then be of the program's version; each table that is still there, if under another name,
 * must have as many entries as before (see {@link #mayLose}); sequences and ids must go on where they were; what was set
 * aside of the old version must be what it was; and it must open again. If something fails, the entry that it fails with
 * is looked for, and is told with what is not ordinary about it.
 *
 * <p><b>Values that never existed.</b> A shape knows no rule of yours: that a text is an address, that one number is below
 * another. If a constructor or a step refuses a sample, ask first whether a user may have stored it with an older program:
 * then the test has found what would have failed there. If nobody can have, say what there can be, with
 * {@link #values(String, Object...)}. If that is too complex to be said so, write a {@link #database} of your own.
 *
 * <p>Immutable: each method returns a copy with one thing added.
 *
 * @param <D> the program's database, {@code LockbookDb}
 */
public final class MigrationTests<D extends AutoCloseable> implements Iterable<DynamicNode> {

    /** A database of the user's own. */
    private record Fixture<D>(String name, Opening<?> making, Action<? super D> check) {}

    private final String schema;
    private final Opening<D> opening;
    private final Given given;
    private final int oldest;
    private final Set<String> losing;
    private final List<Fixture<D>> fixtures;

    private MigrationTests(
            String schema, Opening<D> opening, Given given, int oldest, Set<String> losing, List<Fixture<D>> fixtures) {
        this.schema = schema;
        this.opening = opening;
        this.given = given;
        this.oldest = oldest;
        this.losing = losing;
        this.fixtures = fixtures;
    }

    /**
     * Tests of the data of a schema.
     *
     * @param schema the name on disk: what {@code @Schema(name = ..)} says
     * @param opening opens a directory as the program does
     */
    public static <D extends AutoCloseable> MigrationTests<D> of(String schema, Opening<D> opening) {
        return new MigrationTests<>(
                Objects.requireNonNull(schema, "schema"),
                Objects.requireNonNull(opening, "opening"),
                Given.nothing(),
                1,
                Set.of(),
                List.of());
    }

    // ---- What may be stored

    /**
     * Only these values are tried at one place, in all versions that have it; the first is the ordinary one.
     *
     * <p>A place is a component, {@code "Account.email"}; everything of one type, {@code "Percent"}; or a part of a table:
     * {@code "accounts.key"}, {@code "accounts.value"}, {@code "tags.element"} of a set, list or sequence,
     * {@code "prices.mapKey"} and {@code "prices.mapValue"} of a map. The names are those on disk.
     *
     * <p>A value is of the type of the place: {@code List.of("a")} for a {@code List<String>}, {@code Optional.of("a")} for an
     * {@code Optional<String>}. A constant of an enum is its name. A record is a map of all its components by name:
     * {@code values("Range", Map.of("from", 1, "to", 1), Map.of("from", -5, "to", 9))}.
     *
     * @param values at least one
     */
    public MigrationTests<D> values(String place, Object... values) {
        return with(given.with(place, given(place, values)));
    }

    /**
     * As {@link #values(String, Object...)}, in one version: what programs of that version can have stored there, whatever the others
     * say. For a rule that came later:
     *
     * <pre>{@code
     * .values("Account.age", 30, 0, 150)   // since version 2 the constructor refuses others
     * .values(1, "Account.age", 30, -1)    // version 1 had -1 for unknown, which the step turns into something
     * }</pre>
     */
    public MigrationTests<D> values(int version, String place, Object... values) {
        return with(given.with(version, place, given(place, values)));
    }

    private static Given.Values given(String place, Object... values) {
        List<Object> all = List.of(values);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("At least one value is needed for " + place + ".");
        }
        return new Given.Values(all.size(), n -> all.get(n < all.size() ? n : 0));
    }

    /**
     * Only values that a function makes are tried at one place, where they have to differ:
     * {@code values("Account.email", n -> "user" + n + "@example.org")}. Otherwise as {@link #values(String, Object...)}.
     *
     * @param value gives another value for each number from 0
     */
    public MigrationTests<D> values(String place, IntFunction<?> value) {
        return with(given.with(place, made(value)));
    }

    /** As {@link #values(String, IntFunction)}, in one version, whatever the others say. */
    public MigrationTests<D> values(int version, String place, IntFunction<?> value) {
        return with(given.with(version, place, made(value)));
    }

    private static Given.Values made(IntFunction<?> value) {
        return new Given.Values(Given.MADE, Objects.requireNonNull(value, "value"));
    }

    /**
     * Values of a type with a serializer of your own ({@code @SerializeWith}), of which no schema can tell what it writes.
     * Needed for each such type.
     *
     * @param place the type's name on disk, or a place where it is
     * @param serializer the one that wrote them when they were stored
     * @param values at least one; the first is the ordinary one
     */
    @SafeVarargs
    public final <T> MigrationTests<D> serialized(String place, ValueSerializer<T> serializer, T... values) {
        List<Bytes> written = new ArrayList<>();
        for (T value : values) {
            written.add(written(serializer, value));
        }
        return values(place, written.toArray());
    }

    /**
     * As {@link #serialized(String, ValueSerializer, Object...)}, in one version: for one that was written by another serializer than
     * the others.
     */
    @SafeVarargs
    public final <T> MigrationTests<D> serialized(
            int version, String place, ValueSerializer<T> serializer, T... values) {
        List<Bytes> written = new ArrayList<>();
        for (T value : values) {
            written.add(written(serializer, value));
        }
        return values(version, place, written.toArray());
    }

    private static <T> Bytes written(ValueSerializer<T> serializer, T value) {
        ValueOutput out = new ValueOutput();
        serializer.write(out, value);
        return Bytes.copyOf(out.toBytes());
    }

    /**
     * The oldest version of which any data is still about. Default 1. From it on, the shape of every version must be on the
     * class path.
     */
    public MigrationTests<D> from(int version) {
        return new MigrationTests<>(schema, opening, given, version, losing, fixtures);
    }

    /**
     * This table may have fewer entries afterwards, or other numbers and ids, because a step of yours makes it so.
     *
     * @param table its name in any version
     */
    public MigrationTests<D> mayLose(String table) {
        Set<String> more = new LinkedHashSet<>(losing);
        more.add(Objects.requireNonNull(table, "table"));
        return new MigrationTests<>(schema, opening, given, oldest, more, fixtures);
    }

    private MigrationTests<D> with(Given more) {
        return new MigrationTests<>(schema, opening, more, oldest, losing, fixtures);
    }

    // ---- Databases of one's own

    /**
     * A database of an old version that you fill, and what is to be in it when the program has opened it:
     *
     * <pre>{@code
     * .database(
     *         "an account without a phone",
     *         LockbookV1Db::open,
     *         old -> old.accounts().put("ada", new LockbookV1.Account("ada@example.org", "")),
     *         now -> assertEquals(Optional.empty(), now.accounts().get("ada").phone()))
     * }</pre>
     *
     * @param name what the test is called
     * @param old opens an empty directory with the old version
     */
    public <O extends AutoCloseable> MigrationTests<D> database(
            String name, Opening<O> old, Action<? super O> fill, Action<? super D> check) {
        Objects.requireNonNull(fill, "fill");
        return with(new Fixture<>(
                name,
                directory -> {
                    O database = old.open(directory);
                    fill.run(database);
                    return database;
                },
                Objects.requireNonNull(check, "check")));
    }

    /**
     * A database that an old program has left, and what is to be in it when the program has opened it. A copy is opened.
     *
     * @param name what the test is called
     */
    public MigrationTests<D> directory(String name, Path directory, Action<? super D> check) {
        Objects.requireNonNull(directory, "directory");
        return with(new Fixture<>(
                name,
                target -> {
                    Directories.copy(directory, target);
                    return () -> {};
                },
                Objects.requireNonNull(check, "check")));
    }

    private MigrationTests<D> with(Fixture<D> fixture) {
        List<Fixture<D>> more = new ArrayList<>(fixtures);
        more.add(fixture);
        return new MigrationTests<>(schema, opening, given, oldest, losing, more);
    }

    // ---- The tests

    /** A container of tests for each version, and one for the databases of your own. */
    @Override
    public Iterator<DynamicNode> iterator() {
        Versions versions = new Versions(schema, opening.getClass().getClassLoader());
        int newest = newest(versions);
        List<DynamicNode> nodes = new ArrayList<>();
        List<Shape> shapes = new ArrayList<>();
        for (int version = oldest; version <= newest; version++) {
            versions.shape(version).ifPresent(shapes::add);
        }
        nodes.add(DynamicTest.dynamicTest("every version is on the class path", () -> {
            for (int version = oldest; version <= newest; version++) {
                requireShape(versions, version);
            }
        }));
        nodes.add(DynamicTest.dynamicTest("every place that values are given for exists", () -> requirePlaces(shapes)));
        if (shapes.isEmpty() || shapes.get(shapes.size() - 1).version() != newest) {
            return nodes.iterator();
        }
        SampleSet now = samples(shapes.get(shapes.size() - 1));
        for (Shape shape : shapes) {
            SampleSet samples = samples(shape);
            Trial<D> trial = trial(versions, samples, now);
            nodes.add(DynamicContainer.dynamicContainer("version " + shape.version(), samples(samples, trial)));
        }
        if (!fixtures.isEmpty()) {
            Stream<DynamicTest> own = fixtures.stream()
                    .map(fixture -> DynamicTest.dynamicTest(fixture.name, () -> run(fixture, versions, shapes, now)));
            nodes.add(DynamicContainer.dynamicContainer("databases of your own", own));
        }
        return nodes.iterator();
    }

    private SampleSet samples(Shape shape) {
        return new SampleSet(shape, given.in(shape.version()));
    }

    private Trial<D> trial(Versions versions, SampleSet old, SampleSet now) {
        return new Trial<>(
                opening,
                old,
                now,
                versions.tables(old.shape().version(), now.shape().version()),
                losing);
    }

    private Stream<DynamicTest> samples(SampleSet samples, Trial<D> trial) {
        List<SampleSet.Sample> all;
        try {
            all = samples.all();
        } catch (RuntimeException e) {
            return Stream.of(DynamicTest.dynamicTest("samples", () -> {
                throw new AssertionError("There are no samples of this version: " + e.getMessage(), e);
            }));
        }
        return all.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.name(), () -> {
                    try (Directories directories = new Directories()) {
                        trial.run(sample, directories);
                    }
                }));
    }

    private void run(Fixture<D> fixture, Versions versions, List<Shape> shapes, SampleSet now) throws Exception {
        try (Directories directories = new Directories()) {
            Path directory = directories.next();
            fixture.making.open(directory).close();
            int version = versions.of(directory);
            Shape shape = shapes.stream()
                    .filter(each -> each.version() == version)
                    .findFirst()
                    .orElseThrow(() -> missing(versions, version));
            trial(versions, samples(shape), now).run(fixture.name, directory, fixture.check);
        }
    }

    private int newest(Versions versions) {
        try (Directories directories = new Directories()) {
            Path directory = directories.next();
            opening.open(directory).close();
            return versions.of(directory);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The program does not open an empty directory.", e);
        }
    }

    private static void requireShape(Versions versions, int version) {
        if (versions.shape(version).isEmpty()) {
            throw missing(versions, version);
        }
    }

    private static AssertionError missing(Versions versions, int version) {
        return new AssertionError(String.format(
                "The shape of version %1$d is not on the class path: %2$s is missing.%n"
                        + "Keep the versions of the schema on record (-Amuniment.schemas), and the processor writes it; or, "
                        + "if no data of version %1$d is about any more, say from what version on there is: .from(%3$d).",
                version, versions.resource(version), version + 1));
    }

    private void requirePlaces(List<Shape> shapes) {
        Set<String> unknown = given.unknownIn(shapes);
        if (!unknown.isEmpty()) {
            Set<String> known = new LinkedHashSet<>();
            shapes.forEach(shape -> known.addAll(Given.places(shape)));
            throw new AssertionError(
                    "Values are given for what no version has: " + unknown + ".\nThere are: " + known + ".");
        }
    }
}
