package io.muniment.processor.write;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random schemas, changed at random in ways that are to be derived. What is generated compiles without any code for the step,
 * and makes of random values what a model makes of them. {@code -Dmuniment.steps.runs=100} tries more.
 */
class StepPropertyTest {

    private static final int RUNS = Integer.getInteger("muniment.steps.runs", 4);
    private static final int VALUES = 40;

    @Test
    void whatIsDerivedIsWhatAModelSays() throws ReflectiveOperationException {
        long seed = Long.getLong("muniment.steps.seed", new Random().nextLong());
        for (int run = 0; run < RUNS; run++) {
            new Run(seed + run).check();
        }
    }

    // ---- What is stored

    private sealed interface Type {}

    private record Plain(String name) implements Type {}

    /** A record, an enum or a family, by its name. */
    private record Own(String name) implements Type {}

    /** {@code Optional}, {@code List}, {@code Set}, {@code SortedSet} or {@code NavigableSet}. */
    private record Holder(String name, Type element) implements Type {}

    /** {@code Map} or {@code SortedMap}. */
    private record Pairs(String name, Type key, Type value) implements Type {}

    /**
     * A component.
     *
     * @param source the name that it had before; empty if it is new, and in the old version
     * @param text what {@code @Default} says, if it is needed
     */
    private record Field(String name, Type type, Optional<String> source, Optional<String> text) {}

    /** All types of a version by their names. */
    private static final class Version {
        final Map<String, List<Field>> records = new TreeMap<>();
        final Map<String, List<String>> enums = new TreeMap<>();
        final Map<String, List<String>> families = new TreeMap<>();

        /** What stands before the type, or the constant, of a name. */
        final Map<String, String> statements = new TreeMap<>();

        String source(String header) {
            StringBuilder text = new StringBuilder(header);
            families.forEach((name, cases) -> text.append(
                    statement(name) + "sealed interface " + name + " permits " + String.join(", ", cases) + " {}\n"));
            enums.forEach((name, constants) -> text.append(statement(name) + "enum " + name + " { "
                    + constants.stream().map(each -> statement(each) + each).collect(joining(", ")) + " }\n"));
            records.forEach((name, fields) -> text.append(statement(name) + "record " + name + "("
                    + fields.stream().map(Version::source).collect(joining(", ")) + ")" + family(name) + " {}\n"));
            return text + "}\n";
        }

        private String statement(String name) {
            return statements.getOrDefault(name, "");
        }

        private String family(String name) {
            return families.entrySet().stream()
                    .filter(family -> family.getValue().contains(name))
                    .map(family -> " implements " + family.getKey())
                    .collect(joining());
        }

        private static String source(Field field) {
            String renamed = field.source()
                    .filter(old -> !old.equals(field.name()))
                    .map(old -> "@RenamedFrom(\"" + old + "\") ")
                    .orElse("");
            String text =
                    field.text().map(value -> "@Default(\"" + value + "\") ").orElse("");
            return renamed + text + text(field.type()) + " " + field.name();
        }

        private static String text(Type type) {
            if (type instanceof Holder holder) {
                return holder.name() + "<" + boxed(holder.element()) + ">";
            } else if (type instanceof Pairs pairs) {
                return pairs.name() + "<" + boxed(pairs.key()) + ", " + boxed(pairs.value()) + ">";
            } else {
                return type instanceof Plain plain ? plain.name() : ((Own) type).name();
            }
        }

        private static String boxed(Type type) {
            return switch (text(type)) {
                case "int" -> "Integer";
                case "char" -> "Character";
                case "byte", "short", "long", "float", "double", "boolean" ->
                    Character.toUpperCase(text(type).charAt(0)) + text(type).substring(1);
                default -> text(type);
            };
        }
    }

    /** A record or an enum constant of the model. */
    private record Value(String type, String constant, Map<String, Object> components) {}

    // ---- One run

    private static final class Run {

        private static final List<String> PLAIN = List.of(
                "boolean", "byte", "short", "char", "int", "long", "float", "double", "String", "Integer", "Long",
                "Instant", "UUID");

