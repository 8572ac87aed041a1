package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No two entries of a table have the same value of this component, and an entry is found by it.
 *
 * <p>On a component {@code email} of the record that a {@link io.muniment.table.Table Table} or a
 * {@link io.muniment.table.SortedTable SortedTable} keeps. The generated table class has {@code byEmail(email)},
 * which gives the value or null, and {@code findByEmail(email)}, which gives an {@code Optional}. Both cost as
 * much as a few calls of {@code get}, however large the table is.
 *
 * <p>It also stands on a method that computes what entries are found by, of the type that the table keeps, or of one in
 * it: without parameters, or static and taking the value; or static on the schema interface, for each table that keeps
 * its parameter. {@code @Unique static String lowerCaseEmail(Account account)} gives {@code byLowerCaseEmail}. An
 * {@code Optional}, a list or a set counts as that of a component does, and an index that computes may change with the
 * program: nothing of it is on disk.
 *
 * <p>It stands on a component of:
 *
 * <ul>
 *   <li>the record that the table keeps,
 *   <li>a record that is a component of that, or what an {@code Optional}, a list or a set there holds, however deep:
 *       the names on the way there make the method's. A component {@code Address address} with
 *       {@code @Unique String zip} in it gives {@code byAddressZip(zip)}, and each table whose value has an {@code Address} has such
 *       an index. A record inside of itself is looked into once.
 * </ul>
 *
 * <ul>
 *   <li>A write that would give one value to two entries throws {@link io.muniment.error.UniqueException} and
 *       changes nothing. Of several threads that race for one value, exactly one gets it.
 *   <li>The component's type is equal by value. Of a component {@code Optional<String>} the {@code String} counts,
 *       and as many entries as like may have none.
 *   <li>Of a list or set each element counts: no two entries share one, and an entry is found by each that it has.
 *       One entry may have an element twice.
 *   <li>Nothing of it is on disk: it is built when the database is opened, so it may come and go without a new
 *       version of the schema. Where it comes to data that has a value twice, opening is refused with
 *       {@link io.muniment.error.UniqueException}.
 *   <li>The accessor must always give the same for the same record. What it throws is thrown by the write, as the
 *       cause of an {@link io.muniment.error.UnindexableException}, and that write changes nothing.
 * </ul>
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
@Repeatable(Unique.All.class)
public @interface Unique {

    /**
     * On a record: the names of its components that together are not the same in two entries, two or more.
     * {@code @Unique({"country", "number"})} gives {@code byCountryAndNumber(country, number)}. An entry that has
     * nothing of an {@code Optional} among them is not found, nor in the way of another.
     */
    String[] value() default {};

    /** Holds several {@link Unique} on one record. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.CLASS)
    @interface All {

        /** The annotations, in source order. */
        Unique[] value();
    }
}
