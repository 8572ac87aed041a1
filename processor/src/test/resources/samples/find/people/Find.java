package people;

import io.muniment.error.UniqueException;
import io.muniment.table.Page;
import io.muniment.table.Paged;
import io.muniment.table.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A program that finds people by all indexes that a schema may have. */
public final class Find {

    private static final Phone ADAS = new Phone("1", true);
    private static final Phone BOBS = new Phone("2", true);

    private static final Person ADA = new Person(
            "Ada",
            Optional.of("Countess"),
            new Address("Rome", Optional.of(3)),
            Optional.of(new Address("Paris", Optional.empty())),
            List.of(ADAS),
            Set.of("ada@example.org", "countess@example.org"),
            List.of(1999, 2005, 1999),
            Optional.empty());
    private static final Person BOB = new Person(
            "Bob",
            Optional.empty(),
            new Address("Rome", Optional.empty()),
            Optional.empty(),
            List.of(BOBS, new Phone("3", false)),
            Set.of("bob@example.org"),
            List.of(2001, 1980),
            Optional.of(ADA));

    private Find() {}

    /** In memory. */
    public static void inMemory() {
        try (PeopleDb db = PeopleDb.inMemory()) {
            fill(db);
            check(db.known());
            swap(db);
        }
    }

    /** In a directory, opened twice. */
    public static void onDisk(Path directory) {
        try (PeopleDb db = PeopleDb.open(directory)) {
            fill(db);
        }
        try (PeopleDb db = PeopleDb.open(directory)) {
            check(db.known());
            db.write(tx -> check(tx.known()));
            swap(db);
        }
    }

    private static void fill(PeopleDb db) {
        db.phones().put("home", new Phone("555", false));
        same(1, db.phones().byDigits(3).size());
        db.write(tx -> {
            tx.known().put(1L, ADA);
            tx.known().put(2L, BOB);
            check(tx.known());
        });
    }

    private static void check(PeopleDb.KnownTable known) {
        // a record in the value
        same(List.of("Ada", "Bob"), names(known.byHomeCity("Rome")));
        same(List.of("Ada"), names(known.byHomeFloorBetween(1, 4)));
        same(List.of(), names(known.byHomeFloor(1)));
        // through an Optional
        same(List.of("Ada"), names(known.byWorkCity("Paris")));
        same(List.of(), names(known.byWorkCity("Rome")));
        same(List.of(), names(known.byWorkFloorBetweenDescending(0, 100)));
        // each of a list or set
        same(ADA, known.byEmails("countess@example.org"));
        same(ADA, known.byEmails("ada@example.org"));
        same(Optional.empty(), known.findByEmails("eve@example.org"));
        same(List.of("Ada"), names(known.byYears(1999)));
        same(List.of("Bob", "Ada"), names(known.byYearsBetween(1900, 2100)));
        same(List.of("Ada", "Bob"), names(known.byYearsBetween(1999, 2100)));
        same(List.of("Bob", "Ada"), names(known.byYearsBetweenDescending(1900, 2002)));
        // several components
        same(ADA, known.byNameAndNickname("Ada", "Countess"));
        same(Optional.empty(), known.findByNameAndNickname("Bob", "Countess"));
        same(List.of("Ada"), names(known.byNameAndYears("Ada", 2005)));
        same(List.of(), names(known.byNameAndYears("Ada", 1980)));
        same(List.of("Bob"), names(known.byNameAndYearsBetween("Bob", 1900, 2100)));
        same(List.of("Ada"), names(known.byNameAndYearsBetweenDescending("Ada", 1999, 2000)));
        same(List.of("Ada"), names(known.byHomeCityAndFloor("Rome", 3)));
        same(List.of(), names(known.byWorkCityAndFloor("Paris", 3)));
        same(BOB, known.byPhonesIsMobileAndNumber(false, "3"));
        same(List.of("Ada", "Bob"), names(known.byPhonesIsMobileAndNumberBetween(true, "1", "3")));
        // what a method computes
        same(List.of("Ada"), names(known.byLowerCaseName("ada")));
        same(List.of("Bob", "Ada"), names(known.byLowerCaseNameBetweenDescending("a", "c")));
        same(List.of("Ada"), names(known.byWhereabouts(new Person.Whereabouts("Ada", "Paris"))));
        same(List.of(), names(known.byWhereabouts(new Person.Whereabouts("Bob", "Paris"))));
        same(List.of("Ada", "Bob"), names(known.byHomeEnds('e')));
        same(List.of("Ada"), names(known.byWorkEnds('s')));
        // page by page
        Page<Integer, Long> two = Page.first(2);
        Paged<Integer, Long, Person> found = known.byYearsBetween(1900, 2100, two);
        same(List.of("Bob", "Ada"), names(found.entries()));
        same(two.after(new Position<>(1999, 1L)), Objects.requireNonNull(found.next()));
        found = known.byYearsBetween(1900, 2100, Objects.requireNonNull(found.next()));
        same(List.of(), found.entries());
        same(true, found.next() == null);
        Page<Integer, Long> last = Page.last(1);
        same(List.of("Ada"), names(known.byNameAndYearsBetween("Ada", 1900, 2100, last).entries()));
        same(
                Optional.of(new Position<>(2005, 1L)),
                Objects.requireNonNull(
                                known.byNameAndYearsBetween("Ada", 1900, 2100, last).next())
                        .after());
        Paged<String, Long, Person> romans = known.byHomeCity("Rome", Page.first(1));
        same(List.of("Ada"), names(romans.entries()));
        romans = known.byHomeCity("Rome", Objects.requireNonNull(romans.next()));
        same(List.of("Bob"), names(romans.entries()));
        // a component of each of a list
        same(BOB, known.byPhonesNumber("3"));
        same(ADA, known.byPhonesNumber("1"));
    }

