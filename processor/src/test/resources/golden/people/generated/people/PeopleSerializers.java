package people;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The serializers of {@link People}, each made once. They are all here, and none in the classes themselves, so that
 * types may refer to each other in circles.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class PeopleSerializers {
    static final People_AddressSerializer ADDRESS = new People_AddressSerializer();

    static final People_PersonSerializer PERSON = new People_PersonSerializer();

    static final People_PhoneSerializer PHONE = new People_PhoneSerializer();

    static final ValueSerializer<Optional<Integer>> OPTIONAL_OF_INTEGER = Serializers.optional(Serializers.INT);

    static final ValueSerializer<Set<String>> SET_OF_STRING = Serializers.set(Serializers.STRING);

    static final ValueSerializer<Optional<String>> OPTIONAL_OF_STRING = Serializers.optional(Serializers.STRING);

    static final ValueSerializer<Optional<Person>> OPTIONAL_OF_PERSON = Serializers.optional(PERSON);

    static final ValueSerializer<List<Phone>> LIST_OF_PHONE = Serializers.list(PHONE);

    static final ValueSerializer<Optional<Address>> OPTIONAL_OF_ADDRESS = Serializers.optional(ADDRESS);

    static final ValueSerializer<List<Integer>> LIST_OF_INTEGER = Serializers.list(Serializers.INT);

    private PeopleSerializers() {}
}
