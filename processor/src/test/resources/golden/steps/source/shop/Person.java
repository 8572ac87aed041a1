package shop;

import io.muniment.annotation.Default;
import io.muniment.annotation.Dropped;
import io.muniment.annotation.RenamedFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;

/** Somebody who buys. */
@RenamedFrom("Customer")
@Dropped("fax")
public record Person(
        @RenamedFrom("tel") String phone,
        String name,
        Country country,
        long visits,
        Optional<Double> weight,
        Optional<Country> second,
        @Default("3") int stars,
        @Default("a \"quoted\" word") String motto,
        @Default("2024-01-31T12:30:00Z") Instant since,
        @Default("PT1H") Duration patience,
        @Default("FR") Country from,
        List<String> tags,
        Map<String, Integer> counts,
        NavigableSet<Integer> numbers) {}
