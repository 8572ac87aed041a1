package people;

import io.muniment.annotation.Indexed;
import io.muniment.annotation.Unique;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Somebody with all that belongs to them. */
@Unique({"name", "nickname"})
@Indexed(
        value = {"name", "years"},
        ordered = true)
public record Person(
        String name,
        Optional<String> nickname,
        Address home,
        Optional<Address> work,
        List<Phone> phones,
        @Unique Set<String> emails,
        @Indexed(ordered = true) List<Integer> years,
        Optional<Person> partner) {

    /** What is looked for without minding capitals. */
    @Indexed(ordered = true)
    static String lowerCaseName(Person person) {
        return person.name().toLowerCase(Locale.ROOT);
    }

    /** Where somebody is during the day, if that is known. */
    @Indexed
    Optional<Whereabouts> whereabouts() {
        return work.map(address -> new Whereabouts(name, address.city()));
    }

    /** What is looked up, and kept nowhere. */
    record Whereabouts(String name, String city) {}
}
