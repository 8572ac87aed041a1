package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which a stored type is known on disk. Without it, that is the type's simple name. Needed
 * when a class is renamed but its data is not, and when two stored types share their simple name.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface TypeName {

    /**
     * A Java identifier, unique in the schema, at most 64 characters. Or, for a type without parameters that stands for
     * one that had some, what that was stored as: {@code Pair<string,int>}, as the schema's JSON has it.
     */
    String value();
}