        /** Without loss. */
        private static final Map<String, List<String>> WIDER = Map.of(
                "byte", List.of("short", "int", "long", "float", "double", "BigInteger", "BigDecimal"),
                "short", List.of("int", "long", "float", "double", "BigInteger"),
                "int", List.of("long", "double", "Integer", "Long", "BigDecimal", "BigInteger"),
                "Integer", List.of("int", "long", "Double", "BigDecimal"),
                "long", List.of("Long", "BigInteger", "BigDecimal"),
                "Long", List.of("long", "BigInteger", "BigDecimal"),
                "float", List.of("double", "Double", "Float"));

        private static final Map<String, Object> DEFAULTS = Map.of(
                "int",
                7,
                "long",
                -8L,
                "String",
                "a 'b' c",
                "boolean",
                true,
                "double",
                1.5,
                "Instant",
                java.time.Instant.EPOCH);

        private final long seed;
        private final Random random;
        private final Version old = new Version();
        private final Version now = new Version();
        private final Map<String, String> renamed = new TreeMap<>();
        private ClassLoader loader = Run.class.getClassLoader();

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void check() throws ReflectiveOperationException {
            begin();
            change();
            String before = old.source("@Schema(name = \"book\", version = 1) interface Old {\nSingle<R0> root();\n");
            String after = now.source("@Schema(name = \"book\", version = 2, previous = Old.class) interface Book {\n"
                    + "Single<" + renamed.get("R0") + "> root();\n");
            String said = "seed " + seed + "\n" + before + after;
            try {
                loader = Compiled.withJavac()
                        .source("Old", "import java.math.*;\n" + before)
                        .source("Book", "import java.math.*;\n" + after)
                        .source("Step", "final class Step implements BookV1ToV2 {}")
                        .compile()
                        .loader();
            } catch (AssertionError failed) {
                throw new AssertionError(said, failed);
            }
            Object step = make("p.Step");
            Method method = Arrays.stream(loader.loadClass("p.BookV1ToV2").getMethods())
                    .filter(each -> each.getName().equals("rootValue"))
                    .findFirst()
                    .orElseThrow();
            method.setAccessible(true);
            for (int i = 0; i < VALUES; i++) {
                Object value = value(new Own("R0"), 0);
                Object expected = convert(value, new Own("R0"), new Own(now("R0")));
                assertEquals(canonical(expected), canonical(method.invoke(step, java(value))), said);
            }
        }

        // ---- The old version

        private void begin() {
            old.enums.put("E0", new ArrayList<>(List.of("A", "B", "C")));
            int records = 3 + random.nextInt(3);
            old.families.put("F0", List.of("R" + (records - 2), "R" + (records - 1)));
            for (int i = records - 1; i >= 0; i--) {
                List<Field> fields = new ArrayList<>();
                for (int j = 0; j < 2 + random.nextInt(4); j++) {
                    fields.add(new Field("c" + j, type(i, records, 2), Optional.empty(), Optional.empty()));
                }
                fields.add(new Field("own", new Holder("List", new Own("R" + i)), Optional.empty(), Optional.empty()));
                old.records.put("R" + i, fields);
            }
        }

        /** A type that has the records above one, so that values have an end. */
        private Type type(int above, int records, int depth) {
            int choice = random.nextInt(depth == 0 ? 6 : 10);
            if (choice < 3) {
                return new Plain(PLAIN.get(random.nextInt(PLAIN.size())));
            } else if (choice < 5) {
                return above + 1 < records
                        ? new Own("R" + (above + 1 + random.nextInt(records - above - 1)))
                        : new Own("E0");
            } else if (choice == 5) {
                return above + 2 < records ? new Own("F0") : new Own("E0");
            } else if (choice == 6) {
                return new Pairs(
                        "Map",
                        random.nextBoolean() ? new Own("E0") : new Plain("int"),
                        type(above, records, depth - 1));
            } else if (choice == 7) {
                return new Holder("Set", random.nextBoolean() ? new Own("E0") : new Plain("short"));
            } else {
                return new Holder(random.nextBoolean() ? "List" : "Optional", type(above, records, depth - 1));
            }
        }

