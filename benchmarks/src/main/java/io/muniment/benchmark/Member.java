package io.muniment.benchmark;

import io.muniment.annotation.Indexed;
import io.muniment.annotation.Unique;

/** What is found by two of its components. */
record Member(@Unique String email, @Indexed String city, long seen) {}
