package io.muniment.processor.model;

import io.muniment.processor.problem.Place;

/**
 * A {@link Change} as a source states it, whether or not it has an effect there.
 *
 * @param place the annotation, or its value
 */
public record Statement(Change change, Place place) {}
