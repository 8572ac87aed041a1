package shop;

/** An amount: the same in both versions. */
public record Money(long cents) {}