        // ---- What becomes of it

        private void change() {
            List<String> names = new ArrayList<>(old.records.keySet());
            names.addAll(old.enums.keySet());
            names.addAll(old.families.keySet());
            for (String name : names) {
                boolean isRenamed = random.nextInt(3) == 0;
                renamed.put(name, isRenamed ? name + "New" : name);
                if (isRenamed) {
                    now.statements.merge(now(name), "@RenamedFrom(\"" + name + "\") ", String::concat);
                }
            }
            old.enums.forEach((name, constants) -> {
                List<String> changed = new ArrayList<>(constants);
                changed.set(1, "BEE");
                now.statements.put("BEE", "@RenamedFrom(\"B\") ");
                changed.add("D");
                Collections.shuffle(changed, random);
                now.enums.put(now(name), changed);
            });
            old.families.forEach((name, cases) -> {
                List<String> changed =
                        new ArrayList<>(cases.stream().map(this::now).toList());
                changed.add("Added");
                now.families.put(now(name), changed);
            });
            now.records.put("Added", List.of());
            old.records.forEach((name, fields) -> now.records.put(now(name), fields(name, fields)));
        }

        private List<Field> fields(String record, List<Field> fields) {
            List<Field> changed = new ArrayList<>();
            Set<String> dropped = new LinkedHashSet<>();
            for (Field field : fields) {
                if (random.nextInt(8) == 0) {
                    dropped.add('"' + field.name() + '"');
                    continue;
                }
                String name = random.nextInt(4) == 0 ? field.name() + "Now" : field.name();
                Type type = changed(field.type());
                boolean isWrapped = random.nextInt(6) == 0;
                changed.add(new Field(
                        name,
                        isWrapped ? new Holder("Optional", type) : type,
                        Optional.of(field.name()),
                        Optional.empty()));
            }
            if (!dropped.isEmpty()) {
                now.statements.merge(now(record), "@Dropped({" + String.join(", ", dropped) + "}) ", String::concat);
            }
            List<String> given = new ArrayList<>(new TreeSet<>(DEFAULTS.keySet()));
            for (int i = random.nextInt(3); i > 0; i--) {
                String type = given.get(random.nextInt(given.size()));
                changed.add(new Field(
                        "new" + i, new Plain(type), Optional.empty(), Optional.of(String.valueOf(DEFAULTS.get(type)))));
            }
            if (random.nextBoolean()) {
                List<String> holders = List.of("Optional", "List", "Set", "SortedSet", "NavigableSet");
                Type element = new Plain("String");
                changed.add(new Field(
                        "empty",
                        new Holder(holders.get(random.nextInt(5)), element),
                        Optional.empty(),
                        Optional.empty()));
            }
            Collections.shuffle(changed, random);
            return changed;
        }

        private Type changed(Type type) {
            if (type instanceof Plain plain) {
                List<String> wider = WIDER.getOrDefault(plain.name(), List.of());
                return wider.isEmpty() || random.nextBoolean()
                        ? plain
                        : new Plain(wider.get(random.nextInt(wider.size())));
            } else if (type instanceof Own own) {
                return new Own(now(own.name()));
            } else if (type instanceof Pairs pairs) {
                String name = random.nextBoolean() ? "Map" : random.nextBoolean() ? "SortedMap" : "NavigableMap";
                return new Pairs(name, changed(pairs.key()), changed(pairs.value()));
            } else {
                Holder holder = (Holder) type;
                String sorted = random.nextBoolean() ? "SortedSet" : "NavigableSet";
                return new Holder(
                        holder.name().equals("Set") && random.nextBoolean() ? sorted : holder.name(),
                        changed(holder.element()));
            }
        }

        private String now(String name) {
            return Objects.requireNonNull(renamed.get(name), name);
        }

        // ---- Values

