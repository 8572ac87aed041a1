package io.muniment.examples.shop;

/** So many of an article. */
public record Item(String article, int count) {}
