package io.muniment.examples.shop;

import java.util.List;

/** What a customer wants, and what it costs in cents. */
public record Order(String customer, Status status, List<Item> items, long cents) {}
