package io.muniment.snapshot;

import static io.muniment.snapshot.SnapshotFormat.BLOCKS_AT;
import static io.muniment.snapshot.SnapshotFormat.BLOCK_BYTES;
import static io.muniment.snapshot.SnapshotFormat.BLOCK_LINE_BYTES;
import static io.muniment.snapshot.SnapshotFormat.BODY_AT;
import static io.muniment.snapshot.SnapshotFormat.CHECKSUM_AT;
import static io.muniment.snapshot.SnapshotFormat.COUNT_AT;
import static io.muniment.snapshot.SnapshotFormat.DEFLATED;
import static io.muniment.snapshot.SnapshotFormat.ENCODING_AT;
import static io.muniment.snapshot.SnapshotFormat.ENTRIES_AT;
import static io.muniment.snapshot.SnapshotFormat.FOOTER_BYTES;
import static io.muniment.snapshot.SnapshotFormat.FOOTER_CHECKSUM_AT;
import static io.muniment.snapshot.SnapshotFormat.FOOTER_MAGIC;
import static io.muniment.snapshot.SnapshotFormat.FOOTER_MAGIC_AT;
import static io.muniment.snapshot.SnapshotFormat.INDEX_OFFSET_AT;
import static io.muniment.snapshot.SnapshotFormat.LENGTH_AT;
import static io.muniment.snapshot.SnapshotFormat.MAX_DEFLATED_RAW_BYTES;
import static io.muniment.snapshot.SnapshotFormat.PLAIN;
import static io.muniment.snapshot.SnapshotFormat.RAW_LENGTH_AT;
import static io.muniment.snapshot.SnapshotFormat.TABLES_AT;
import static io.muniment.snapshot.SnapshotFormat.TABLE_AT;
import static io.muniment.snapshot.SnapshotFormat.TABLE_LINE_BYTES;

import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.group.GroupSerializer;
import io.muniment.log.FileHeader;
import io.muniment.log.LogFormat;
import io.muniment.schema.TableDescription;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/**
 * Writes a snapshot: under a temporary name, synced, read back, renamed, and the directory synced. Commits go on
 * meanwhile. It needs memory for one block a worker.
 */
public final class SnapshotWriter {

    /*
     * Each worker goes through one part of one table, fills a block, and writes it where the block before it,
     * whosever it was, ends: blocks lie behind each other in the order in which they were full. So much is
     * never left unsynced that the final sync, or somebody else's, has to wait for long.
     */

    private static final long SYNC_EACH_BYTES = 8 << 20;

    private final StorageFile file;
    private final int key;
    private final boolean compress;
    private final BooleanSupplier cancelled;

    /** Where the next block goes. */
    private final AtomicLong end;

    private final AtomicLong unsynced = new AtomicLong();

    /** Guarded by itself. */
    private final List<BlockLine> blocks = new ArrayList<>();

    private record BlockLine(long offset, int table, int count) {}

    private SnapshotWriter(StorageFile file, ByteBuffer header, boolean compress, BooleanSupplier cancelled) {
        this.file = file;
        this.key = FileHeader.key(header);
        this.compress = compress;
        this.cancelled = cancelled;
        this.end = new AtomicLong(header.limit());
    }

    /**
     * Writes the snapshot and publishes it. When it returns, it is there and has been read back; when it
     * throws, it is not, and everything is as before. The log must be synced up to its sequence, and the
     * segment that follows must be there.
     *
     * @param tables all of the schema, by ascending id
     * @param compress whether blocks are compressed
     * @param workers so many threads, of which the caller is one
     * @param cancelled asked now and then; true ends it with a {@link CancellationException}
     * @return the size of the file in bytes
     * @throws IOException a {@link io.muniment.storage.NoSpaceException} when it did not fit; after one from
     *     the last step, the renaming, nobody knows which name survives a power cut
     */
    public static long write(
            Storage storage,
            SnapshotHeader header,
            List<? extends TableContent<?, ?>> tables,
            boolean compress,
            int workers,
            BooleanSupplier cancelled)
            throws IOException {
        long size = prepare(storage, header, tables, compress, workers, cancelled, bytes -> read -> {});
        publish(storage, header.name());
        return size;
    }

