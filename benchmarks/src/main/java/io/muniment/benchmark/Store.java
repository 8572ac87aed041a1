package io.muniment.benchmark;

import io.muniment.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the sides of a contest have in common. */
interface Store extends AutoCloseable {

    @Nullable Account get(String key);

    @Nullable Account put(String key, Account account);

    /** Returns when nothing is left to be written, so that the next side has the machine for itself. */
    void drain();

    /** Returns when all is on the disk. */
    void sync();

    /** Writes all entries to a file. */
    void snapshot();

    @Override
    void close() throws IOException;

    default void putAll(Data data) {
        for (int i = 0; i < data.size(); i++) {
            put(data.keys[i], data.accounts[i]);
        }
    }

    /** As {@link #putAll}, in whatever way is the fastest. */
    default void load(Data data) {
        putAll(data);
    }

    /** A plain map. */
    static Store map() {
        Map<String, Account> map = new ConcurrentHashMap<>();
        return new Store() {
            @Override
            public @Nullable Account get(String key) {
                return map.get(key);
            }

            @Override
            public @Nullable Account put(String key, Account account) {
                return map.put(key, account);
            }

            @Override
            public void drain() {}

            @Override
            public void sync() {}

            @Override
            public void snapshot() {}

            @Override
            public void close() {}
        };
    }

    /** The database. */
    static Store muniment(Path directory, Options options) {
        PeopleDb db = PeopleDb.open(directory, options);
        PeopleDb.AccountsTable accounts = db.accounts();
        return new Store() {
            @Override
            public @Nullable Account get(String key) {
                return accounts.get(key);
            }

            @Override
            public @Nullable Account put(String key, Account account) {
                return accounts.put(key, account);
            }

            @Override
            public void load(Data data) {
                accounts.load(data.entries());
            }

            @Override
            public void drain() {
                db.sync();
            }

            @Override
            public void sync() {
                db.sync();
            }

            @Override
            public void snapshot() {
                db.snapshot();
            }

            @Override
            public void close() {
                db.close();
            }
        };
    }
}
