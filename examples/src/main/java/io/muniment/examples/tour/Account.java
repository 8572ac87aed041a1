package io.muniment.examples.tour;

import io.muniment.annotation.Indexed;
import io.muniment.annotation.Unique;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who somebody is. */
@Indexed(
        value = {"country", "created"},
        ordered = true)
public record Account(
        @Unique String email,
        @Indexed Country country,
        @Indexed(ordered = true) Instant created,
        int logins,
        Optional<URI> homepage,
        @Indexed List<String> tags) {

    /** A new account with nothing but the needful. */
    static Account of(String email, Country country) {
        return new Account(email, country, Instant.now(), 0, Optional.empty(), List.of());
    }

    /** This account after one more login. */
    Account loggedIn() {
        return new Account(email, country, created, logins + 1, homepage, tags);
    }
}
