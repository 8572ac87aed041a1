package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The entries of a table are found by the value of this component.
 *
 * <p>On a component {@code country} of the record that a {@link io.muniment.table.Table Table} or a
 * {@link io.muniment.table.SortedTable SortedTable} keeps. The generated table class has {@code byCountry(country)}:
 * the entries that have it, all of one moment, in an immutable list; of a sorted table in the order of its keys. It
 * costs as much as there are entries in the list, however large the table is. {@code byCountry(country, page)} gives
 * them {@linkplain io.muniment.table.Page page by page}.
 *
 * <p>It also stands on a method that computes what entries are found by, of the type that the table keeps, or of one in
 * it: without parameters, or static and taking the value; or static on the schema interface, for each table that keeps
 * its parameter. {@code @Indexed static String lowerCaseEmail(Account account)} gives {@code byLowerCaseEmail}. An
 * {@code Optional}, a list or a set counts as that of a component does, and an index that computes may change with the
 * program: nothing of it is on disk.
 *
 * <p>It stands on a component of:
 *
 * <ul>
 *   <li>the record that the table keeps,
 *   <li>a record that is a component of that, or what an {@code Optional}, a list or a set there holds, however deep:
 *       the names on the way there make the method's. A component {@code Address address} with
 *       {@code @Indexed String city} in it gives {@code byAddressCity(city)}, and each table whose value has an {@code Address} has such
 *       an index. A record inside of itself is looked into once.
 * </ul>
 *
 * <ul>
 *   <li>The component's type is equal by value. Of a component {@code Optional<Country>} the {@code Country} counts,
 *       and an entry that has none is not found.
 *   <li>Of a list or set, {@code List<String> tags}, each element counts: {@code byTags(tag)} gives the entries that
 *       have it among others, each once.
 *   <li>Nothing of it is on disk: it is built when the database is opened, so it may come and go without a new
 *       version of the schema.
 *   <li>The accessor must always give the same for the same record. What it throws is thrown by the write, as the
 *       cause of an {@link io.muniment.error.UnindexableException}, and that write changes nothing.
 * </ul>
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
@Repeatable(Indexed.All.class)
public @interface Indexed {

    /**
     * On a record: the names of its components that entries are found by together, two or more.
     * {@code @Indexed({"country", "created"})} gives {@code byCountryAndCreated(country, created)}. An entry that has
     * nothing of an {@code Optional} among them is not found; of a list or set among them each element counts.
     */
    String[] value() default {};

    /**
     * Whether the entries are also found by a range. Then the table class of a component {@code created} has
     * {@code byCreatedBetween(from, to)} too, from {@code from} inclusive to {@code to} exclusive, in ascending
     * order, and {@code byCreatedBetweenDescending(from, to)}, the same entries in descending order. The component's
     * type is {@link Comparable}, and its order decides what is the same value. Beside {@link Unique} it adds these.
     *
     * <p>Of a list or set, an entry is given once, at the first of its elements that lies in the range: the least in
     * ascending order, the greatest in descending order.
     *
     * <p>Of several components the range is one of the last, and those before it are given:
     * {@code byCountryAndCreatedBetween(country, from, to)}. All of them are {@link Comparable} then.
     */
    boolean ordered() default false;

    /** Holds several {@link Indexed} on one record. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.CLASS)
    @interface All {

        /** The annotations, in source order. */
        Indexed[] value();
    }
}
