package everything;

import everything.Everything.Addresses;
import everything.Everything.Arrays;
import everything.Everything.Boxes;
import everything.Everything.Collections;
import everything.Everything.Colour;
import everything.Everything.Empty;
import everything.Everything.Expression;
import everything.Everything.Hostile;
import everything.Everything.Numbers;
import everything.Everything.Optionals;
import everything.Everything.Pair;
import everything.Everything.Point;
import everything.Everything.Problem;
import everything.Everything.Result;
import everything.Everything.Shape;
import everything.Everything.Sorted;
import everything.Everything.Texts;
import everything.Everything.Times;
import everything.Everything.Tree;
import everything.Everything.Shape.Circle;
import everything.Everything.Shape.Known;
import io.muniment.codec.Bytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.*;
import java.util.*;

/** Values of every table, at the edges. */
public final class Samples {

    private Samples() {}

    /** By name of the table. */
    public static Map<String, List<?>> values() {
        Map<String, List<?>> values = new TreeMap<>();
        values.put("numbers", numbers());
        values.put("boxes", List.of(
                new Boxes((byte) 0, (short) 0, 'a', 0, 0L, 0f, 0d, false),
                new Boxes((byte) -128, Short.MIN_VALUE, '\0', Integer.MIN_VALUE, Long.MIN_VALUE, Float.NaN, -0d, true)));
        values.put("texts", texts());
        values.put("times", times());
        values.put("arrays", arrays());
        values.put("collections", collections());
        values.put("sorted", sorted());
        values.put("optionals", optionals());
        values.put("shapes", List.of(
                new Circle(Double.MIN_VALUE),
                new Shape.Path(List.of()),
                new Shape.Path(List.of(new Point(1, -1), new Point(Integer.MAX_VALUE, Integer.MIN_VALUE))),
                new Point(0, 0),
                Known.UNIT,
                Known.NONE));
        values.put("trees", trees());
        values.put("expressions", List.of(
                new Expression.Number(1),
                new Expression.Sum(new Expression.Number(1), new Expression.Sum(new Expression.Number(2), new Expression.Number(3)))));
        values.put("addresses", List.of(
                new Addresses(URI.create(""), List.of(), ""),
                new Addresses(URI.create("a:b"), List.of(URI.create("c:d"), URI.create("e:f")), "LOUD")));
        values.put("hostile", List.of(new Hostile(1, 2, 3, 4, 5, 6, 7, 8)));
        values.put("empty", List.of(new Empty()));
        values.put("pairs", List.of(Map.of(), Map.of(Colour.GREEN, new Pair<>(1, "one"), Colour.RED, new Pair<>(2, ""))));
        values.put("results", List.of(new Result.Good<>(7), new Result.Bad<>(new Problem("no"))));
        values.put("bytes", List.of(new byte[0], new byte[] {1, -1}, new byte[100_000]));
        return values;
    }

    private static List<Numbers> numbers() {
        return List.of(
                new Numbers((byte) 0, (short) 0, (char) 0, 0, 0, 0, 0, false),
                new Numbers((byte) 1, (short) 1, 'x', 1, 1, 1.5f, 1.5, true),
                new Numbers((byte) -1, (short) -1, '\uffff', -1, -1, -1.5f, -1.5, true),
                new Numbers(
                        Byte.MAX_VALUE,
                        Short.MAX_VALUE,
                        '\ud800',
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        Float.MAX_VALUE,
                        Double.MAX_VALUE,
                        true),
                new Numbers(
                        Byte.MIN_VALUE,
                        Short.MIN_VALUE,
                        '\udfff',
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        Float.NEGATIVE_INFINITY,
                        Double.NaN,
                        false));
    }

