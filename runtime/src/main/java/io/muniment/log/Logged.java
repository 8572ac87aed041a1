package io.muniment.log;

/**
 * A commit as it was read.
 *
 * @param sequence its number
 * @param bytes the body of its record, which nobody changes
 */
public record Logged(long sequence, byte[] bytes) {}
