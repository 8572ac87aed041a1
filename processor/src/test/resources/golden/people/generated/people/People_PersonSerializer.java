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

/** How {@link Person} is written: its components, in the order of their ids in {@code people/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class People_PersonSerializer extends ValueSerializer<Person> {
    @Override
    public void write(ValueOutput out, Person value) {
        PeopleSerializers.SET_OF_STRING.write(out, Serializers.required(value.emails(), "Person.emails"));
        PeopleSerializers.ADDRESS.write(out, Serializers.required(value.home(), "Person.home"));
        out.writeString(Serializers.required(value.name(), "Person.name"));
        PeopleSerializers.OPTIONAL_OF_STRING.write(out, Serializers.required(value.nickname(), "Person.nickname"));
        PeopleSerializers.OPTIONAL_OF_PERSON.write(out, Serializers.required(value.partner(), "Person.partner"));
        PeopleSerializers.LIST_OF_PHONE.write(out, Serializers.required(value.phones(), "Person.phones"));
        PeopleSerializers.OPTIONAL_OF_ADDRESS.write(out, Serializers.required(value.work(), "Person.work"));
        PeopleSerializers.LIST_OF_INTEGER.write(out, Serializers.required(value.years(), "Person.years"));
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
        return new Person(value.name(), value.nickname(), value.home(), value.work(), phones, emails, years, partner);
    }
}
