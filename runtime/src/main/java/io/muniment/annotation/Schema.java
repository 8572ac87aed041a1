package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface as the description of a database: each method names a table. At compile time the
 * processor writes the database for it: for an interface {@code Lockbook} a final class {@code LockbookDb}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Schema {

    /**
     * The name under which the data is known on disk: a lower case letter, then lower case letters, digits,
     * {@code -} and {@code _}, at most 64 characters. With a name of its own, the interface can be renamed
     * or moved without touching the data. Left empty, it is the interface's simple name in lower case.
     */
    String name() default "";

    /** The version of the stored shape, from 1. Raise it whenever a stored type changes. */
    int version() default 1;
}
