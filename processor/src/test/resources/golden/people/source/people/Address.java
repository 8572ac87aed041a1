package people;

import io.muniment.annotation.Indexed;
import java.util.Optional;

/** Where somebody is to be found. */
@Indexed({"city", "floor"})
public record Address(
        @Indexed String city, @Indexed(ordered = true) Optional<Integer> floor) {}
