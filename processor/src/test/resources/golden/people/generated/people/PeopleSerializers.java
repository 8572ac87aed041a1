package people;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The serializers of {@link People}, each made once. The instances are all here, and none in the classes themselves, so
 * that types may refer to each other in circles.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class PeopleSerializers {
    static final AddressSerializer ADDRESS = new AddressSerializer();

    static final PersonSerializer PERSON = new PersonSerializer();

    static final PhoneSerializer PHONE = new PhoneSerializer();

    static final ValueSerializer<Optional<Integer>> OPTIONAL_OF_INTEGER = Serializers.optional(Serializers.INT);

    static final ValueSerializer<Set<String>> SET_OF_STRING = Serializers.set(Serializers.STRING);

    static final ValueSerializer<Optional<String>> OPTIONAL_OF_STRING = Serializers.optional(Serializers.STRING);

    static final ValueSerializer<Optional<Person>> OPTIONAL_OF_PERSON = Serializers.optional(PERSON);

    static final ValueSerializer<List<Phone>> LIST_OF_PHONE = Serializers.list(PHONE);

    static final ValueSerializer<Optional<Address>> OPTIONAL_OF_ADDRESS = Serializers.optional(ADDRESS);

    static final ValueSerializer<List<Integer>> LIST_OF_INTEGER = Serializers.list(Serializers.INT);

    private PeopleSerializers() {}

    /** How {@link Address} is written: its components, in the order of their ids in {@code people/1.json}. */
    @GeneratedByMuniment
    static final class AddressSerializer extends ValueSerializer<Address> {
        @Override
        public void write(ValueOutput out, Address value) {
            out.writeString(Serializers.<String>required(value.city(), "Address.city"));
            PeopleSerializers.OPTIONAL_OF_INTEGER.write(
                    out, Serializers.<Optional<Integer>>required(value.floor(), "Address.floor"));
        }

        @Override
        public Address read(ValueInput in) {
            String city = in.readString();
            Optional<Integer> floor = PeopleSerializers.OPTIONAL_OF_INTEGER.read(in);
            return new Address(city, floor);
        }
    }

    /** How {@link Person} is written: its components, in the order of their ids in {@code people/1.json}. */
    @GeneratedByMuniment
    static final class PersonSerializer extends ValueSerializer<Person> {
        @Override
        public void write(ValueOutput out, Person value) {
            PeopleSerializers.SET_OF_STRING.write(
                    out, Serializers.<Set<String>>required(value.emails(), "Person.emails"));
            PeopleSerializers.ADDRESS.write(out, Serializers.<Address>required(value.home(), "Person.home"));
            out.writeString(Serializers.<String>required(value.name(), "Person.name"));
            PeopleSerializers.OPTIONAL_OF_STRING.write(
                    out, Serializers.<Optional<String>>required(value.nickname(), "Person.nickname"));
            PeopleSerializers.OPTIONAL_OF_PERSON.write(
                    out, Serializers.<Optional<Person>>required(value.partner(), "Person.partner"));
            PeopleSerializers.LIST_OF_PHONE.write(
                    out, Serializers.<List<Phone>>required(value.phones(), "Person.phones"));
            PeopleSerializers.OPTIONAL_OF_ADDRESS.write(
                    out, Serializers.<Optional<Address>>required(value.work(), "Person.work"));
            PeopleSerializers.LIST_OF_INTEGER.write(
                    out, Serializers.<List<Integer>>required(value.years(), "Person.years"));
        }

        @Override
        public Person read(ValueInput in) {
            Set<String> emails = PeopleSerializers.SET_OF_STRING.read(in);
            Address home = PeopleSerializers.ADDRESS.read(in);
            String name = in.readString();
            Optional<String> nickname = PeopleSerializers.OPTIONAL_OF_STRING.read(in);
            Optional<Person> partner = PeopleSerializers.OPTIONAL_OF_PERSON.read(in);
            List<Phone> phones = PeopleSerializers.LIST_OF_PHONE.read(in);
            Optional<Address> work = PeopleSerializers.OPTIONAL_OF_ADDRESS.read(in);
            List<Integer> years = PeopleSerializers.LIST_OF_INTEGER.read(in);
            return new Person(name, nickname, home, work, phones, emails, years, partner);
        }

        @Override
        public Person freeze(Person value) {
            Set<String> emails = PeopleSerializers.SET_OF_STRING.freeze(value.emails());
            Optional<Person> partner = PeopleSerializers.OPTIONAL_OF_PERSON.freeze(value.partner());
            List<Phone> phones = PeopleSerializers.LIST_OF_PHONE.freeze(value.phones());
            List<Integer> years = PeopleSerializers.LIST_OF_INTEGER.freeze(value.years());
            if (emails == value.emails()
                    && partner == value.partner()
                    && phones == value.phones()
                    && years == value.years()) {
                return value;
            }
            return new Person(
                    value.name(), value.nickname(), value.home(), value.work(), phones, emails, years, partner);
        }
    }

    /** How {@link Phone} is written: its components, in the order of their ids in {@code people/1.json}. */
    @GeneratedByMuniment
    static final class PhoneSerializer extends ValueSerializer<Phone> {
        @Override
        public void write(ValueOutput out, Phone value) {
            out.writeBoolean(value.isMobile());
            out.writeString(Serializers.<String>required(value.number(), "Phone.number"));
        }

        @Override
        public Phone read(ValueInput in) {
            boolean isMobile = in.readBoolean();
            String number = in.readString();
            return new Phone(number, isMobile);
        }
    }
}
