package shop;

import io.muniment.annotation.Dropped;

/** How big. */
@Dropped("HUGE")
public enum Size {
    SMALL,
    LARGE
}
