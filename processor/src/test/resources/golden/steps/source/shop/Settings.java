package shop;

import java.util.OptionalInt;

/** How it all is. */
public record Settings(OptionalInt limit, String title) {}
