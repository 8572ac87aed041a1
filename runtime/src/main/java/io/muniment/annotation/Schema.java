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

    /**
     * An older version of this schema whose interface is kept by hand, in any package:
     *
     * <pre>{@code
     * @Schema(name = "lockbook", version = 2, previous = LockbookV1.class)
     * }</pre>
     *
     * <p>That interface is a schema of the same name and of a lower version, and may name one before it in turn. It is
     * kept where the history alone is not enough: where keys have an {@code equals} or an order of their own, or where
     * the serializer of a type is no longer that of this version. For each other version below this one that is on
     * record in the history, the processor writes an interface itself. Left out, all of them come from the history.
     */
    Class<?> previous() default void.class;
}
