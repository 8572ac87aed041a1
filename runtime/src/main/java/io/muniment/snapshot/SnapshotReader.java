package io.muniment.snapshot;

import static io.muniment.snapshot.SnapshotFormat.BLOCKS_AT;
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
import static io.muniment.snapshot.SnapshotFormat.MIN_ENTRY_BYTES;
import static io.muniment.snapshot.SnapshotFormat.PLAIN;
import static io.muniment.snapshot.SnapshotFormat.RAW_LENGTH_AT;
import static io.muniment.snapshot.SnapshotFormat.SEQUENCE_AT;
import static io.muniment.snapshot.SnapshotFormat.TABLES_AT;
import static io.muniment.snapshot.SnapshotFormat.TABLE_AT;
import static io.muniment.snapshot.SnapshotFormat.TABLE_LINE_BYTES;

import io.muniment.codec.ValueInput;
import io.muniment.error.CorruptException;
import io.muniment.error.DamagedException;
import io.muniment.error.DamagedHeaderException;
import io.muniment.error.UndecodableException;
import io.muniment.log.LogFormat;
import io.muniment.schema.TableDescription;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a snapshot. Header, index and footer are checked when it is opened, each block before it is decoded.
 * Usable by one thread, which has others help.
 */
public final class SnapshotReader implements Closeable {

    /** What is reserved for entries before they are seen is believed only as far as each has so many bytes. */
    private static final int CREDIBLE_ENTRY_BYTES = 16;

    private final StorageFile file;
    private final String path;
    private final SnapshotHeader header;
    private final int key;
    private final long size;
    private final List<TableLine> tables;
    private final BlockLine[] blocks;

    /**
     * What the index says of a table.
     *
     * @param id the table
     * @param entries how many it has
     * @param changedSequence the last commit that changed it, 0 if there is none
     */
    public record TableLine(int id, long entries, long changedSequence) {}

    private record BlockLine(long offset, int length, int table, int count) {}

    /** A block's entries, checked, ready to be decoded. */
    private record Entries(byte[] bytes, int from, int length) {}

    private SnapshotReader(StorageFile file, String path, SnapshotHeader.Parsed parsed) throws IOException {
        this.file = file;
        this.path = path;
        this.header = parsed.header();
        this.key = parsed.key();
        this.size = file.size();
        ByteBuffer footer = readFooter(parsed.length());
        ByteBuffer index = readIndex(parsed.length(), footer);
        this.blocks = readBlockLines(index, footer, parsed.length());
        this.tables = readTableLines(index, footer.getInt(TABLES_AT));
        checkCounts(footer.getLong(ENTRIES_AT));
    }

    /**
     * Opens the snapshot called {@code name} and checks all of it but the blocks.
     *
     * @throws CorruptException if it is no snapshot, is damaged, or is another one under this name
     * @throws io.muniment.error.FormatVersionException if it is of another format version
     */
    public static SnapshotReader open(Storage storage, SnapshotName name) throws IOException {
        return open(storage, name.fileName(), name);
    }

    /** Opens a snapshot that has not got its name yet. */
    static SnapshotReader open(Storage storage, String fileName, SnapshotName name) throws IOException {
        String path = storage.pathOf(fileName);
        StorageFile file = storage.open(fileName, false);
        try {
            SnapshotHeader.Parsed parsed = readHeader(file, path, name);
            return new SnapshotReader(file, path, parsed);
        } catch (Throwable e) {
            closeQuietly(file, e);
            throw e;
        }
    }

    /** Reads the header of the snapshot called {@code name}, and nothing else. */
    public static SnapshotHeader header(Storage storage, SnapshotName name) throws IOException {
        try (StorageFile file = storage.open(name.fileName(), false)) {
            return readHeader(file, storage.pathOf(name.fileName()), name).header();
        }
    }

    private static SnapshotHeader.Parsed readHeader(StorageFile file, String path, SnapshotName name)
            throws IOException {
        SnapshotHeader.Parsed parsed = SnapshotHeader.read(file, path);
        if (!parsed.header().name().equals(name)) {
            throw new DamagedHeaderException(
                    path, SEQUENCE_AT, "it is the snapshot " + parsed.header().name() + " under another name");
        }
        return parsed;
    }

