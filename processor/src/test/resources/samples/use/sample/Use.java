package sample;

import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.codec.Bytes;
import io.muniment.codec.Unit;
import io.muniment.error.UniqueException;
import io.muniment.table.TableChange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A program that uses a generated database as its author would. */
public final class Use {

    private static final Username PARTH = new Username("parth");
    private static final UUID FILE = new UUID(1, 2);
    private static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");

    private Use() {}

    /** All tables, in memory. */
    public static void inMemory() {
        try (LockbookDb db = LockbookDb.inMemory()) {
            fill(db);
            check(db);
            mutate(db);
        }
    }

    /** All tables in a directory, opened three times. */
    @SuppressWarnings("try") // it is closed twice on purpose
    public static void onDisk(Path directory) {
        Options options = Options.defaults().durability(Durability.WRITTEN);
        try (LockbookDb db = LockbookDb.open(directory)) {
            fill(db);
            check(db);
        }
        try (LockbookDb db = LockbookDb.open(directory, options)) {
            check(db);
            that(db.snapshot().isNew(), "nothing was new for a snapshot");
            db.accounts().remove(PARTH);
            db.sync();
        }
        try (LockbookDb db = LockbookDb.open(directory)) {
            that(db.accounts().isEmpty(), "what was removed is there again");
            that(db.stats().entries().get("audit") == 3, "events are missing: " + db.stats());
            that(db.recoveryReport() != null, "nothing is known of the recovery");
            db.accounts().put(PARTH, account());
            check(db);
            db.close();
        }
    }

    /** Who is told of commits. */
    public static void listening() throws Exception {
        BlockingQueue<LockbookDb.Commit> told = new LinkedBlockingQueue<>();
        try (LockbookDb db = LockbookDb.inMemory()) {
            db.onCommit(told::add);
            db.root().set(root());
            db.accounts().remove(PARTH);
            db.writeAsync(tx -> tx.accounts().put(PARTH, account())).join();
            LockbookDb.Commit first = told.take();
            same(List.of(new TableChange.Put<>(Unit.UNIT, root())), first.root());
            that(first.accounts().isEmpty(), "a table that was not changed has changes");
            LockbookDb.Commit second = told.take();
            same(first.sequence() + 1, second.sequence());
            that(second.accounts().get(0) instanceof TableChange.Put<Username, Account> put
                    && put.key().equals(PARTH), "not what was put: " + second);
        }
    }

    /** Code in terms of the user's own interface. */
    private static void fill(Lockbook lockbook) {
        that(lockbook.accounts().put(PARTH, account()) == null, "there was an account before any");
        lockbook.attachments().put(FILE, attachment());
        lockbook.audit().put(NOON, new Event.Opened(PARTH));
        lockbook.audit().put(NOON.plusSeconds(1), new Event.Moved(PARTH, List.of("a", "b")));
        lockbook.audit().put(NOON.minusSeconds(1), Event.Silence.LONG);
        lockbook.searches().merge(new Pair<>("key", Country.IN), 1L, Long::sum);
        lockbook.searches().merge(new Pair<>("key", Country.IN), 1L, Long::sum);
        lockbook.root().set(root());
    }

    private static void check(LockbookDb db) {
        LockbookDb.AccountsTable accounts = db.accounts();
        same(account(), accounts.get(PARTH));
        same(Optional.empty(), accounts.find(new Username("nobody")));
        same(Event.Silence.LONG, db.audit().firstEntry().getValue());
        same(NOON.plusSeconds(1), db.audit().lastKey());
        same(List.of(NOON.minusSeconds(1), NOON), List.copyOf(db.audit().headMap(NOON, true).keySet()));
        same(2L, db.searches().get(new Pair<>("key", Country.IN)));
        same(root(), db.root().get());
        Attachment stored = db.attachments().get(FILE);
        that(Arrays.equals(attachment().content(), stored.content()), "the content is another");
        same(attachment().labels(), stored.labels());
        same(Map.of(PARTH, account()), db.accounts().asMap());
        find(accounts);
        that(db.read(tx -> tx.accounts().byEmail("p@example.org")) != null, "a transaction finds no account");
    }

    private static void find(LockbookDb.AccountsTable accounts) {
        List<Map.Entry<Username, Account>> found = List.of(Map.entry(PARTH, account()));
        same(account(), accounts.byEmail("p@example.org"));
        same(Optional.of(account()), accounts.findByEmail("p@example.org"));
        same(Optional.empty(), accounts.findByEmail("nobody@example.org"));
        same(found, accounts.byCountry(Country.DE));
        same(List.of(), accounts.byCountry(Country.FR));
        same(found, accounts.byCreatedBetween(NOON, NOON.plusSeconds(1)));
        same(found, accounts.byCreatedBetweenDescending(NOON, NOON.plusSeconds(1)));
        same(List.of(), accounts.byCreatedBetween(NOON.minusSeconds(1), NOON));
        same(found, accounts.byCreated(NOON));
        same(found, accounts.byLogins(7));
        same(found, accounts.byHomepage(URI.create("a:b")));
        try {
            accounts.put(new Username("second"), account());
            throw new AssertionError("one address was given to two accounts");
        } catch (UniqueException expected) {
            same("email", expected.index());
        }
    }

    /** Nothing that a caller does to what went in or came out changes what is kept. */
    private static void mutate(LockbookDb db) {
        List<String> tags = new ArrayList<>(List.of("one"));
        db.accounts().put(PARTH, account(tags));
        tags.add("two");
        same(List.of("one"), db.accounts().get(PARTH).tags());
        byte[] content = {1, 2, 3};
        db.attachments().put(FILE, new Attachment("n", content, Bytes.of(), Map.of(), new Pair<>(1, 2L)));
        content[0] = 9;
        db.attachments().get(FILE).content()[1] = 9;
        db.attachments().asMap().values().iterator().next().content()[2] = 9;
        that(Arrays.equals(new byte[] {1, 2, 3}, db.attachments().get(FILE).content()), "what is kept was changed");
        try {
            db.accounts().get(PARTH).tags().add("three");
            throw new AssertionError("a list that came out can be changed");
        } catch (UnsupportedOperationException expected) {
            same(List.of("one"), db.accounts().get(PARTH).tags());
        }
    }

    private static Account account() {
        return account(List.of("admin", "größe"));
    }

    private static Account account(List<String> tags) {
        return new Account("p@example.org", Country.DE, NOON, 7, -1, Optional.of(URI.create("a:b")), tags, new Access());
    }

    private static Attachment attachment() {
        return new Attachment(
                "file",
                new byte[] {0, -1},
                Bytes.of((byte) 7),
                Map.of("", Set.of(), "eu", Set.of(Country.DE, Country.FR)),
                new Pair<>(0, Long.MAX_VALUE));
    }

    private static Folder root() {
        return new Folder("", List.of(new Folder("a", List.of(new Folder("b", List.of()))), new Folder("c", List.of())));
    }

    private static void same(Object expected, Object actual) {
        that(expected.equals(actual), "expected " + expected + ", found " + actual);
    }

    private static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
