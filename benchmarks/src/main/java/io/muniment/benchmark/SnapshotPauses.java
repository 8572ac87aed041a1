package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;

import io.muniment.Options;
import io.muniment.benchmark.Contest.Spread;
import io.muniment.benchmark.Report.Goal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How long a get and a put take, from the moment at which they were due, while snapshots are taken: 10,000 gets
 * and 2,500 puts a second, which no side finds hard.
 */
final class SnapshotPauses implements Group {

    private static final int GETS = 10_000;
    private static final int PUTS = 2_500;

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Path directory = Directories.fresh(settings.directory());
        Data data = new Data(settings.entries());
        Options options = Options.defaults().durability(ASYNC).automaticSnapshots(false);
        try (Store limit = Limit.open(directory.resolve("limit"), ASYNC);
                Store muniment = Store.muniment(directory.resolve("muniment"), options)) {
            limit.putAll(data);
            muniment.putAll(data);
            limit.sync();
            muniment.sync();
            System.gc();
            Pauses[] found = {new Pauses(settings.rounds()), new Pauses(settings.rounds())};
            Store[] stores = {limit, muniment};
            for (int round = -1; round < settings.rounds(); round++) {
                for (int i = 0; i < stores.length; i++) {
                    found[i].take(stores[i], data, round, settings.millis());
                }
            }
            report.head("While a snapshot is taken");
            report(found[1], found[0], report);
        }
    }

    private static void report(Pauses ours, Pauses limit, Report report) {
        report.figure(
                "p99.9 of get, while a snapshot is taken",
                ours.getsDuring.get(),
                "alone " + ms(ours.getsAlone) + "; limit " + ms(limit.getsAlone) + " -> " + ms(limit.getsDuring),
                " ms",
                Goal.atMost(1));
        report.figure(
                "p99.9 of put, while a snapshot is taken",
                ours.putsDuring.get(),
                "alone " + ms(ours.putsAlone) + "; limit " + ms(limit.putsAlone) + " -> " + ms(limit.putsDuring),
                " ms",
                Goal.atMost(2));
        report.figure(
                "longest get or put, while a snapshot is taken",
                ours.longestDuring.get(),
                "alone " + ms(ours.longestAlone) + "; limit " + ms(limit.longestAlone) + " -> "
                        + ms(limit.longestDuring),
                " ms",
                Goal.atMost(5));
    }

    private static String ms(Rounds rounds) {
        return Report.number(rounds.get().median()) + " ms";
    }

    /** One figure for each round. */
    private static final class Rounds implements Supplier<Spread> {

        private final double[] figures;

        Rounds(int rounds) {
            figures = new double[rounds];
        }

        void put(int round, double figure) {
            if (round >= 0) {
                figures[round] = figure;
            }
        }

        @Override
        public Spread get() {
            return new Spread(figures);
        }
    }

    private static final class Pauses {

        private final Rounds getsAlone;
        private final Rounds getsDuring;
        private final Rounds putsAlone;
        private final Rounds putsDuring;
        private final Rounds longestAlone;
        private final Rounds longestDuring;

        Pauses(int rounds) {
            getsAlone = new Rounds(rounds);
            getsDuring = new Rounds(rounds);
            putsAlone = new Rounds(rounds);
            putsDuring = new Rounds(rounds);
            longestAlone = new Rounds(rounds);
            longestDuring = new Rounds(rounds);
        }

        void take(Store store, Data data, int round, int millis) throws Exception {
            double[] alone = measure(store, data, millis, false);
            double[] during = measure(store, data, millis, true);
            store.sync();
            getsAlone.put(round, alone[0]);
            putsAlone.put(round, alone[1]);
            longestAlone.put(round, alone[2]);
            getsDuring.put(round, during[0]);
            putsDuring.put(round, during[1]);
            longestDuring.put(round, during[2]);
        }
    }

    /** p99.9 of get, p99.9 of put, and the longest of all, in milliseconds. */
    private static double[] measure(Store store, Data data, int millis, boolean snapshots) throws Exception {
        long[][] nanos = new long[2][];
        AtomicBoolean isOver = new AtomicBoolean(!snapshots);
        Load.inThreads(3, thread -> {
            if (thread == 0) {
                nanos[0] = paced(GETS, millis, isOver, index -> store.get(data.asked[entry(data, index)]));
            } else if (thread == 1) {
                nanos[1] = paced(PUTS, millis, isOver, index -> {
                    int entry = entry(data, index);
                    store.put(data.asked[entry], data.accounts[entry].seenAgain(index));
                });
            } else if (snapshots) {
                store.snapshot();
                isOver.set(true);
            }
        });
        double longest = Math.max(nanos[0][nanos[0].length - 1], nanos[1][nanos[1].length - 1]);
        return new double[] {percentile(nanos[0]), percentile(nanos[1]), longest / 1e6};
    }

    private static int entry(Data data, int index) {
        return (int) (index * 2_654_435_761L % data.size());
    }

    private static double percentile(long[] ascending) {
        return ascending[(int) (ascending.length * 0.999)] / 1e6;
    }

    /** Operations at even distances until {@code isOver}, and for {@code millis} at least; ascending. */
    private static long[] paced(int perSecond, int millis, AtomicBoolean isOver, Load.Operation operation)
            throws Exception {
        long[] nanos = new long[perSecond * 120];
        long distance = 1_000_000_000L / perSecond;
        long start = System.nanoTime();
        long least = start + millis * 1_000_000L;
        int done = 0;
        for (long due = start; done < nanos.length && !(isOver.get() && due > least); due += distance) {
            long wait = due - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = due - System.nanoTime();
            }
            operation.run(done);
            nanos[done++] = System.nanoTime() - due;
        }
        long[] taken = Arrays.copyOf(nanos, done);
        Arrays.sort(taken);
        return taken;
    }
}
