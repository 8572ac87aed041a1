package io.muniment.examples.shop;

import io.muniment.annotation.RenamedFrom;

/** How far an order has come. */
public enum Status {
    @RenamedFrom("OPEN")
    NEW,
    PAID,
    SENT,
    RETURNED
}
