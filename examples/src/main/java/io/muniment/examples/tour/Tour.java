package io.muniment.examples.tour;

import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.SnapshotReport;
import io.muniment.error.CorruptException;
import io.muniment.error.LockedException;
import io.muniment.error.UniqueException;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.VerifyReport;
import io.muniment.table.Page;
import io.muniment.table.Paged;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.stream.Stream;

/** Does one thing after the other with a {@link Lockbook}, and prints what comes of it. */
public final class Tour {

    private static final Username ADA = new Username("ada");

    private final PrintStream out;

    private Tour(PrintStream out) {
        this.out = out;
    }

    public static void main(String... args) {
        Path directory = Path.of(args.length > 0 ? args[0] : "lockbook");
        Tour tour = new Tour(System.out);
        tour.writeAndRead(directory);
        tour.openWithOptions(directory);
        tour.openForReading(directory);
        tour.openTwice(directory);
        tour.verify(directory);
        openOrSalvage(directory, directory.resolveSibling("lockbook-salvaged"), System.out);
        try (LockbookDb db = LockbookDb.inMemory()) {
            logIn(db, ADA);
        }
    }

    private void writeAndRead(Path directory) {
        try (LockbookDb db = LockbookDb.open(directory)) {
            tables(db);
            sortedTables(db);
            singles(db);
            groups(db);
            sequences(db);
            maps(db);
            many(db, Stream.iterate(Instant.EPOCH, at -> at.plusSeconds(60)).limit(3_000));
            indexes(db);
            pages(db);
            snapshot(db);
        }
    }

    private void tables(LockbookDb db) {
        db.accounts().put(ADA, Account.of("ada@example.org", Country.DE)); // on disk when it returns
        Optional<Account> found = db.accounts().find(ADA); // or get(ADA), which is null when there is none
        db.accounts().computeIfPresent(ADA, (name, account) -> account.loggedIn()); // atomic, and durable
        int logins = db.accounts().find(ADA).map(Account::logins).orElse(0);
        out.println(found.map(Account::email).orElse("nobody") + " has logged in " + logins + " times");
    }

    private void sortedTables(LockbookDb db) {
        db.audit().put(Instant.now(), new Event.LoggedIn(ADA));
        Map.Entry<Instant, Event> newest = db.audit().lastEntry();
        ConcurrentNavigableMap<Instant, Event> lastHour =
                db.audit().tailMap(Instant.now().minus(Duration.ofHours(1)));
        out.println("in the last hour: " + lastHour.size() + ", the newest: "
                + (newest == null ? "none" : newest.getValue()));
    }

    private void singles(LockbookDb db) {
        db.settings().setIfAbsent(new Settings(Duration.ofMinutes(30), true));
        db.settings().update(now -> now == null ? null : new Settings(now.session(), false));
        out.println("settings: " + db.settings().get());
    }

    private void groups(LockbookDb db) {
        boolean isNew = db.devices().add(ADA, "laptop"); // a few bytes in the log, however many there are
        db.tasks().add(ADA, "write to Charles");
        db.failures().merge(ADA, "laptop", 1, Integer::sum);
        Set<String> devices = db.devices().of(ADA); // of this moment, at once, however large
        boolean hasTasks = db.tasks().containsKey(ADA); // an empty list is different from none
        out.println("new: " + isNew + ", devices: " + devices + ", tasks: " + hasTasks + ", failures: "
                + db.failures().get(ADA, "laptop"));
    }

    private void sequences(LockbookDb db) {
        long number = db.journal().append(new Event.LoggedIn(ADA)); // 1, 2, 3 .. in the order of the commits
        List<Event> next = db.journal().from(number, 100); // a page, from a number on
        db.journal().removeBefore(number - 1_000); // the others keep their numbers
        out.println("event " + number + ": " + next);
    }

    private void maps(LockbookDb db) {
        ConcurrentMap<Username, Account> accounts = db.accounts().asMap(); // live: what is written is durable
        long germans = accounts.values().stream()
                .filter(account -> account.country() == Country.DE)
                .count();
        out.println("in Germany: " + germans);
    }

