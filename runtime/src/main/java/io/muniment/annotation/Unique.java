package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
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
 * <ul>
 *   <li>A write that would give one value to two entries throws {@link io.muniment.error.UniqueException} and
 *       changes nothing. Of several threads that race for one value, exactly one gets it.
 *   <li>The component's type is equal by value. Of a component {@code Optional<String>} the {@code String} counts,
 *       and as many entries as like may have none.
 *   <li>Nothing of it is on disk: it is built when the database is opened, so it may come and go without a new
 *       version of the schema. Where it comes to data that has a value twice, opening is refused with
 *       {@link io.muniment.error.UniqueException}.
 *   <li>The accessor must always give the same for the same record. What it throws is thrown by the write, as the
 *       cause of an {@link io.muniment.error.UnindexableException}, and that write changes nothing.
 * </ul>
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Unique {}
