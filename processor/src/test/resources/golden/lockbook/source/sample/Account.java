package sample;

import io.muniment.annotation.Indexed;
import io.muniment.annotation.Unique;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of a user. */
public record Account(
        @Unique String email,
        @Indexed Country country,
        @Indexed(ordered = true) Instant created,
        @Indexed int logins,
        Integer rank,
        @Indexed Optional<URI> homepage,
        List<String> tags,
        Access access) {}
