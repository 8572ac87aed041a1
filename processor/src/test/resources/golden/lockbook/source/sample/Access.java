package sample;

/** What an account may do: nothing to tell of it yet. */
public record Access() {}
