package shop;

/** Two things. */
public record Pair<A, B>(B right, A left) {}
