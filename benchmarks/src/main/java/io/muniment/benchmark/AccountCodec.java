package io.muniment.benchmark;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/** A serializer as one writes it by hand for Kryo: for the {@link Limit}. */
final class AccountCodec {

    private AccountCodec() {}

    static void write(Output out, Account account) {
        out.writeString(account.name());
        out.writeString(account.email());
        out.writeString(account.street());
        out.writeString(account.note());
        out.writeVarLong(account.created(), true);
        out.writeVarInt(account.logins(), true);
    }

    static Account read(Input in) {
        return new Account(
                in.readString(),
                in.readString(),
                in.readString(),
                in.readString(),
                in.readVarLong(true),
                in.readVarInt(true));
    }
}
