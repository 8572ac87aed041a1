package io.muniment.examples.tour;

import java.time.Duration;

/** What holds for all accounts. */
public record Settings(Duration session, boolean open) {}
