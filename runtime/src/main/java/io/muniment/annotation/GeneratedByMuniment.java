package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that the processor wrote. Unlike {@code javax.annotation.processing.Generated} it stays in the
 * class file, where coverage tools find it and leave the class out.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GeneratedByMuniment {}
