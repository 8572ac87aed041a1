package people;

import io.muniment.annotation.Indexed;
import io.muniment.annotation.Unique;
import java.util.List;
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
        Optional<Person> partner) {}
