package io.muniment.examples.upgrade.v1;

/** How to reach somebody; an empty text when there is no telephone. */
public record Contact(String phone) {}