    private static void swap(PeopleDb db) {
        try {
            db.known().put(3L, with(ADA, Set.of("eve@example.org", "bob@example.org"), List.of()));
            throw new AssertionError("two entries share an address");
        } catch (UniqueException e) {
            same("emails", e.index());
            same(Optional.<Object>of(2L), e.other());
        }
        try {
            db.known().put(3L, with(ADA, Set.of(), List.of(BOBS)));
            throw new AssertionError("two entries share a phone");
        } catch (UniqueException e) {
            same("known", e.table());
            same("phones.number", e.index());
        }
        try {
            db.known().put(3L, with(ADA, Set.of(), List.of()));
            throw new AssertionError("two entries share a name");
        } catch (UniqueException e) {
            same("name and nickname", e.index());
        }
        db.write(tx -> {
            tx.known().put(1L, named("Bob", Optional.empty()));
            tx.known().put(2L, named("Ada", Optional.of("Countess")));
            tx.known().put(3L, named("Bob", Optional.empty()));
        });
        same(3, db.known().size());
        same(2L, db.known().byNameAndYears("Ada", 1980).get(0).getKey());
        db.known().remove(3L);
        fill(db);
        db.write(tx -> {
            tx.known().put(1L, with(ADA, BOB.emails(), BOB.phones()));
            tx.known().put(2L, with(BOB, ADA.emails(), ADA.phones()));
        });
        same("Ada", Objects.requireNonNull(db.known().byEmails("bob@example.org")).name());
        same("Bob", Objects.requireNonNull(db.known().byEmails("ada@example.org")).name());
        same("Bob", Objects.requireNonNull(db.known().byPhonesNumber("1")).name());
    }

    private static Person with(Person person, Set<String> emails, List<Phone> phones) {
        return new Person(
                person.name(), person.nickname(), person.home(), person.work(), phones, emails, person.years(), person.partner());
    }

    /** Bob under another name, without a phone. */
    private static Person named(String name, Optional<String> nickname) {
        return new Person(
                name, nickname, BOB.home(), BOB.work(), List.of(), Set.of(), BOB.years(), BOB.partner());
    }

    private static List<String> names(List<Map.Entry<Long, Person>> entries) {
        return entries.stream().map(entry -> entry.getValue().name()).toList();
    }

    private static void same(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}