        private Object value(Type type, int depth) {
            if (type instanceof Plain plain) {
                return plain(plain.name());
            } else if (type instanceof Own own) {
                return own(own.name(), depth);
            } else if (type instanceof Pairs pairs) {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = size(depth); i > 0; i--) {
                    map.put(value(pairs.key(), depth + 1), value(pairs.value(), depth + 1));
                }
                return map;
            }
            Holder holder = (Holder) type;
            Collection<Object> elements = holder.name().equals("Set") ? new LinkedHashSet<>() : new ArrayList<>();
            for (int i = size(depth); i > 0; i--) {
                elements.add(value(holder.element(), depth + 1));
            }
            return holder.name().equals("Optional") ? elements.stream().findFirst() : elements;
        }

        private int size(int depth) {
            return depth > 4 ? 0 : random.nextInt(3);
        }

        private Object own(String name, int depth) {
            if (old.enums.containsKey(name)) {
                List<String> constants = Objects.requireNonNull(old.enums.get(name));
                return new Value(name, constants.get(random.nextInt(constants.size())), Map.of());
            }
            List<String> cases = old.families.getOrDefault(name, List.of(name));
            String record = cases.get(random.nextInt(cases.size()));
            Map<String, Object> components = new TreeMap<>();
            for (Field field : Objects.requireNonNull(old.records.get(record))) {
                components.put(field.name(), value(field.type(), depth + 1));
            }
            return new Value(record, "", components);
        }

        private Object plain(String name) {
            return switch (name) {
                case "boolean" -> random.nextBoolean();
                case "byte" -> (byte) random.nextInt();
                case "short" -> (short) random.nextInt();
                case "char" -> (char) random.nextInt(0xd800);
                case "int", "Integer" -> random.nextInt();
                case "long", "Long" -> random.nextLong();
                case "float" -> random.nextFloat();
                case "double" -> random.nextDouble();
                case "Instant" -> java.time.Instant.ofEpochSecond(random.nextInt());
                case "UUID" -> new java.util.UUID(random.nextLong(), random.nextLong());
                default -> "text " + random.nextInt();
            };
        }

        /** The model of a migration. */
        private Object convert(Object value, Type from, Type to) {
            if (to instanceof Holder optional
                    && optional.name().equals("Optional")
                    && !(from instanceof Holder holder && holder.name().equals("Optional"))) {
                return Optional.of(convert(value, from, optional.element()));
            } else if (to instanceof Plain plain) {
                return widened(value, plain.name());
            } else if (value instanceof Value own) {
                return own.constant().isEmpty() ? converted(own) : constant(own);
            } else if (value instanceof Optional<?> optional) {
                return optional.map(each -> convert(each, ((Holder) from).element(), ((Holder) to).element()));
            } else if (value instanceof Map<?, ?> map) {
                Map<Object, Object> converted = new LinkedHashMap<>();
                map.forEach((k, v) -> converted.put(
                        convert(k, ((Pairs) from).key(), ((Pairs) to).key()),
                        convert(v, ((Pairs) from).value(), ((Pairs) to).value())));
                return converted;
            } else {
                Collection<Object> converted = value instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
                ((Collection<?>) value)
                        .forEach(each ->
                                converted.add(convert(each, ((Holder) from).element(), ((Holder) to).element())));
                return converted;
            }
        }

        private Value constant(Value value) {
            return new Value(now(value.type()), value.constant().equals("B") ? "BEE" : value.constant(), Map.of());
        }

        private Value converted(Value value) {
            Map<String, Type> types = new TreeMap<>();
            Objects.requireNonNull(old.records.get(value.type()))
                    .forEach(field -> types.put(field.name(), field.type()));
            Map<String, Object> components = new TreeMap<>();
            for (Field field : Objects.requireNonNull(now.records.get(now(value.type())))) {
                Object component;
                if (field.source().isPresent()) {
                    String source = field.source().get();
                    component = convert(
                            Objects.requireNonNull(value.components().get(source)),
                            Objects.requireNonNull(types.get(source)),
                            field.type());
                } else if (field.text().isPresent()) {
                    component = Objects.requireNonNull(DEFAULTS.get(((Plain) field.type()).name()));
                } else {
                    component = switch (((Holder) field.type()).name()) {
                        case "Optional" -> Optional.empty();
                        case "List" -> List.of();
                        default -> Set.of();
                    };
                }
                components.put(field.name(), component);
            }
            return new Value(now(value.type()), "", components);
        }

