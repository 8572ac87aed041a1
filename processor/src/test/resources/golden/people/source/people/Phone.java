package people;

import io.muniment.annotation.Indexed;
import io.muniment.annotation.Unique;

/** A phone that rings with one person. */
@Unique({"isMobile", "number"})
@Indexed(
        value = {"isMobile", "number"},
        ordered = true)
public record Phone(@Unique String number, boolean isMobile) {}