    /**
     * The first steps of {@link #write}: when it returns, the snapshot is there under its temporary name, synced, and has been
     * read back.
     *
     * @param readBack given the bytes that are to be read back, gives whom to tell, from several threads, of those that have
     *     been
     */
    public static long prepare(
            Storage storage,
            SnapshotHeader header,
            List<? extends TableContent<?, ?>> tables,
            boolean compress,
            int workers,
            BooleanSupplier cancelled,
            LongFunction<LongConsumer> readBack)
            throws IOException {
        String temporaryName = header.name().temporaryName();
        StorageFile file = storage.create(temporaryName);
        try {
            long size;
            try (file) {
                size = write(file, header, tables, compress, workers, cancelled);
            }
            readBack(storage, temporaryName, header, workers, readBack);
            return size;
        } catch (Throwable e) {
            storage.deleteAfter(e, temporaryName);
            throw e;
        }
    }

    /** The last steps of {@link #write}. After a failure nobody knows which name survives a power cut. */
    public static void publish(Storage storage, SnapshotName name) throws IOException {
        storage.rename(name.temporaryName(), name.fileName());
        storage.syncDirectory();
    }

    private static long write(
            StorageFile file,
            SnapshotHeader header,
            List<? extends TableContent<?, ?>> tables,
            boolean compress,
            int workers,
            BooleanSupplier cancelled)
            throws IOException {
        ByteBuffer encoded = header.encode();
        file.write(encoded.duplicate(), 0);
        SnapshotWriter writer = new SnapshotWriter(file, encoded, compress, cancelled);
        writer.writeBlocks(tables, workers);
        writer.writeIndexAndFooter(tables);
        file.sync();
        return file.size();
    }

    private static void readBack(
            Storage storage, String name, SnapshotHeader header, int workers, LongFunction<LongConsumer> progress)
            throws IOException {
        try (SnapshotReader reader = SnapshotReader.open(storage, name, header.name())) {
            reader.check(workers, progress.apply(reader.sizeBytes()));
        }
    }

    // ---- Blocks

