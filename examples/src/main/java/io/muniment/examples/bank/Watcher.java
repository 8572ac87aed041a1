package io.muniment.examples.bank;

import io.muniment.Listening;
import io.muniment.examples.bank.Bank.Account;
import io.muniment.table.TableChange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Watches what is committed: at once, or later from where it was left. */
final class Watcher {

    private Watcher() {}

    /** Says whose account has become empty. */
    static Listening watch(BankDb db, Consumer<String> alarm) {
        return db.onCommit(commit -> {
            for (TableChange<String, Account> change : commit.accounts()) {
                if (change instanceof TableChange.Put<String, Account> put
                        && put.value().cents() == 0) {
                    alarm.accept(put.key());
                }
            }
        });
    }

    /** A copy of the balances that follows the database, and knows up to which commit it has come. */
    static final class Copy implements Flow.Subscriber<BankDb.Commit> {

        final ConcurrentMap<String, Long> balances = new ConcurrentHashMap<>();
        final CompletableFuture<Long> end = new CompletableFuture<>();
        private volatile long sequence;

        /** Takes what is there at one moment, and goes on behind it. */
        static Copy of(BankDb db) {
            Copy copy = new Copy();
            try (BankDb.Transaction view = db.view()) {
                view.accounts().forEach((owner, account) -> copy.balances.put(owner, account.cents()));
                copy.sequence = view.sequence();
            }
            db.commitsAfter(copy.sequence).subscribe(copy);
            return copy;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(BankDb.Commit commit) {
            for (TableChange<String, Account> change : commit.accounts()) {
                if (change instanceof TableChange.Put<String, Account> put) {
                    balances.put(put.key(), put.value().cents());
                } else if (change instanceof TableChange.Remove<String, Account> remove) {
                    balances.remove(remove.key());
                } else {
                    balances.clear();
                }
            }
            sequence = commit.sequence();
        }

        @Override
        public void onError(Throwable cause) {
            end.completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            end.complete(sequence);
        }
    }
}
