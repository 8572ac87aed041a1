package sample;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of a user. */
public record Account(
        String email,
        Country country,
        Instant created,
        int logins,
        Integer rank,
        Optional<URI> homepage,
        List<String> tags,
        Access access) {}