    private static void closeQuietly(StorageFile file, Throwable cause) {
        try {
            file.close();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** What the snapshot says of itself. */
    public SnapshotHeader header() {
        return header;
    }

    /** The file's path, for messages. */
    public String path() {
        return path;
    }

    /** The size of the file. */
    public long sizeBytes() {
        return size;
    }

    /** All tables, by ascending id. */
    public List<TableLine> tables() {
        return tables;
    }

    /** Checks each block without decoding it. {@code progress} is told the bytes done since it was last told. */
    public void check(int workers, LongConsumer progress) throws IOException {
        Workers.share(workers, blocks.length, i -> {
            entries(blocks[i]);
            progress.accept(blocks[i].length);
        });
    }

    /**
     * Decodes all entries into {@code sink}.
     *
     * @param schema the tables, which must be those of the snapshot's own schema
     * @param workers so many threads, of which the caller is one
     * @param progress told the bytes done since it was last told, by any of the threads
     * @throws DamagedException if a block is damaged; some entries have been put then
     * @throws UndecodableException if a serializer cannot read what is there
     */
    public void load(List<TableDescription<?, ?>> schema, EntrySink sink, int workers, LongConsumer progress)
            throws IOException {
        Map<Integer, TableDescription<?, ?>> byId = new HashMap<>();
        schema.forEach(table -> byId.put(table.id(), table));
        for (TableLine line : tables) {
            TableDescription<?, ?> table = byId.get(line.id);
            if (table == null) {
                throw damaged(size - FOOTER_BYTES, "table " + line.id + " is not in the schema");
            }
            sink.expect(table, line.entries, Math.min(line.entries, size / CREDIBLE_ENTRY_BYTES));
        }
        Pieces pieces = new Pieces();
        Workers.share(workers, blocks.length, i -> {
            TableDescription<?, ?> table = byId.get(blocks[i].table);
            assert table != null : "each block's table has a line";
            decode(blocks[i], entries(blocks[i]), table, sink, pieces);
            progress.accept(blocks[i].length);
        });
        pieces.joinInto(sink, this::incomplete);
    }

    private CorruptException incomplete(TableDescription<?, ?> table, Object key) {
        return new UndecodableException(path, blocks[0].offset, table.name(), key, null);
    }

    /**
     * Decodes the blocks that are whole, and tells of the others: what a salvage wants.
     *
     * @param problem told of each block that is not whole; of one that cannot be decoded, the entries before
     *     the one that cannot are there
     */
    public void loadWhole(
            List<TableDescription<?, ?>> schema, EntrySink sink, Consumer<? super CorruptException> problem)
            throws IOException {
        Pieces pieces = new Pieces();
        for (BlockLine block : blocks) {
            for (TableDescription<?, ?> table : schema) {
                if (table.id() == block.table) {
                    try {
                        decode(block, entries(block), table, sink, pieces);
                    } catch (CorruptException e) {
                        problem.accept(e);
                    }
                }
            }
        }
        pieces.salvageInto(sink, (table, key) -> problem.accept(incomplete(table, key)));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    // ---- Index and footer

    private ByteBuffer readFooter(int headerLength) throws IOException {
        if (size < headerLength + FOOTER_BYTES) {
            throw damaged(size, "the file ends before its footer");
        }
        ByteBuffer footer = read(size - FOOTER_BYTES, FOOTER_BYTES);
        if (footer.getLong(FOOTER_MAGIC_AT) != FOOTER_MAGIC) {
            throw damaged(size - FOOTER_BYTES, "the file does not end in a footer");
        }
        return footer;
    }

    private ByteBuffer readIndex(int headerLength, ByteBuffer footer) throws IOException {
        long indexOffset = footer.getLong(INDEX_OFFSET_AT);
        long blockCount = footer.getInt(BLOCKS_AT);
        long tableCount = footer.getInt(TABLES_AT);
        long length = size - FOOTER_BYTES - indexOffset;
        if (blockCount < 0
                || tableCount < 0
                || indexOffset < headerLength
                || length > Integer.MAX_VALUE - FOOTER_BYTES
                || length != blockCount * BLOCK_LINE_BYTES + tableCount * TABLE_LINE_BYTES) {
            throw damaged(size - FOOTER_BYTES, "the footer does not fit the file");
        }
        ByteBuffer index = read(indexOffset, (int) length);
        CRC32C crc = LogFormat.keyed(key);
        crc.update(index.duplicate());
        crc.update(footer.slice(0, FOOTER_CHECKSUM_AT));
        if ((int) crc.getValue() != footer.getInt(FOOTER_CHECKSUM_AT)) {
            throw damaged(indexOffset, "the checksum of the index is wrong");
        }
        return index;
    }

    private BlockLine[] readBlockLines(ByteBuffer index, ByteBuffer footer, int headerLength) {
        BlockLine[] lines = new BlockLine[footer.getInt(BLOCKS_AT)];
        long indexOffset = footer.getLong(INDEX_OFFSET_AT);
        long expected = headerLength;
        for (int i = 0; i < lines.length; i++) {
            long offset = index.getLong();
            int table = index.getInt();
            int count = index.getInt();
            boolean isLast = i == lines.length - 1;
            long next = isLast ? indexOffset : index.getLong(index.position());
            if (offset != expected || next < offset || next > indexOffset || !fits(next - offset, count)) {
                throw damaged(indexOffset + (long) i * BLOCK_LINE_BYTES, "the index does not fit the file");
            }
            lines[i] = new BlockLine(offset, (int) (next - offset), table, count);
            expected = next;
        }
        if (expected != indexOffset) {
            throw damaged(indexOffset, "the index does not fit the file");
        }
        return lines;
    }

    private static boolean fits(long length, int count) {
        return length > BODY_AT && length < Integer.MAX_VALUE - 8 && count > 0;
    }

    private List<TableLine> readTableLines(ByteBuffer index, int count) {
        List<TableLine> lines = new ArrayList<>();
        int before = -1;
        for (int i = 0; i < count; i++) {
            TableLine line = new TableLine(index.getInt(), index.getLong(), index.getLong());
            boolean isPossible = line.id > before
                    && line.entries >= 0
                    && line.changedSequence >= 0
                    && line.changedSequence <= header.sequence();
            if (!isPossible) {
                throw damaged(size - FOOTER_BYTES - (long) (count - i) * TABLE_LINE_BYTES, "a table that cannot be");
            }
            before = line.id;
            lines.add(line);
        }
        return List.copyOf(lines);
    }

    private void checkCounts(long entries) {
        Map<Integer, Long> counts = new HashMap<>();
        long sum = 0;
        for (BlockLine block : blocks) {
            counts.merge(block.table, (long) block.count, Long::sum);
            sum += block.count;
        }
        boolean addUp = sum == entries;
        for (TableLine table : tables) {
            Long found = counts.remove(table.id);
            addUp &= table.entries == (found == null ? 0 : found);
        }
        if (!addUp || !counts.isEmpty()) {
            throw damaged(size - FOOTER_BYTES, "the counts of the index do not add up");
        }
    }

    // ---- Blocks

    private Entries entries(BlockLine line) throws IOException {
        ByteBuffer block = read(line.offset, line.length);
        if (block.getInt(CHECKSUM_AT) != LogFormat.checksum(key, block, 0, line.length)) {
            throw damaged(line.offset, "the checksum of the block is wrong");
        }
        int rawLength = block.getInt(RAW_LENGTH_AT);
        if (block.getInt(LENGTH_AT) != line.length
                || block.getInt(TABLE_AT) != line.table
                || block.getInt(COUNT_AT) != line.count
                || rawLength / MIN_ENTRY_BYTES < line.count) {
            throw damaged(line.offset, "the block is another than the index says");
        }
        int bodyLength = line.length - BODY_AT;
        int encoding = block.get(ENCODING_AT);
        if (encoding == PLAIN && rawLength == bodyLength) {
            return new Entries(block.array(), BODY_AT, bodyLength);
        }
        if (encoding == DEFLATED && rawLength <= MAX_DEFLATED_RAW_BYTES) {
            return new Entries(inflate(line, block.array(), rawLength), 0, rawLength);
        }
        throw damaged(line.offset, "the block has an encoding that cannot be");
    }

    private byte[] inflate(BlockLine line, byte[] block, int rawLength) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(block, BODY_AT, line.length - BODY_AT);
            byte[] raw = new byte[rawLength];
            int inflated = inflater.inflate(raw);
            boolean isAtEnd = inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished();
            if (inflated != rawLength || !isAtEnd || inflater.getRemaining() > 0) {
                throw damaged(line.offset, "the block does not inflate to the length that it tells");
            }
            return raw;
        } catch (DataFormatException e) {
            throw new DamagedException(path, line.offset, "the block does not inflate", -1, -1, e);
        } finally {
            inflater.end();
        }
    }

    private <K, V> void decode(
            BlockLine line, Entries entries, TableDescription<K, V> table, EntrySink sink, Pieces pieces) {
        ValueInput in = new ValueInput(entries.bytes, entries.from, entries.length);
        boolean isOfGroups = table.kind().hasGroups();
        for (int i = 0; i < line.count; i++) {
            K entryKey = null;
            V value; // null where it is a part of a group, which is put when all of it is there
            try {
                entryKey = table.keys().read(in);
                value = isOfGroups
                        ? pieces.read(table, entryKey, in)
                        : table.values().read(in);
            } catch (RuntimeException | StackOverflowError e) {
                throw new UndecodableException(path, line.offset, table.name(), entryKey, e);
            }
            if (value != null) {
                sink.put(table, entryKey, value);
            }
        }
        if (in.position() != entries.from + entries.length) {
            throw new UndecodableException(path, line.offset, table.name(), null, null);
        }
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        if (file.read(bytes, position) < length) {
            throw damaged(position, "the file got shorter while it was read");
        }
        return bytes.flip();
    }

    private DamagedException damaged(long offset, String detail) {
        return new DamagedException(path, offset, detail, -1, -1);
    }
}
