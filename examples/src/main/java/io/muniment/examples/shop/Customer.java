package io.muniment.examples.shop;

import io.muniment.annotation.Default;
import io.muniment.annotation.Dropped;
import io.muniment.annotation.RenamedFrom;
import java.util.List;
import java.util.Optional;

/** Somebody who has ordered something. */
@Dropped("city")
public record Customer(
        String name,
        @RenamedFrom("tel") String phone,
        long visits,
        @Default("true") boolean active,
        Optional<String> email,
        List<String> notes) {}