    private void writeBlocks(List<? extends TableContent<?, ?>> tables, int workers) throws IOException {
        List<Runnable> parts = new ArrayList<>();
        for (TableContent<?, ?> table : tables) {
            addParts(table, workers, parts);
        }
        try {
            Workers.share(workers, parts.size(), i -> parts.get(i).run());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private <K, V> void addParts(TableContent<K, V> content, int workers, List<Runnable> parts) {
        int wanted = workers == 1 ? 1 : workers * 4;
        for (TableContent.Part<K, V> part : content.parts(wanted)) {
            parts.add(() -> writePart(content.table(), part));
        }
    }

    private <K, V> void writePart(TableDescription<K, V> table, TableContent.Part<K, V> part) {
        try (Block block = new Block(table.id())) {
            if (table.kind().hasGroups()) {
                GroupSerializer<V, ?> groups = table.groups();
                part.forEach((k, group) -> writeGroup(table.keys(), k, groups, group, block));
            } else {
                part.forEach((k, v) -> {
                    table.keys().write(block.out, k);
                    table.values().write(block.out, v);
                    block.entryWritten();
                });
            }
            if (block.count > 0) {
                block.write();
            }
        }
    }

    /** In pieces, for a group may be larger than a block, and than any record. */
    private static <K, G, I> void writeGroup(
            ValueSerializer<K> keys, K key, GroupSerializer<G, I> groups, G group, Block block) {
        Iterator<I> rest = groups.items(group);
        int written = 0;
        do {
            keys.write(block.out, key);
            written += groups.writePiece(block.out, group, written, rest, BODY_AT + BLOCK_BYTES);
            block.entryWritten();
        } while (rest.hasNext());
    }

    /** The block that a worker is filling. */
    private final class Block implements AutoCloseable {

        private final int table;
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        private ValueOutput out = newOutput();
        private int count;

        Block(int table) {
            this.table = table;
        }

        private static ValueOutput newOutput() {
            ValueOutput out = new ValueOutput(BODY_AT + BLOCK_BYTES + (BLOCK_BYTES >> 2));
            out.setPosition(BODY_AT);
            return out;
        }

        void entryWritten() {
            count++;
            if (out.position() >= BODY_AT + BLOCK_BYTES) {
                write();
            }
        }

        void write() {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the snapshot was cancelled");
            }
            int rawLength = out.position() - BODY_AT;
            ByteBuffer plain = ByteBuffer.wrap(out.getBuffer(), 0, out.position());
            ByteBuffer deflated = compress && rawLength <= MAX_DEFLATED_RAW_BYTES ? deflate(rawLength) : plain;
            boolean smaller = deflated.limit() < plain.limit();
            ByteBuffer block = smaller ? deflated : plain;
            block.put(ENCODING_AT, (byte) (smaller ? DEFLATED : PLAIN));
            block.putInt(RAW_LENGTH_AT, rawLength);
            block.putInt(LENGTH_AT, block.limit());
            block.putInt(TABLE_AT, table);
            block.putInt(COUNT_AT, count);
            block.putInt(CHECKSUM_AT, LogFormat.checksum(key, block, 0, block.limit()));
            append(block, new BlockLine(end.getAndAdd(block.limit()), table, count));
            if (rawLength > 2 * BLOCK_BYTES) {
                out = newOutput();
            } else {
                out.setPosition(BODY_AT);
            }
            count = 0;
        }

        /** The compressed block; one that is as long as the plain one when it would not be shorter. */
        private ByteBuffer deflate(int rawLength) {
            byte[] bytes = new byte[BODY_AT + rawLength];
            deflater.reset();
            deflater.setInput(out.getBuffer(), BODY_AT, rawLength);
            deflater.finish();
            int length = deflater.deflate(bytes, BODY_AT, rawLength);
            return ByteBuffer.wrap(bytes, 0, BODY_AT + (deflater.finished() ? length : rawLength));
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    private void append(ByteBuffer block, BlockLine line) {
        int length = block.limit();
        try {
            file.write(block, line.offset);
            if (unsynced.addAndGet(length) >= SYNC_EACH_BYTES) {
                unsynced.set(0);
                file.sync();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (blocks) {
            blocks.add(line);
        }
    }

    // ---- Index and footer

    private void writeIndexAndFooter(List<? extends TableContent<?, ?>> tables) throws IOException {
        long indexOffset = end.get();
        blocks.sort(Comparator.comparingLong(BlockLine::offset));
        int indexBytes =
                Math.addExact(Math.multiplyExact(blocks.size(), BLOCK_LINE_BYTES), tables.size() * TABLE_LINE_BYTES);
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(indexBytes, FOOTER_BYTES));
        long entries = putIndex(bytes, tables);
        bytes.putLong(indexBytes + INDEX_OFFSET_AT, indexOffset);
        bytes.putInt(indexBytes + BLOCKS_AT, blocks.size());
        bytes.putInt(indexBytes + TABLES_AT, tables.size());
        bytes.putLong(indexBytes + ENTRIES_AT, entries);
        CRC32C crc = LogFormat.keyed(key);
        crc.update(bytes.slice(0, indexBytes + FOOTER_CHECKSUM_AT));
        bytes.putInt(indexBytes + FOOTER_CHECKSUM_AT, (int) crc.getValue());
        bytes.putLong(indexBytes + FOOTER_MAGIC_AT, FOOTER_MAGIC);
        file.write(bytes.clear(), indexOffset);
    }

    private long putIndex(ByteBuffer bytes, List<? extends TableContent<?, ?>> tables) {
        Map<Integer, Long> counts = new TreeMap<>();
        long entries = 0;
        for (BlockLine block : blocks) {
            bytes.putLong(block.offset).putInt(block.table).putInt(block.count);
            counts.merge(block.table, (long) block.count, Long::sum);
            entries += block.count;
        }
        for (TableContent<?, ?> table : tables) {
            int id = table.table().id();
            bytes.putInt(id).putLong(counts.getOrDefault(id, 0L)).putLong(table.changedSequence());
        }
        return entries;
    }
}