        private static Object widened(Object value, String type) {
            return switch (type) {
                case "short" -> ((Number) value).shortValue();
                case "int", "Integer" -> ((Number) value).intValue();
                case "long", "Long" -> ((Number) value).longValue();
                case "float", "Float" -> ((Number) value).floatValue();
                case "double", "Double" -> ((Number) value).doubleValue();
                case "BigInteger" -> java.math.BigInteger.valueOf(((Number) value).longValue());
                case "BigDecimal" -> java.math.BigDecimal.valueOf(((Number) value).longValue());
                default -> value;
            };
        }

        // ---- Java

        private Object java(Object value) throws ReflectiveOperationException {
            if (value instanceof Optional<?> optional) {
                return optional.isPresent() ? Optional.of(java(optional.get())) : optional;
            } else if (value instanceof Map<?, ?> map) {
                Map<Object, Object> made = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    made.put(java(entry.getKey()), java(entry.getValue()));
                }
                return made;
            } else if (value instanceof Collection<?> elements) {
                Collection<Object> made = value instanceof Set ? new LinkedHashSet<>() : new ArrayList<>();
                for (Object element : elements) {
                    made.add(java(element));
                }
                return made;
            } else if (value instanceof Value own && !own.constant().isEmpty()) {
                Object[] constants = loader.loadClass("p.Old$" + own.type()).getEnumConstants();
                return Arrays.stream(constants)
                        .filter(each -> each.toString().equals(own.constant()))
                        .findFirst()
                        .orElseThrow();
            } else if (value instanceof Value own) {
                List<Object> arguments = new ArrayList<>();
                for (Field field : Objects.requireNonNull(old.records.get(own.type()))) {
                    arguments.add(java(Objects.requireNonNull(own.components().get(field.name()))));
                }
                return make("p.Old$" + own.type(), arguments.toArray());
            } else {
                return value;
            }
        }

        private Object make(String className, Object... arguments) throws ReflectiveOperationException {
            Constructor<?> constructor = loader.loadClass(className).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        }

        /** A value of the model, or of Java, as a text that tells all that there is to it. */
        private static String canonical(Object value) throws ReflectiveOperationException {
            if (value instanceof Optional<?> optional) {
                return optional.isPresent() ? "[" + canonical(optional.get()) + "]" : "[]";
            } else if (value instanceof Map<?, ?> map) {
                Set<String> entries = new TreeSet<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    entries.add(canonical(entry.getKey()) + "=" + canonical(entry.getValue()));
                }
                return entries.toString();
            } else if (value instanceof Collection<?> elements) {
                Collection<String> texts = value instanceof Set ? new TreeSet<>() : new ArrayList<>();
                for (Object element : elements) {
                    texts.add(canonical(element));
                }
                return texts.toString();
            } else if (value instanceof Value own) {
                Map<String, String> components = new TreeMap<>();
                for (Map.Entry<String, Object> component : own.components().entrySet()) {
                    components.put(component.getKey(), canonical(component.getValue()));
                }
                return own.type() + (own.constant().isEmpty() ? components : own.constant());
            } else if (value instanceof Record) {
                Map<String, String> components = new TreeMap<>();
                for (RecordComponent component : value.getClass().getRecordComponents()) {
                    component.getAccessor().setAccessible(true);
                    components.put(
                            component.getName(),
                            canonical(component.getAccessor().invoke(value)));
                }
                return value.getClass().getSimpleName() + components;
            } else if (value instanceof Enum<?> constant) {
                return constant.getDeclaringClass().getSimpleName() + constant.name();
            } else {
                return value.getClass().getSimpleName() + " " + value;
            }
        }
    }
}
