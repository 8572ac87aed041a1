package io.muniment.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.schema.Shape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import io.muniment.testing.everything.Everything;
import io.muniment.testing.everything.EverythingDb;
import io.muniment.testing.everything.UriSerializer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Samples of every type and every kind of table are what the generated database reads. */
class SampleDatabasesTest {

    private static final Shape SHAPE = new Versions("everything", SampleDatabasesTest.class.getClassLoader())
            .shape(2)
            .orElseThrow();

    static final Given ADDRESSES = new Given(java.util.Map.of(
            "URI",
            new Given.Values(3, n -> io.muniment.codec.Bytes.of((byte) 6, (byte) 'a', (byte) ':', (byte) ('a' + n)))));

    @TempDir
    Path directory;

    static MigrationTests<EverythingDb> everything(Opening<EverythingDb> opening) {
        return MigrationTests.of("everything", opening)
                .serialized("URI", new UriSerializer(), URI.create("a:b"), URI.create(""), URI.create("http://x/"));
    }

    @TestFactory
    Iterable<DynamicNode> everySampleOpens() {
        return everything(EverythingDb::open);
    }

    @Test
    void everyBuiltInTypeHasSamples() {
        Set<String> used = new HashSet<>();
        SHAPE.tables().forEach(table -> collect(table.value(), used));
        SHAPE.types().stream()
                .filter(type -> type instanceof TypeShape.OfRecord)
                .forEach(type ->
                        ((TypeShape.OfRecord) type).components().forEach(component -> collect(component.type(), used)));
        assertEquals(46, used.size(), used::toString);
    }

    private static void collect(TypeExpression type, Set<String> used) {
        if (type.isBuiltIn()) {
            used.add(type.name());
        }
        type.arguments().forEach(argument -> collect(argument, used));
    }

    @Test
    void edgesOfEveryComponentAreThere() {
        try (EverythingDb db = firstEdges()) {
            Set<Everything.Numbers> numbers = Set.copyOf(db.numbers().asMap().values());
            has(numbers, n -> n.i() == Long.MIN_VALUE);
            has(numbers, n -> n.i() == Long.MAX_VALUE);
            has(numbers, n -> n.i() == -1);
            has(numbers, n -> n.l() == Long.MIN_VALUE);
            has(numbers, n -> Double.isNaN(n.d()));
            has(numbers, n -> Double.compare(n.d(), -0.0) == 0);
            has(numbers, n -> n.b() == Short.MIN_VALUE);
            has(numbers, n -> n.c() == '\ud800');
            has(
                    db.texts().asMap().values(),
                    t -> t.text().filter(String::isEmpty).isPresent());
            has(
                    db.texts().asMap().values(),
                    t -> t.text().filter(text -> text.length() == 4_000).isPresent());
            has(db.times().asMap().keySet(), java.time.Instant.MIN::equals);
            has(db.optionals().asMap().values(), o -> o.text().isEmpty());
            has(
                    db.optionals().asMap().values(),
                    o -> o.nested().isPresent() && o.nested().get().isEmpty());
            has(db.collections().asMap().values(), c -> c.list().isEmpty());
            has(db.collections().asMap().values(), c -> c.set().size() > 9);
            has(db.arrays().asMap().values(), a -> a.b().length == 5_000);
            assertEquals(4, db.colours().size());
            assertEquals(2, db.few().size());
        }
    }

    @Test
    void everyCaseIsThere() {
        try (EverythingDb db = firstEdges()) {
            Set<Class<?>> classes =
                    db.diary().from(1, 1_000).stream().map(Object::getClass).collect(Collectors.toSet());
            assertEquals(
                    Set.of(
                            Everything.Form.Circle.class,
                            Everything.Form.Path.class,
                            Everything.Form.Known.class,
                            Everything.Point.class),
                    classes);
            assertTrue(db.diary().first() > 1);
        }
    }

    @Test
    void groupsAreEmptyAndHaveOneAndMany() {
        try (EverythingDb db = firstEdges()) {
            assertEquals(
                    List.of(0, 1, 2, 3),
                    db.pairSets().asMap().values().stream()
                            .map(set -> Math.min(set.size(), 3))
                            .distinct()
                            .sorted()
                            .toList());
        }
    }

    @Test
    void oneTreeGoesDeep() {
        try (EverythingDb db = firstEdges()) {
            assertEquals(
                    40,
                    db.trees().asMap().values().stream()
                            .mapToInt(SampleDatabasesTest::depth)
                            .max()
                            .orElse(0));
        }
    }

    private static int depth(Everything.Tree<?> tree) {
        return 1
                + tree.children().stream()
                        .mapToInt(SampleDatabasesTest::depth)
                        .max()
                        .orElse(0);
    }

    @Test
    void noTwoEntriesHaveTheSameInAComponent() {
        try (EverythingDb db = firstEdges()) {
            List<Everything.Member> members = List.copyOf(db.members().asMap().values());
            List<Function<Everything.Member, Object>> components = List.of(
                    Everything.Member::email,
                    Everything.Member::number,
                    Everything.Member::name,
                    Everything.Member::since);
            for (Function<Everything.Member, Object> component : components) {
                assertEquals(
                        members.size(),
                        members.stream().map(component).distinct().count());
            }
        }
    }

    @Test
    void samplesAreTheSameEveryTime() {
        SampleSet one = new SampleSet(SHAPE, ADDRESSES);
        SampleSet other = new SampleSet(SHAPE, ADDRESSES);
        List<String> names = one.all().stream().map(SampleSet.Sample::name).toList();
        assertEquals(names, other.all().stream().map(SampleSet.Sample::name).toList());
        assertEquals(texts(one), texts(other));
    }

    private static List<String> texts(SampleSet set) {
        return set.all().stream()
                .flatMap(sample -> sample.entries().stream())
                .map(entry -> Arrays.toString(new Object[] {entry.key(), entry.value()})
                        .replaceAll("\\[[A-Z]@[0-9a-f]+", "[array"))
                .toList();
    }

    private EverythingDb firstEdges() {
        SampleSet set = new SampleSet(SHAPE, ADDRESSES);
        SampleSet.Sample edges = set.all().stream()
                .filter(sample -> sample.name().startsWith("edge values, in a snapshot and"))
                .findFirst()
                .orElseThrow();
        set.write(edges, directory);
        return EverythingDb.open(directory);
    }

    private static <T> void has(Iterable<T> values, Predicate<? super T> wanted) {
        for (T value : values) {
            if (wanted.test(value)) {
                return;
            }
        }
        throw new AssertionError("not among " + values);
    }
}
