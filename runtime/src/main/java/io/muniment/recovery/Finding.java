package io.muniment.recovery;

/**
 * Something that is wrong with a file.
 *
 * @param file its path
 * @param offset where it was noticed
 * @param problem what is wrong, in a sentence
 */
public record Finding(String file, long offset, String problem) {}
