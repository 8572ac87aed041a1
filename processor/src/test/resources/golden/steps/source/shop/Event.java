package shop;

import io.muniment.annotation.RenamedFrom;
import java.time.Instant;

/** What happened. */
public sealed interface Event {

    /** Somebody came. */
    record Came(Instant when, String name) implements Event {}

    /** Somebody bought. */
    @RenamedFrom("Bought")
    record Sold(long order) implements Event {}

    /** Nothing happened. */
    record Nothing() implements Event {}
}
