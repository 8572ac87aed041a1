package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the version before had and this one has not, on purpose: nothing that is stored goes without being named.
 *
 * <p>As in {@code @Dropped("fax") record Account(String email) {}}. It stands on:
 *
 * <ul>
 *   <li>a stored record, and names components: what they hold goes,
 *   <li>a stored enum, and names constants, or a sealed type, and names cases by their stored names: values that are one of
 *       them must become something, so the type's method of the generated {@code LockbookV1ToV2} is abstract and says what,
 *   <li>a schema, and names tables: their rows go, unless {@code complete} of {@code LockbookV1ToV2} reads them. A table that becomes one of another
 *       sort (a {@code Table} a {@code SetTable}) is named too: it begins empty under its name.
 * </ul>
 *
 * <p>Several names may stand in one, {@code @Dropped({"fax", "telex"})}, or in several.
 *
 * <p>It counts for the step from a version that has these names. In later ones it has no effect, and may stay or go. It goes when something
 * has one of these names again: the compiler refuses it then, since a later version could lose that without a word.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@Repeatable(Dropped.All.class)
public @interface Dropped {

    /** The old names. */
    String[] value();

    /** Holds several {@link Dropped} on one type. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.CLASS)
    @interface All {

        /** The annotations, in source order. */
        Dropped[] value();
    }
}
