package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueSerializer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The serializers of {@link Lockbook}, each made once. They are all here, and none in the classes themselves, so that
 * types may refer to each other in circles.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class LockbookSerializers {
    static final Lockbook_AccessSerializer ACCESS = new Lockbook_AccessSerializer();

    static final Lockbook_AccountSerializer ACCOUNT = new Lockbook_AccountSerializer();

    static final Lockbook_AttachmentSerializer ATTACHMENT = new Lockbook_AttachmentSerializer();

    static final Lockbook_CountrySerializer COUNTRY = new Lockbook_CountrySerializer();

    static final Lockbook_EventSerializer EVENT = new Lockbook_EventSerializer();

    static final Lockbook_FolderSerializer FOLDER = new Lockbook_FolderSerializer();

    static final Lockbook_MovedSerializer MOVED = new Lockbook_MovedSerializer();

    static final Lockbook_OpenedSerializer OPENED = new Lockbook_OpenedSerializer();

    static final Lockbook_PairIntLongSerializer PAIR_OF_INTEGER_AND_LONG = new Lockbook_PairIntLongSerializer();

    static final Lockbook_PairStringCountrySerializer PAIR_OF_STRING_AND_COUNTRY =
            new Lockbook_PairStringCountrySerializer();

    static final Lockbook_SilenceSerializer SILENCE = new Lockbook_SilenceSerializer();

    static final ValueSerializer<URI> URI = Serializers.guarded(new UriSerializer());

    static final Lockbook_UsernameSerializer USERNAME = new Lockbook_UsernameSerializer();

    static final ValueSerializer<Optional<URI>> OPTIONAL_OF_URI = Serializers.optional(URI);

    static final ValueSerializer<List<String>> LIST_OF_STRING = Serializers.list(Serializers.STRING);

    static final ValueSerializer<Set<Country>> SET_OF_COUNTRY = Serializers.set(COUNTRY);

    static final ValueSerializer<Map<String, Set<Country>>> MAP_OF_STRING_TO_SET_OF_COUNTRY =
            Serializers.map(Serializers.STRING, SET_OF_COUNTRY);

    static final ValueSerializer<List<Folder>> LIST_OF_FOLDER = Serializers.list(FOLDER);

    private LockbookSerializers() {}
}
