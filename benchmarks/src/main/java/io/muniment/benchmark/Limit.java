package io.muniment.benchmark;

import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import io.muniment.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What the machine allows: a bare log behind a map, without any feature of a database. The caller encodes and
 * checksums; who finds the log idle writes for all that wait. Memory and log may come to hold different orders,
 * readers see what can still be lost, a torn end or a full disk is not thought of.
 */
final class Limit implements Store {

    private static final int QUEUE_BYTES = 16 << 20;
    private static final int BATCH_BYTES = 1 << 20;
    private static final int HEADER_BYTES = 8;
    private static final int SPINS = 200;

    private static final class Entry {
        final byte[] bytes;
        final int length;
        volatile boolean isDone;
        volatile @Nullable Thread waiter;

        Entry(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }
    }

    private final Map<String, Account> map = new ConcurrentHashMap<>();
    private final MpscUnboundedVarHandleArrayQueue<Entry> queue = new MpscUnboundedVarHandleArrayQueue<>(1024);
    private final AtomicBoolean lead = new AtomicBoolean();
    private final AtomicLong queuedBytes = new AtomicLong();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2 * BATCH_BYTES);
    private final Durability durability;
    private final FileChannel file;
    private final Thread thread = new Thread(this::runThread, "limit-log");
    private volatile boolean isParked;
    private volatile boolean isEnded;

    /** With the lead. */
    private long tail;

    private Limit(FileChannel file, Durability durability) {
        this.file = file;
        this.durability = durability;
        thread.setDaemon(true);
    }

    /** Opens the log in {@code path}, and reads what it holds. */
    static Limit open(Path path, Durability durability) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Limit limit = new Limit(file, durability);
        limit.load();
        limit.thread.start();
        return limit;
    }

    private void load() throws IOException {
        byte[] bytes = new byte[BATCH_BYTES];
        CRC32C crc = new CRC32C();
        int have = 0;
        int count = file.read(ByteBuffer.wrap(bytes), 0);
        while (count > 0) {
            have += count;
            int at = 0;
            ByteBuffer view = ByteBuffer.wrap(bytes);
            while (have - at >= HEADER_BYTES && have - at >= HEADER_BYTES + view.getInt(at)) {
                int length = view.getInt(at);
                crc.reset();
                crc.update(bytes, at + HEADER_BYTES, length);
                if (view.getInt(at + Integer.BYTES) != (int) crc.getValue()) {
                    throw new IOException("the log is damaged at " + (tail + at));
                }
                Input in = new Input(bytes, at + HEADER_BYTES, length);
                while (in.position() < at + HEADER_BYTES + length) {
                    map.put(in.readString(), AccountCodec.read(in));
                }
                at += HEADER_BYTES + length;
            }
            tail += at;
            have -= at;
            System.arraycopy(bytes, at, bytes, 0, have);
            count = file.read(ByteBuffer.wrap(bytes, have, bytes.length - have), tail + have);
        }
    }

    @Override
    public @Nullable Account get(String key) {
        return map.get(key);
    }

    @Override
    public @Nullable Account put(String key, Account account) {
        append(encode(key, account));
        return map.put(key, account);
    }

    /** As one record; readers may see some of it and not the rest. */
    void putTogether(String[] keys, Account[] accounts) {
        Output out = new Output(2048, -1);
        out.setPosition(HEADER_BYTES);
        for (int i = 0; i < keys.length; i++) {
            out.writeString(keys[i]);
            AccountCodec.write(out, accounts[i]);
        }
        append(checksummed(out));
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], accounts[i]);
        }
    }

    private void awaitRoom() {
        while (queuedBytes.get() > QUEUE_BYTES) {
            if (lead.compareAndSet(false, true)) {
                leadThenPassOn();
            } else {
                Thread.yield();
            }
        }
    }

    private void append(Entry entry) {
        awaitRoom();
        queuedBytes.addAndGet(entry.length);
        queue.offer(entry);
        if (durability != Durability.ASYNC) {
            await(entry);
        } else if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    private static Entry encode(String key, Account account) {
        Output out = new Output(192, -1);
        out.setPosition(HEADER_BYTES);
        out.writeString(key);
        AccountCodec.write(out, account);
        return checksummed(out);
    }

    private static Entry checksummed(Output out) {
        byte[] bytes = out.getBuffer();
        int length = out.position();
        CRC32C crc = new CRC32C();
        crc.update(bytes, HEADER_BYTES, length - HEADER_BYTES);
        ByteBuffer.wrap(bytes).putInt(length - HEADER_BYTES).putInt((int) crc.getValue());
        return new Entry(bytes, length);
    }

    private void await(Entry entry) {
        for (int spins = 0; !entry.isDone; spins++) {
            if (lead.compareAndSet(false, true)) {
                leadThenPassOn();
            } else if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                entry.waiter = Thread.currentThread();
                if (!entry.isDone && lead.get()) {
                    LockSupport.park(this);
                }
            }
        }
    }

    private void leadThenPassOn() {
        List<Entry> written = writeOnce();
        passOn();
        for (Entry entry : written) {
            entry.isDone = true;
            LockSupport.unpark(entry.waiter);
        }
    }

    private void passOn() {
        do {
            Entry next = queue.peek();
            lead.set(false);
            if (next != null) {
                LockSupport.unpark(durability == Durability.ASYNC ? thread : next.waiter);
                return;
            }
        } while (!queue.isEmpty() && lead.compareAndSet(false, true));
    }

    private List<Entry> writeOnce() {
        List<Entry> batch = new ArrayList<>();
        buffer.clear();
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            buffer.put(entry.bytes, 0, entry.length);
            batch.add(entry);
            if (buffer.position() >= BATCH_BYTES) {
                break;
            }
        }
        buffer.flip();
        try {
            int length = buffer.limit();
            while (buffer.hasRemaining()) {
                tail += file.write(buffer, tail);
            }
            queuedBytes.addAndGet(-length);
            if (length > 0 && durability == Durability.SYNCED) {
                file.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batch;
    }

    private void runThread() {
        while (!isEnded) {
            if (queue.isEmpty()) {
                isParked = true;
                if (queue.isEmpty() && !isEnded) {
                    LockSupport.park(this);
                }
                isParked = false;
            } else if (durability != Durability.ASYNC) {
                LockSupport.parkNanos(this, 1_000_000);
            } else if (lead.compareAndSet(false, true)) {
                leadThenPassOn();
            } else {
                Thread.yield();
            }
        }
    }

    /** Writes all entries to a file beside the log, and syncs it. */
    @Override
    public void snapshot() {
        try (FileChannel to = FileChannel.open(
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "limit-snapshot-" + ProcessHandle.current().pid()),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            Output out = new Output(256 << 10, -1);
            for (Map.Entry<String, Account> entry : map.entrySet()) {
                out.writeString(entry.getKey());
                AccountCodec.write(out, entry.getValue());
                if (out.position() > 255 << 10) {
                    to.write(ByteBuffer.wrap(out.getBuffer(), 0, out.position()));
                    out.reset();
                }
            }
            to.write(ByteBuffer.wrap(out.getBuffer(), 0, out.position()));
            to.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when all is with the operating system, or on the disk if it was opened SYNCED. */
    @Override
    public void drain() {
        while (queuedBytes.get() > 0) {
            if (lead.compareAndSet(false, true)) {
                leadThenPassOn();
            } else {
                Thread.yield();
            }
        }
    }

    /** Returns when all is on the disk. */
    @Override
    public void sync() {
        drain();
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The size of the log. */
    long bytes() throws IOException {
        return file.size();
    }

    Map<String, Account> map() {
        return map;
    }

    @Override
    public void close() throws IOException {
        sync();
        isEnded = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
