package io.muniment.examples.upgrade;

import java.util.List;
import java.util.Optional;

/** How to reach somebody. */
public record Contact(Optional<String> phone, List<String> emails) {}
