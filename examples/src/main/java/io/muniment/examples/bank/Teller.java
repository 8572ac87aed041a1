package io.muniment.examples.bank;

import io.muniment.Durability;
import io.muniment.error.ConflictException;
import io.muniment.examples.bank.Bank.Account;
import io.muniment.examples.bank.Bank.Transfer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a bank does, each thing whole or not at all. */
public final class Teller {

    /** There is not enough. */
    public static final class Overdrawn extends Exception {

        private static final long serialVersionUID = 1;

        Overdrawn(String owner) {
            super(owner + " has not got that much");
        }
    }

    private final BankDb db;

    Teller(BankDb db) {
        this.db = db;
    }

    public static void main(String... args) throws Overdrawn {
        try (BankDb db = BankDb.open(Path.of(args.length > 0 ? args[0] : "bank"))) {
            Teller teller = new Teller(db);
            teller.deposit("ada", 100_00);
            teller.transfer("ada", "ben", 30_00);
            System.out.println("In all accounts: " + teller.total() / 100);
            System.out.println("Transfers: " + db.transfers().size());
        }
    }

    void deposit(String owner, long cents) {
        db.accounts().merge(owner, new Account(cents), (old, more) -> new Account(old.cents() + more.cents()));
    }

    /** Moves money, and returns the number of the transfer. */
    long transfer(String from, String to, long cents) throws Overdrawn {
        return db.compute(tx -> {
            move(tx, from, to, cents);
            var last = tx.transfers().lastEntry();
            long number = last == null ? 1 : last.getKey() + 1;
            tx.transfers().put(number, new Transfer(from, to, cents));
            return number;
        });
    }

    /** Part of a transaction, or of a test: it is written against the schema. */
    static void move(Bank bank, String from, String to, long cents) throws Overdrawn {
        Account payer = bank.accounts().getOrDefault(from, new Account(0));
        if (payer.cents() < cents) {
            throw new Overdrawn(from);
        }
        bank.accounts().put(from, new Account(payer.cents() - cents));
        Account payee = bank.accounts().getOrDefault(to, new Account(0));
        bank.accounts().put(to, new Account(payee.cents() + cents));
    }

    /** What is in all accounts at one moment. */
    long total() {
        return db.read(tx -> {
            long sum = 0;
            for (Account account : tx.accounts().asMap().values()) {
                sum += account.cents();
            }
            return sum;
        });
    }

    /** Takes an account off the books, and comes back when no power cut can undo it. */
    void close(String owner) {
        db.write(Durability.SYNCED, tx -> {
            tx.accounts().remove(owner);
            tx.transfers().asMap().values().removeIf(transfer -> transfer.from().equals(owner));
        });
    }

    /** As a dialog would do it: what is asked in between takes its time. */
    boolean confirm(String owner, long seen) {
        try (BankDb.Transaction tx = db.begin()) {
            Account account = tx.accounts().get(owner);
            if (account == null || account.cents() != seen) {
                return false;
            }
            tx.accounts().put(owner, new Account(0));
            tx.commit();
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    /** Pays a list of wages, one after the other; they share what the disk does, and all are safe when it returns. */
    void pay(Map<String, Long> wages) {
        var paid = new ArrayList<CompletableFuture<?>>();
        wages.forEach((owner, cents) -> paid.add(db.writeAsync(tx -> {
            Account account = tx.accounts().getOrDefault(owner, new Account(0));
            tx.accounts().put(owner, new Account(account.cents() + cents));
        })));
        paid.forEach(CompletableFuture::join);
    }

    /** All transfers of one moment, however long it takes to write them. */
    String statement() {
        StringBuilder text = new StringBuilder();
        try (BankDb.Transaction view = db.view()) {
            view.transfers().forEach((number, transfer) -> text.append(number + ": " + transfer + "\n"));
            text.append("total " + view.accounts().size());
        }
        return text.toString();
    }

    /** Ends the year while nobody else writes. */
    void addInterest(int percent) {
        db.exclusive(tx -> tx.accounts()
                .asMap()
                .replaceAll((owner, account) -> new Account(account.cents() * (100 + percent) / 100)));
    }

    /** Numbers the transfers anew, without gaps. Whoever transfers waits meanwhile; whoever deposits does not. */
    void renumber() {
        db.exclusive(List.of(db.transfers()), tx -> {
            var transfers = List.copyOf(tx.transfers().asMap().values());
            tx.transfers().clear();
            long number = 1;
            for (Transfer transfer : transfers) {
                tx.transfers().put(number++, transfer);
            }
        });
    }
}
