package io.muniment.processor.model;

import io.muniment.processor.problem.Place;

/**
 * Something that a rule only needs to name: a parameter, a type parameter.
 *
 * @param text as the user has written it
 * @param place where
 */
public record Written(String text, Place place) {}
