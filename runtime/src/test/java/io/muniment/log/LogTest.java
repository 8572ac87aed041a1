package io.muniment.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.muniment.error.DatabaseException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.error.Outcome;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The queue and its leaders, record by record. */
class LogTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final SimStorage disk = new SimStorage(1);

    /** Keeps what was acknowledged, and can be told to fail when it is asked what to take back. */
    private static final class Keeper implements Log.Follower {

        private int failures;

        @Override
        public void written(List<Record> batch) {
            // Nothing is to be seen here.
        }

        @Override
        public List<Record> takeBack(Supplier<List<Record>> unwritten, @Nullable Supplier<DatabaseException> refusing) {
            List<Record> back = new ArrayList<>(unwritten.get());
            if (failures > 0) {
                failures--;
                throw new StackOverflowError("simulated");
            }
            back.removeIf(Record::isAcknowledged);
            return back;
        }
    }

    private Log log(long segmentBytes, int queueBytes) throws IOException {
        SegmentHeader header = new SegmentHeader(StoreId.random(), 1, 0, 0, "{}");
        SegmentWriter writer = SegmentWriter.create(disk, header, segmentBytes, null);
        return new Log(new Segments(disk, writer, Map.of(), 16 << 20), queueBytes, 200);
    }

    private static void start(Log log, Keeper keeper) {
        log.start(keeper, () -> {}, Long.MAX_VALUE);
    }

    private static Record commit(long sequence, int bytes) {
        Record record = new Record(new byte[bytes], bytes, Acknowledged.WRITTEN);
        record.number(sequence);
        return record;
    }

    private static Record acknowledged(long sequence, int bytes) {
        Record record = new Record(new byte[bytes], bytes, Acknowledged.QUEUED);
        record.number(sequence);
        record.acknowledge();
        return record;
    }

    private List<Long> sequences() throws IOException {
        List<Long> sequences = new ArrayList<>();
        List<String> names = disk.names().stream()
                .filter(name -> SegmentName.parse(name).isPresent())
                .toList();
        for (String name : names) {
            try (SegmentReader reader =
                    SegmentReader.open(disk, SegmentName.parse(name).orElseThrow(), false)) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    batch.forEach((sequence, bytes, from, to) -> sequences.add(sequence));
                }
            }
        }
        return sequences;
    }

    @Test
    void recordLargerThanTheBufferMayFollowABarrier() throws IOException {
        Log log = log(0, 64 << 20);
        log.enqueue(new Record(Acknowledged.SYNCED));
        Record large = commit(1, 3 << 20);
        log.enqueue(large);
        start(log, new Keeper());
        assertTimeoutPreemptively(LONG, () -> log.await(large));
        assertTimeoutPreemptively(LONG, () -> log.close(log::enqueue));
        assertEquals(List.of(1L), sequences());
    }

    @Test
    void whatAFullDiskHoldsUpIsWrittenInItsOrder() throws IOException {
        Log log = log(4 << 20, 64 << 20);
        for (long sequence = 1; sequence <= 3; sequence++) {
            log.enqueue(acknowledged(sequence, 600 << 10));
        }
        Record first = commit(4, 100);
        log.enqueue(first);
        disk.failFrom(1, Fault.SHORT_WRITE_NO_SPACE);
        start(log, new Keeper());
        assertThrows(DiskFullException.class, () -> log.await(first));
        for (int i = 0; i < 2; i++) {
            Record again = commit(4, 100);
            log.enqueue(again);
            assertThrows(DiskFullException.class, () -> log.await(again));
        }
        disk.heal();
        Record last = commit(4, 100);
        log.enqueue(last);
        log.await(last);
        log.close(log::enqueue);
        assertEquals(List.of(1L, 2L, 3L, 4L), sequences());
    }

    @Test
    void writersDoNotWaitForRoomThatAFullDiskKeepsFromComing() throws IOException {
        Log log = log(4 << 20, 1 << 20);
        log.enqueue(acknowledged(1, 600 << 10));
        log.enqueue(acknowledged(2, 600 << 10));
        disk.failFrom(1, Fault.SHORT_WRITE_NO_SPACE);
        start(log, new Keeper());
        assertTimeoutPreemptively(LONG, log::awaitRoom);
        Record commit = commit(3, 100);
        assertFalse(log.admits(commit));
        log.enqueue(commit);
        assertThrows(DiskFullException.class, () -> log.await(commit));
        disk.heal();
        log.close(log::enqueue);
        assertEquals(List.of(1L, 2L), sequences());
    }

    @Test
    void whoWaitsIsToldEvenIfTheLeaderHasNoStackLeftToTellIt() throws Exception {
        Log log = log(4 << 20, 64 << 20);
        Keeper keeper = new Keeper();
        keeper.failures = 1;
        Record first = commit(1, 100);
        Record second = commit(2, 100);
        log.enqueue(first);
        log.enqueue(second);
        disk.failAt(1, Fault.IO_ERROR);
        start(log, keeper);
        for (Record record : List.of(first, second)) {
            FailedException thrown =
                    assertTimeoutPreemptively(LONG, () -> assertThrows(FailedException.class, () -> log.await(record)));
            assertEquals(Outcome.UNKNOWN, thrown.outcome());
        }
        assertTimeoutPreemptively(LONG, () -> log.close(log::enqueue));
    }
}