    private void many(LockbookDb db, Stream<Instant> logins) {
        db.audit()
                .putAll(Map.of(Instant.MIN, new Event.LoggedIn(ADA), Instant.MAX, new Event.LoggedIn(ADA))); // at once
        long loaded = db.audit().load(logins.map(at -> Map.entry(at, new Event.LoggedIn(ADA)))); // in few commits
        out.println("loaded: " + loaded + ", and there are " + db.audit().size());
    }

    private void indexes(LockbookDb db) {
        Account ada = db.accounts().byEmail("ada@example.org"); // or findByEmail, which gives an Optional
        List<Map.Entry<Username, Account>> germans = db.accounts().byCountry(Country.DE);
        Instant soon = Instant.now().plusSeconds(1);
        List<Map.Entry<Username, Account>> today = // from the first instant, up to but without the second
                db.accounts().byCreatedBetween(soon.minus(Duration.ofDays(1)), soon);
        out.println(ada + " by address, " + germans.size() + " by country, " + today.size() + " by time");
        try {
            db.accounts().put(new Username("eve"), Account.of("ada@example.org", Country.US));
        } catch (UniqueException taken) { // nothing was changed; taken.other() is ada
            out.println(taken.getMessage());
        }
    }

    private void pages(LockbookDb db) {
        Instant now = Instant.now();
        List<Map.Entry<Username, Account>> tagged = db.accounts().byTags("admin"); // each that has it among its tags
        List<Map.Entry<Username, Account>> germans =
                db.accounts().byCountryAndCreatedBetween(Country.DE, Instant.EPOCH, now);
        out.println(tagged.size() + " admins, " + germans.size() + " in Germany by time");
        Page<Instant, Username> page = Page.last(100); // the newest hundred, then those before, and so on
        while (page != null) {
            Paged<Instant, Username, Account> found = db.accounts().byCreatedBetween(Instant.EPOCH, now, page);
            found.entries().forEach(entry -> out.println(entry.getKey()));
            page = found.next(); // null after the last
        }
    }

    private void snapshot(LockbookDb db) {
        SnapshotReport report = db.snapshot();
        out.println(report.beforeBytes() + " bytes before, " + report.afterBytes() + " bytes after");
    }

    private void openWithOptions(Path directory) {
        Options options = Options.defaults()
                .durability(Durability.WRITTEN)
                .lockWait(Duration.ofSeconds(5))
                .recordBytes(1 << 20);
        try (LockbookDb db = LockbookDb.open(directory, options)) {
            RecoveryReport report = db.recoveryReport();
            out.println(report);
            db.accounts().put(new Username("charles"), Account.of("charles@example.org", Country.US));
            db.sync(); // what was acknowledged so far survives a power cut, too
        }
    }

    private void openForReading(Path directory) {
        try (LockbookDb db = LockbookDb.open(directory, Options.defaults().readOnly(true))) {
            out.println(db.stats().entries());
        }
    }

    private void openTwice(Path directory) {
        try (LockbookDb db = LockbookDb.open(directory)) {
            out.println("open, with " + db.accounts().size() + " accounts");
            LockbookDb.open(directory).close();
        } catch (LockedException e) {
            out.println(e.getMessage());
        }
    }

    private void verify(Path directory) {
        VerifyReport report = LockbookDb.verify(directory); // every byte of it, closed or open for reading
        out.println(report.isIntact() ? "intact: " + report.bytes() + " bytes" : report.findings());
    }

    static void openOrSalvage(Path directory, Path rescued, PrintStream out) {
        try (LockbookDb db = LockbookDb.open(directory)) {
            out.println("not damaged: " + db.accounts().size() + " accounts");
        } catch (CorruptException damage) {
            out.println(damage.getMessage()); // which file, where, what to do; nothing was changed
            SalvageReport report = LockbookDb.salvage(directory, rescued); // into a new directory
            out.println("saved: " + report.entries() + " entries; missing: " + report.missing());
        }
    }

    /** Written against the schema, so that it runs on disk, in memory, and in tests. */
    static boolean logIn(Lockbook book, Username who) {
        return book.accounts().computeIfPresent(who, (name, account) -> account.loggedIn()) != null;
    }
}
