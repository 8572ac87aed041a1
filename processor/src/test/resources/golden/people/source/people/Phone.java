package people;

import io.muniment.annotation.Unique;

/** A phone that rings with one person. */
public record Phone(@Unique String number, boolean isMobile) {}
