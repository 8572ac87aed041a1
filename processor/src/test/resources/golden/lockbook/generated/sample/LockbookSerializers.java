package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Bytes;
import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The serializers of {@link Lockbook}, each made once. The instances are all here, and none in the classes themselves,
 * so that types may refer to each other in circles.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class LockbookSerializers {
    static final AccessSerializer ACCESS = new AccessSerializer();

    static final AccountSerializer ACCOUNT = new AccountSerializer();

    static final AttachmentSerializer ATTACHMENT = new AttachmentSerializer();

    static final Lockbook_CountrySerializer COUNTRY = new Lockbook_CountrySerializer();

    static final EventSerializer EVENT = new EventSerializer();

    static final FolderSerializer FOLDER = new FolderSerializer();

    static final MovedSerializer MOVED = new MovedSerializer();

    static final OpenedSerializer OPENED = new OpenedSerializer();

    static final PairIntLongSerializer PAIR_OF_INTEGER_AND_LONG = new PairIntLongSerializer();

    static final PairStringCountrySerializer PAIR_OF_STRING_AND_COUNTRY = new PairStringCountrySerializer();

    static final Lockbook_SilenceSerializer SILENCE = new Lockbook_SilenceSerializer();

    static final ValueSerializer<URI> URI = Serializers.guarded(new UriSerializer());

    static final UsernameSerializer USERNAME = new UsernameSerializer();

    static final ValueSerializer<Optional<URI>> OPTIONAL_OF_URI = Serializers.optional(URI);

    static final ValueSerializer<List<String>> LIST_OF_STRING = Serializers.list(Serializers.STRING);

    static final ValueSerializer<Set<Country>> SET_OF_COUNTRY = Serializers.set(COUNTRY);

    static final ValueSerializer<Map<String, Set<Country>>> MAP_OF_STRING_TO_SET_OF_COUNTRY =
            Serializers.map(Serializers.STRING, SET_OF_COUNTRY);

    static final ValueSerializer<List<Folder>> LIST_OF_FOLDER = Serializers.list(FOLDER);

    private LockbookSerializers() {}

    /** How {@link Access} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class AccessSerializer extends ValueSerializer<Access> {
        @Override
        public void write(ValueOutput out, Access value) {
            Serializers.UNIT.write(out, Unit.UNIT);
        }

        @Override
        public Access read(ValueInput in) {
            Serializers.UNIT.read(in);
            return new Access();
        }
    }

    /** How {@link Account} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class AccountSerializer extends ValueSerializer<Account> {
        @Override
        public void write(ValueOutput out, Account value) {
            LockbookSerializers.ACCESS.write(out, Serializers.<Access>required(value.access(), "Account.access"));
            LockbookSerializers.COUNTRY.write(out, Serializers.<Country>required(value.country(), "Account.country"));
            Serializers.INSTANT.write(out, Serializers.<Instant>required(value.created(), "Account.created"));
            out.writeString(Serializers.<String>required(value.email(), "Account.email"));
            LockbookSerializers.OPTIONAL_OF_URI.write(
                    out, Serializers.<Optional<URI>>required(value.homepage(), "Account.homepage"));
            out.writeVarInt(value.logins(), false);
            out.writeVarInt(Serializers.<Integer>required(value.rank(), "Account.rank"), false);
            LockbookSerializers.LIST_OF_STRING.write(
                    out, Serializers.<List<String>>required(value.tags(), "Account.tags"));
        }

        @Override
        public Account read(ValueInput in) {
            Access access = LockbookSerializers.ACCESS.read(in);
            Country country = LockbookSerializers.COUNTRY.read(in);
            Instant created = Serializers.INSTANT.read(in);
            String email = in.readString();
            Optional<URI> homepage = LockbookSerializers.OPTIONAL_OF_URI.read(in);
            int logins = in.readVarInt(false);
            Integer rank = in.readVarInt(false);
            List<String> tags = LockbookSerializers.LIST_OF_STRING.read(in);
            return new Account(email, country, created, logins, rank, homepage, tags, access);
        }

        @Override
        public Account freeze(Account value) {
            Optional<URI> homepage = LockbookSerializers.OPTIONAL_OF_URI.freeze(value.homepage());
            List<String> tags = LockbookSerializers.LIST_OF_STRING.freeze(value.tags());
            if (homepage == value.homepage() && tags == value.tags()) {
                return value;
            }
            return new Account(
                    value.email(),
                    value.country(),
                    value.created(),
                    value.logins(),
                    value.rank(),
                    homepage,
                    tags,
                    value.access());
        }

        @Override
        public Account copy(Account value) {
            Optional<URI> homepage = LockbookSerializers.OPTIONAL_OF_URI.copy(value.homepage());
            if (homepage == value.homepage()) {
                return value;
            }
            return new Account(
                    value.email(),
                    value.country(),
                    value.created(),
                    value.logins(),
                    value.rank(),
                    homepage,
                    value.tags(),
                    value.access());
        }
    }

    /** How {@link Attachment} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class AttachmentSerializer extends ValueSerializer<Attachment> {
        @Override
        public void write(ValueOutput out, Attachment value) {
            Serializers.BYTES.write(out, Serializers.<Bytes>required(value.checksum(), "Attachment.checksum"));
            Serializers.BYTE_ARRAY.write(out, Serializers.<byte[]>required(value.content(), "Attachment.content"));
            LockbookSerializers.MAP_OF_STRING_TO_SET_OF_COUNTRY.write(
                    out, Serializers.<Map<String, Set<Country>>>required(value.labels(), "Attachment.labels"));
            out.writeString(Serializers.<String>required(value.name(), "Attachment.name"));
            LockbookSerializers.PAIR_OF_INTEGER_AND_LONG.write(
                    out, Serializers.<Pair<Integer, Long>>required(value.range(), "Attachment.range"));
        }

        @Override
        public Attachment read(ValueInput in) {
            Bytes checksum = Serializers.BYTES.read(in);
            byte[] content = Serializers.BYTE_ARRAY.read(in);
            Map<String, Set<Country>> labels = LockbookSerializers.MAP_OF_STRING_TO_SET_OF_COUNTRY.read(in);
            String name = in.readString();
            Pair<Integer, Long> range = LockbookSerializers.PAIR_OF_INTEGER_AND_LONG.read(in);
            return new Attachment(name, content, checksum, labels, range);
        }

        @Override
        public Attachment freeze(Attachment value) {
            byte[] content = Serializers.BYTE_ARRAY.freeze(value.content());
            Map<String, Set<Country>> labels =
                    LockbookSerializers.MAP_OF_STRING_TO_SET_OF_COUNTRY.freeze(value.labels());
            return new Attachment(value.name(), content, value.checksum(), labels, value.range());
        }

        @Override
        public Attachment copy(Attachment value) {
            byte[] content = Serializers.BYTE_ARRAY.copy(value.content());
            return new Attachment(value.name(), content, value.checksum(), value.labels(), value.range());
        }
    }

    /**
     * How {@link Event} is written: the id that the case has in {@code lockbook/2.json}, then the value as that case.
     */
    @GeneratedByMuniment
    static final class EventSerializer extends ValueSerializer<Event> {
        @Override
        public void write(ValueOutput out, Event value) {
            if (value instanceof Event.Moved moved) {
                out.writeVarInt(1, true);
                LockbookSerializers.MOVED.write(out, moved);
            } else if (value instanceof Event.Opened opened) {
                out.writeVarInt(2, true);
                LockbookSerializers.OPENED.write(out, opened);
            } else if (value instanceof Event.Silence silence) {
                out.writeVarInt(3, true);
                LockbookSerializers.SILENCE.write(out, silence);
            } else {
                throw Serializers.notInSchema("Event");
            }
        }

        @Override
        public Event read(ValueInput in) {
            int id = in.readVarInt(true);
            return switch (id) {
                case 1 -> LockbookSerializers.MOVED.read(in);
                case 2 -> LockbookSerializers.OPENED.read(in);
                case 3 -> LockbookSerializers.SILENCE.read(in);
                default -> throw in.malformed("Event has nothing with the id " + id);
            };
        }

        @Override
        public Event freeze(Event value) {
            if (value instanceof Event.Moved moved) {
                return LockbookSerializers.MOVED.freeze(moved);
            }
            return value;
        }
    }

    /** How {@link Folder} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class FolderSerializer extends ValueSerializer<Folder> {
        @Override
        public void write(ValueOutput out, Folder value) {
            LockbookSerializers.LIST_OF_FOLDER.write(
                    out, Serializers.<List<Folder>>required(value.folders(), "Folder.folders"));
            out.writeString(Serializers.<String>required(value.name(), "Folder.name"));
        }

        @Override
        public Folder read(ValueInput in) {
            List<Folder> folders = LockbookSerializers.LIST_OF_FOLDER.read(in);
            String name = in.readString();
            return new Folder(name, folders);
        }

        @Override
        public Folder freeze(Folder value) {
            List<Folder> folders = LockbookSerializers.LIST_OF_FOLDER.freeze(value.folders());
            if (folders == value.folders()) {
                return value;
            }
            return new Folder(value.name(), folders);
        }
    }

    /** How {@link Event.Moved} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class MovedSerializer extends ValueSerializer<Event.Moved> {
        @Override
        public void write(ValueOutput out, Event.Moved value) {
            LockbookSerializers.USERNAME.write(out, Serializers.<Username>required(value.by(), "Moved.by"));
            LockbookSerializers.LIST_OF_STRING.write(
                    out, Serializers.<List<String>>required(value.paths(), "Moved.paths"));
        }

        @Override
        public Event.Moved read(ValueInput in) {
            Username by = LockbookSerializers.USERNAME.read(in);
            List<String> paths = LockbookSerializers.LIST_OF_STRING.read(in);
            return new Event.Moved(by, paths);
        }

        @Override
        public Event.Moved freeze(Event.Moved value) {
            List<String> paths = LockbookSerializers.LIST_OF_STRING.freeze(value.paths());
            if (paths == value.paths()) {
                return value;
            }
            return new Event.Moved(value.by(), paths);
        }
    }

    /** How {@link Event.Opened} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class OpenedSerializer extends ValueSerializer<Event.Opened> {
        @Override
        public void write(ValueOutput out, Event.Opened value) {
            LockbookSerializers.USERNAME.write(out, Serializers.<Username>required(value.by(), "Opened.by"));
        }

        @Override
        public Event.Opened read(ValueInput in) {
            Username by = LockbookSerializers.USERNAME.read(in);
            return new Event.Opened(by);
        }
    }

    /** How {@link Pair} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class PairIntLongSerializer extends ValueSerializer<Pair<Integer, Long>> {
        @Override
        public void write(ValueOutput out, Pair<Integer, Long> value) {
            out.writeVarInt(Serializers.<Integer>required(value.first(), "Pair<int,long>.first"), false);
            out.writeVarLong(Serializers.<Long>required(value.second(), "Pair<int,long>.second"), false);
        }

        @Override
        public Pair<Integer, Long> read(ValueInput in) {
            Integer first = in.readVarInt(false);
            Long second = in.readVarLong(false);
            return new Pair<>(first, second);
        }
    }

    /** How {@link Pair} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class PairStringCountrySerializer extends ValueSerializer<Pair<String, Country>> {
        @Override
        public void write(ValueOutput out, Pair<String, Country> value) {
            out.writeString(Serializers.<String>required(value.first(), "Pair<string,Country>.first"));
            LockbookSerializers.COUNTRY.write(
                    out, Serializers.<Country>required(value.second(), "Pair<string,Country>.second"));
        }

        @Override
        public Pair<String, Country> read(ValueInput in) {
            String first = in.readString();
            Country second = LockbookSerializers.COUNTRY.read(in);
            return new Pair<>(first, second);
        }
    }

    /** How {@link Username} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
    @GeneratedByMuniment
    static final class UsernameSerializer extends ValueSerializer<Username> {
        @Override
        public void write(ValueOutput out, Username value) {
            out.writeString(Serializers.<String>required(value.value(), "Username.value"));
        }

        @Override
        public Username read(ValueInput in) {
            String value_ = in.readString();
            return new Username(value_);
        }
    }
}
