package io.muniment.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a component that is new has in entries that were written before it was there.
 *
 * <p>As in {@code record Account(String email, @Default("0") int logins) {}}: version 2 of the schema has {@code logins},
 * version 1 has not, and every account of version 1 gets 0. Without the annotation the method {@code account(..)} of the generated {@code LockbookV1ToV2} is abstract, and says what each old account gets. A component
 * that is an {@code Optional} or a collection needs none: it begins empty.
 *
 * <p>The text is checked by the compiler. It stands for a value of the component's type:
 *
 * <ul>
 *   <li>numbers, as Java writes them: {@code "-1"}, {@code "1.5"}, {@code "1e9"}; {@code BigInteger} and
 *       {@code BigDecimal} likewise,
 *   <li>{@code "true"} and {@code "false"},
 *   <li>a {@code char} is the one character, a {@code String} the text itself,
 *   <li>an enum constant, {@code DayOfWeek} and {@code Month} by name,
 *   <li>{@code java.time} and {@code UUID} as their {@code parse}, {@code of} or {@code fromString} read them:
 *       {@code "2024-01-31T00:00:00Z"}, {@code "P1D"}, {@code "Europe/Paris"}.
 * </ul>
 *
 * <p>It counts for the step to the version in which the component comes. In later ones it has no effect, and may stay or go.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Default {

    /** The value, as a text. */
    String value();
}
