package people;

import io.muniment.annotation.Indexed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where somebody is to be found. */
@Indexed({"city", "floor"})
public record Address(
        @Indexed String city, @Indexed(ordered = true) Optional<Integer> floor) {

    /** Each letter that the city begins or ends with. */
    @Indexed
    static Set<Character> ends(Address address) {
        String city = address.city();
        return Set.copyOf(List.of(city.charAt(0), city.charAt(city.length() - 1)));
    }
}
