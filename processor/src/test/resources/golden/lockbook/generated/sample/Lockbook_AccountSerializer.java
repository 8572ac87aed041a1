package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Account} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_AccountSerializer extends ValueSerializer<Account> {
    @Override
    public void write(ValueOutput out, Account value) {
        LockbookSerializers.ACCESS.write(out, Serializers.required(value.access(), "Account.access"));
        LockbookSerializers.COUNTRY.write(out, Serializers.required(value.country(), "Account.country"));
        Serializers.INSTANT.write(out, Serializers.required(value.created(), "Account.created"));
        out.writeString(Serializers.required(value.email(), "Account.email"));
        LockbookSerializers.OPTIONAL_OF_URI.write(out, Serializers.required(value.homepage(), "Account.homepage"));
        out.writeVarInt(value.logins(), false);
        out.writeVarInt(Serializers.required(value.rank(), "Account.rank"), false);
        LockbookSerializers.LIST_OF_STRING.write(out, Serializers.required(value.tags(), "Account.tags"));
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
