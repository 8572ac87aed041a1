package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What this was called in the version of the schema before, so that what is stored under that name comes here.
 *
 * <p>As in {@code record Account(@RenamedFrom("tel") String phone) {}}. It stands on:
 *
 * <ul>
 *   <li>a component of a stored record,
 *   <li>a constant of a stored enum,
 *   <li>a stored record, enum or sealed type: the name is its stored name, as {@link TypeName} or the class gives it,
 *   <li>a method of a schema, for a table.
 * </ul>
 *
 * <p>It counts for the step from a version that has the old name and not the new one. In later ones it has no effect, and
 * may stay or go. The version before may have both names only if it was stated of a step before that: what has its name still
 * is what it was, and two do not change places by it. No two come from one, but for types: where {@code Account} has become {@code Customer} in one place and
 * {@code Employee} in another, both say so.
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface RenamedFrom {

    /** The old name. */
    String value();
}
