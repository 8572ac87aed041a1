package people;

import io.muniment.Database;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.schema.CompositeKey;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.util.Collection;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** What {@link PeopleDb} tells the runtime: its tables, and the shape of what they keep. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public final class PeopleSchema {
    static final IndexDescription<Person, String> KNOWN_BY_EMAILS =
            IndexDescription.bySeveral("emails", true, false, Person::emails);

    static final IndexDescription<Person, String> KNOWN_BY_HOME_CITY =
            new IndexDescription<>("home.city", false, false, value -> value.home().city());

    static final IndexDescription<Person, Integer> KNOWN_BY_HOME_FLOOR =
            new IndexDescription<>("home.floor", false, true, value -> value.home().floor().orElse(null));

    static final IndexDescription<Person, CompositeKey> KNOWN_BY_HOME_CITY_AND_FLOOR = new IndexDescription<>(
            "home.city and home.floor",
            false,
            false,
            value -> CompositeKey.of(value.home().city(), value.home().floor().orElse(null)));

    static final IndexDescription<Person, Character> KNOWN_BY_HOME_ENDS =
            IndexDescription.bySeveral("home.ends", false, false, value -> Address.ends(value.home()));

    static final IndexDescription<Person, String> KNOWN_BY_PHONES_NUMBER =
            IndexDescription.bySeveral(
                    "phones.number", true, false, value -> value.phones().stream().map(Phone::number).toList());

    static final IndexDescription<Person, CompositeKey> KNOWN_BY_PHONES_IS_MOBILE_AND_NUMBER =
            IndexDescription.bySeveral(
                    "phones.isMobile and phones.number",
                    true,
                    true,
                    value -> value.phones().stream().flatMap(
                            each -> CompositeKey.each(
                                    List.of(each.isMobile()), List.of(each.number())).stream()).toList());

    static final IndexDescription<Person, String> KNOWN_BY_WORK_CITY =
            new IndexDescription<>("work.city", false, false, value -> value.work().map(Address::city).orElse(null));

    static final IndexDescription<Person, Integer> KNOWN_BY_WORK_FLOOR = new IndexDescription<>(
            "work.floor", false, true, value -> value.work().flatMap(Address::floor).orElse(null));

    static final IndexDescription<Person, CompositeKey> KNOWN_BY_WORK_CITY_AND_FLOOR = new IndexDescription<>(
            "work.city and work.floor",
            false,
            false,
            value -> value.work().map(each -> CompositeKey.of(each.city(), each.floor().orElse(null))).orElse(null));

    static final IndexDescription<Person, Character> KNOWN_BY_WORK_ENDS =
            IndexDescription.bySeveral(
                    "work.ends",
                    false,
                    false,
                    value -> value.work().stream().map(Address::ends).flatMap(Collection::stream).toList());

    static final IndexDescription<Person, Integer> KNOWN_BY_YEARS =
            IndexDescription.bySeveral("years", false, true, Person::years);

    static final IndexDescription<Person, CompositeKey> KNOWN_BY_NAME_AND_NICKNAME = new IndexDescription<>(
            "name and nickname", true, false, value -> CompositeKey.of(value.name(), value.nickname().orElse(null)));

    static final IndexDescription<Person, CompositeKey> KNOWN_BY_NAME_AND_YEARS =
            IndexDescription.bySeveral(
                    "name and years", false, true, value -> CompositeKey.each(List.of(value.name()), value.years()));

    static final IndexDescription<Person, String> KNOWN_BY_LOWER_CASE_NAME =
            new IndexDescription<>("lowerCaseName", false, true, Person::lowerCaseName);

    static final IndexDescription<Person, Person.Whereabouts> KNOWN_BY_WHEREABOUTS =
            new IndexDescription<>("whereabouts", false, false, value -> value.whereabouts().orElse(null));

    public static final TableDescription<Long, Person> KNOWN = new TableDescription<>(
            1,
            "known",
            TableKind.SORTED,
            Serializers.LONG,
            PeopleSerializers.PERSON,
            List.of(
                    KNOWN_BY_EMAILS,
                    KNOWN_BY_HOME_CITY,
                    KNOWN_BY_HOME_FLOOR,
                    KNOWN_BY_HOME_CITY_AND_FLOOR,
                    KNOWN_BY_HOME_ENDS,
                    KNOWN_BY_PHONES_NUMBER,
                    KNOWN_BY_PHONES_IS_MOBILE_AND_NUMBER,
                    KNOWN_BY_WORK_CITY,
                    KNOWN_BY_WORK_FLOOR,
                    KNOWN_BY_WORK_CITY_AND_FLOOR,
                    KNOWN_BY_WORK_ENDS,
                    KNOWN_BY_YEARS,
                    KNOWN_BY_NAME_AND_NICKNAME,
                    KNOWN_BY_NAME_AND_YEARS,
                    KNOWN_BY_LOWER_CASE_NAME,
                    KNOWN_BY_WHEREABOUTS));

    static final IndexDescription<Phone, Integer> PHONES_BY_DIGITS =
            new IndexDescription<>("digits", false, false, People::digits);

    static final IndexDescription<Phone, String> PHONES_BY_NUMBER =
            new IndexDescription<>("number", true, false, Phone::number);

    static final IndexDescription<Phone, CompositeKey> PHONES_BY_IS_MOBILE_AND_NUMBER = new IndexDescription<>(
            "isMobile and number", true, true, value -> CompositeKey.of(value.isMobile(), value.number()));

    public static final TableDescription<String, Phone> PHONES = new TableDescription<>(
            2,
            "phones",
            TableKind.HASH,
            Serializers.STRING,
            PeopleSerializers.PHONE,
            List.of(PHONES_BY_DIGITS, PHONES_BY_NUMBER, PHONES_BY_IS_MOBILE_AND_NUMBER));

    private static final String JSON = """
        {
          "format": 1,
          "name": "people",
          "version": 1,
          "tables": [
            {"id": 1, "name": "known", "kind": "sorted", "key": "long", "value": "Person"},
            {"id": 2, "name": "phones", "kind": "hash", "key": "string", "value": "Phone"}
          ],
          "types": [
            {"name": "Address", "kind": "record", "components": [
              {"id": 1, "name": "city", "type": "string"},
              {"id": 2, "name": "floor", "type": "optional<int>"}
            ]},
            {"name": "Person", "kind": "record", "components": [
              {"id": 1, "name": "emails", "type": "set<string>"},
              {"id": 2, "name": "home", "type": "Address"},
              {"id": 3, "name": "name", "type": "string"},
              {"id": 4, "name": "nickname", "type": "optional<string>"},
              {"id": 5, "name": "partner", "type": "optional<Person>"},
              {"id": 6, "name": "phones", "type": "list<Phone>"},
              {"id": 7, "name": "work", "type": "optional<Address>"},
              {"id": 8, "name": "years", "type": "list<int>"}
            ]},
            {"name": "Phone", "kind": "record", "components": [
              {"id": 1, "name": "isMobile", "type": "boolean"},
              {"id": 2, "name": "number", "type": "string"}
            ]}
          ]
        }
        """;

    public static final SchemaDescription SCHEMA = new SchemaDescription("people", 1, JSON, List.of(KNOWN, PHONES));

    private PeopleSchema() {}

    /** The typed form of {@code database}, which has this schema. */
    public static PeopleDb database(Database database) {
        return new PeopleDb(database);
    }

    /** What is behind the typed form. */
    public static Database database(PeopleDb typed) {
        return typed.database;
    }
}
