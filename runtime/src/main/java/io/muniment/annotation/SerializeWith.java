package io.muniment.annotation;

import io.muniment.codec.ValueSerializer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the serializer for a type that the processor does not know by itself.
 *
 * <p>On a type: for that type wherever it is stored. On a record component: for that component alone. On a
 * {@link Schema} interface: for the type that the serializer handles, wherever that schema stores it; this is
 * the place for types of others, such as {@code java.net.URI}, and it may be repeated.
 */
@Documented
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
@Repeatable(SerializeWith.All.class)
public @interface SerializeWith {

    /** A concrete class with a constructor without parameters that the schema's package can reach. */
    Class<? extends ValueSerializer<?>> value();

    /** Holds several {@link SerializeWith} on one schema. */
    @Documented
    @Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.CLASS)
    @interface All {

        /** The annotations, in source order. */
        SerializeWith[] value();
    }
}
