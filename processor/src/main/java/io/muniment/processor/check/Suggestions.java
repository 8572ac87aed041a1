package io.muniment.processor.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to write instead of well-known types that cannot be stored. */
final class Suggestions {

    private static final Map<String, String> INSTEAD = new HashMap<>();

    static {
        of(
                "List<%s>",
                "java.lang.Iterable",
                "java.util.Collection",
                "java.util.SequencedCollection",
                "java.util.ArrayList",
                "java.util.LinkedList",
                "java.util.Vector",
                "java.util.Stack",
                "java.util.AbstractList",
                "java.util.Queue",
                "java.util.Deque",
                "java.util.ArrayDeque",
                "java.util.concurrent.CopyOnWriteArrayList",
                "java.util.stream.Stream",
                "com.google.common.collect.ImmutableList",
                "com.google.common.collect.ImmutableCollection");
        of(
                "Set<%s>",
                "java.util.HashSet",
                "java.util.LinkedHashSet",
                "java.util.EnumSet",
                "java.util.SequencedSet",
                "java.util.concurrent.CopyOnWriteArraySet",
                "com.google.common.collect.ImmutableSet");
        of(
                "SortedSet<%s>",
                "java.util.TreeSet",
                "java.util.concurrent.ConcurrentSkipListSet",
                "com.google.common.collect.ImmutableSortedSet");
        of(
                "Map<%s>",
                "java.util.HashMap",
                "java.util.LinkedHashMap",
                "java.util.Hashtable",
                "java.util.EnumMap",
                "java.util.IdentityHashMap",
                "java.util.WeakHashMap",
                "java.util.SequencedMap",
                "java.util.concurrent.ConcurrentMap",
                "java.util.concurrent.ConcurrentHashMap",
                "com.google.common.collect.ImmutableMap");
        of(
                "SortedMap<%s>",
                "java.util.TreeMap",
                "java.util.concurrent.ConcurrentNavigableMap",
                "java.util.concurrent.ConcurrentSkipListMap",
                "com.google.common.collect.ImmutableSortedMap");
        of("Map<String, String>", "java.util.Properties");
        of(
                "Instant",
                "java.util.Date",
                "java.sql.Timestamp",
                "java.util.Calendar",
                "java.util.GregorianCalendar",
                "java.nio.file.attribute.FileTime");
        of("LocalDate", "java.sql.Date");
        of("LocalTime", "java.sql.Time");
        of("ZoneId", "java.util.TimeZone");
        of("Duration", "java.time.temporal.TemporalAmount");
        of(
                "Instant, LocalDate or another class of java.time",
                "java.time.temporal.Temporal",
                "java.time.temporal.TemporalAccessor");
        of("String", "java.lang.CharSequence", "java.lang.StringBuilder", "java.lang.StringBuffer");
        of("long, double, BigInteger or BigDecimal", "java.lang.Number");
        of("int", "java.util.concurrent.atomic.AtomicInteger");
        of("long", "java.util.concurrent.atomic.AtomicLong", "java.util.concurrent.atomic.LongAdder");
        of("boolean", "java.util.concurrent.atomic.AtomicBoolean");
        of("%s", "java.util.concurrent.atomic.AtomicReference", "java.lang.ref.WeakReference");
        of("Bytes", "java.nio.ByteBuffer", "java.io.InputStream", "java.util.BitSet");
        of("a record with a component for each part", "java.util.Map.Entry");
        of("a record without components", "java.lang.Void");
        of(
                "String, or @SerializeWith(...) on the schema",
                "java.net.URI",
                "java.net.URL",
                "java.nio.file.Path",
                "java.io.File",
                "java.util.Locale",
                "java.util.Currency",
                "java.util.regex.Pattern",
                "java.net.InetAddress",
                "java.nio.charset.Charset");
        of("String with the class's name", "java.lang.Class");
        of("a record with what is to be known of it", "java.lang.Throwable", "java.lang.Exception");
    }

    private Suggestions() {}

    /** What to write instead of a class with these arguments. */
    static Optional<String> find(String qualifiedName, String arguments) {
        return Optional.ofNullable(INSTEAD.get(qualifiedName)).map(text -> text.replace("%s", arguments));
    }

    private static void of(String instead, String... qualifiedNames) {
        List.of(qualifiedNames).forEach(name -> INSTEAD.put(name, instead));
    }
}