    private static List<Texts> texts() {
        UUID uuid = new UUID(Long.MIN_VALUE, Long.MAX_VALUE);
        return List.of(
                new Texts("", Bytes.of(), new UUID(0, 0), BigInteger.ZERO, BigDecimal.ZERO, Colour.RED),
                new Texts("ascii", Bytes.of((byte) 1), uuid, BigInteger.ONE, new BigDecimal("1.10"), Colour.GREEN),
                new Texts("\0/..\u00ff", Bytes.of(new byte[300]), uuid, BigInteger.ONE.negate(), new BigDecimal("-1E+30"), Colour.BLUE),
                new Texts("größer \u20ac \ud83d\ude00", Bytes.of(), uuid, BigInteger.TWO.pow(1000), new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE), Colour.BLUE),
                new Texts("\ud800 alone \udc00", Bytes.of(), uuid, BigInteger.TWO.pow(64).negate(), new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE), Colour.RED),
                new Texts("x".repeat(100_000), Bytes.of(), uuid, BigInteger.TEN, BigDecimal.TEN, Colour.RED));
    }

    private static List<Times> times() {
        return List.of(
                times(Instant.EPOCH, LocalDateTime.of(1970, 1, 1, 0, 0), ZoneOffset.UTC, ZoneId.of("UTC")),
                times(Instant.MIN, LocalDateTime.MIN, ZoneOffset.MIN, ZoneId.of("Europe/Berlin")),
                times(Instant.MAX, LocalDateTime.MAX, ZoneOffset.MAX, ZoneId.of("+05:30")),
                times(
                        Instant.parse("2024-02-29T23:59:59.999999999Z"),
                        LocalDateTime.of(2024, 10, 27, 2, 30),
                        ZoneOffset.ofTotalSeconds(-3661),
                        ZoneId.of("Asia/Kolkata")));
    }

    private static Times times(Instant instant, LocalDateTime local, ZoneOffset offset, ZoneId zone) {
        boolean isExtreme = local.equals(LocalDateTime.MIN) || local.equals(LocalDateTime.MAX);
        return new Times(
                instant,
                local.toLocalDate(),
                local.toLocalTime(),
                local,
                OffsetDateTime.of(local, offset),
                ZonedDateTime.ofInstant(isExtreme ? Instant.EPOCH : instant, zone),
                OffsetTime.of(local.toLocalTime(), offset),
                isExtreme ? Duration.ofSeconds(Long.MIN_VALUE, 1) : Duration.ofNanos(-1),
                Period.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE),
                Year.of(local.getYear()),
                YearMonth.from(local),
                MonthDay.of(2, 29),
                zone,
                offset,
                local.getDayOfWeek(),
                local.getMonth());
    }

    private static List<Arrays> arrays() {
        return List.of(
                new Arrays(
                        new boolean[0], new byte[0], new short[0], new char[0], new int[0], new long[0], new float[0],
                        new double[0], List.of()),
                new Arrays(
                        new boolean[] {true, false},
                        new byte[] {Byte.MIN_VALUE, 0, Byte.MAX_VALUE},
                        new short[] {Short.MIN_VALUE, 0, Short.MAX_VALUE},
                        new char[] {'\ud800', 0, '\uffff'},
                        new int[] {Integer.MIN_VALUE, 0, Integer.MAX_VALUE},
                        new long[] {Long.MIN_VALUE, 0, Long.MAX_VALUE},
                        new float[] {Float.NaN, -0f},
                        new double[] {Double.NaN, -0d},
                        List.of(new byte[] {1}, new byte[0])));
    }

    private static List<Collections> collections() {
        List<Integer> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(i * 31);
        }
        Map<Colour, Set<Optional<Pair<String, Colour>>>> nested = new LinkedHashMap<>();
        nested.put(Colour.RED, Set.of());
        nested.put(Colour.BLUE, Set.of(Optional.empty(), Optional.of(new Pair<>("", Colour.GREEN))));
        return List.of(
                new Collections(List.of(), Set.of(), Map.of(), List.of(), Map.of()),
                new Collections(
                        many,
                        new LinkedHashSet<>(List.of("z", "a", "m")),
                        new LinkedHashMap<>(Map.of("", Long.MIN_VALUE)),
                        List.of(List.of(), List.of(List.of("")), List.of(List.of(), List.of("a", "b"))),
                        nested));
    }

    private static List<Sorted> sorted() {
        return List.of(
                new Sorted(new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>()),
                new Sorted(
                        new TreeSet<>(Set.of("b", "", "a")),
                        new TreeSet<>(Set.of(Long.MAX_VALUE, 0L, Long.MIN_VALUE)),
                        new TreeMap<>(Map.of(Colour.BLUE, List.of("x"), Colour.RED, List.of())),
                        new TreeMap<>(Map.of(new UUID(1, 2), new TreeSet<>(Set.of(3, 1, 2))))));
    }

    private static List<Optionals> optionals() {
        return List.of(
                new Optionals(
                        Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalLong.empty(),
                        OptionalDouble.empty()),
                new Optionals(
                        Optional.of(""), Optional.of(numbers()), Optional.of(Optional.empty()), OptionalInt.of(-1),
                        OptionalLong.of(Long.MIN_VALUE), OptionalDouble.of(Double.NaN)),
                new Optionals(
                        Optional.of("x"), Optional.of(List.of()), Optional.of(Optional.of(1)), OptionalInt.of(0),
                        OptionalLong.of(0), OptionalDouble.of(-0d)));
    }

    private static List<Tree<String>> trees() {
        Tree<String> deep = new Tree<>("leaf", List.of());
        for (int i = 0; i < 90; i++) {
            deep = new Tree<>("", List.of(deep));
        }
        return List.of(new Tree<>("root", List.of()), new Tree<>("root", List.of(new Tree<>("a", List.of()))), deep);
    }
}
