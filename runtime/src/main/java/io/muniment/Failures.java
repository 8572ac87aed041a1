package io.muniment;

import io.muniment.migration.MigrationReport;
import io.muniment.migration.MigrationReport.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** What a migration could not do: the first ends it; a trial counts them all, and tells some. Used by several threads. */
final class Failures {

    private final boolean isTrial;
    private final LongAdder count = new LongAdder();

    /** Guarded by itself. */
    private final List<Failure> told = new ArrayList<>();

    Failures(boolean isTrial) {
        this.isTrial = isTrial;
    }

    /** Throws {@code failure}, unless this is a trial. */
    void add(Optional<String> table, Optional<?> key, RuntimeException failure) {
        if (!isTrial) {
            throw failure;
        }
        count.increment();
        synchronized (told) {
            if (told.size() < MigrationReport.MOST_FAILURES) {
                told.add(new Failure(table, key.map(each -> each), failure));
            }
        }
    }

    /** Whether so much is told already that more is counted only. */
    boolean areEnough() {
        return count.sum() >= MigrationReport.MOST_FAILURES;
    }

    long count() {
        return count.sum();
    }

    List<Failure> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** Forgets them. By one thread alone. */
    void clear() {
        count.reset();
        synchronized (told) {
            told.clear();
        }
    }
}
