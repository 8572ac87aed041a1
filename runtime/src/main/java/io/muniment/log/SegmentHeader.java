package io.muniment.log;

import static io.muniment.log.LogFormat.EPOCH_AT;
import static io.muniment.log.LogFormat.FIRST_SEQUENCE_AT;
import static io.muniment.log.LogFormat.HEADER_BYTES_WITHOUT_SCHEMA;
import static io.muniment.log.LogFormat.HEADER_SYNCED_AT;
import static io.muniment.log.LogFormat.MAGIC;
import static io.muniment.log.LogFormat.MAX_EPOCH;
import static io.muniment.log.LogFormat.MAX_FIRST_SEQUENCE;
import static io.muniment.log.LogFormat.SCHEMA_AT;
import static io.muniment.log.LogFormat.SCHEMA_LENGTH_AT;
import static io.muniment.log.LogFormat.STORE_ID_AT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.muniment.error.DamagedHeaderException;
import io.muniment.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a segment says of itself before its first batch.
 *
 * @param storeId the store that it belongs to
 * @param firstSequence the sequence of its first commit, at least 1
 * @param epoch how often a recovery has copied it
 * @param syncedSequence the highest sequence that was synced when it was made, below the first
 * @param schema the canonical JSON of the schema
 */
public record SegmentHeader(StoreId storeId, long firstSequence, int epoch, long syncedSequence, String schema) {

    /** The file's name, which must agree with the header. */
    public SegmentName name() {
        return new SegmentName(firstSequence, epoch);
    }

    /** The header of a segment that goes on at {@code next} behind this one, all before it being synced. */
    public SegmentHeader followedAt(long next) {
        return new SegmentHeader(storeId, next, 0, next - 1, schema);
    }

    /** The header of a copy of this segment that a recovery makes. */
    public SegmentHeader recovered() {
        return new SegmentHeader(storeId, firstSequence, epoch + 1, syncedSequence, schema);
    }

    /** The bytes of the header, ready to be written; the last four are the key of the file. */
    public ByteBuffer encode() {
        byte[] json = schema.getBytes(UTF_8);
        ByteBuffer bytes = FileHeader.begin(MAGIC, LogFormat.VERSION, HEADER_BYTES_WITHOUT_SCHEMA + json.length);
        storeId.write(bytes, STORE_ID_AT);
        bytes.putLong(FIRST_SEQUENCE_AT, firstSequence);
        bytes.putInt(EPOCH_AT, epoch);
        bytes.putLong(HEADER_SYNCED_AT, syncedSequence);
        bytes.putInt(SCHEMA_LENGTH_AT, json.length);
        bytes.put(SCHEMA_AT, json);
        return FileHeader.end(bytes);
    }

    /**
     * Reads and checks the header of {@code file}.
     *
     * @param path the file's path, for messages
     * @throws io.muniment.error.NotADatabaseException if it does not begin as a segment does
     * @throws io.muniment.error.TruncatedException if it ends within the header
     * @throws io.muniment.error.FormatVersionException if it is of another format version
     * @throws DamagedHeaderException if the checksum is wrong or the header contradicts itself
     */
    static Parsed read(StorageFile file, String path) throws IOException {
        ByteBuffer bytes =
                FileHeader.read(file, path, MAGIC, "segment", LogFormat.VERSION, HEADER_BYTES_WITHOUT_SCHEMA);
        long first = bytes.getLong(FIRST_SEQUENCE_AT);
        long synced = bytes.getLong(HEADER_SYNCED_AT);
        int epoch = bytes.getInt(EPOCH_AT);
        int schemaBytes = bytes.getInt(SCHEMA_LENGTH_AT);
        if (first < 1
                || first > MAX_FIRST_SEQUENCE
                || synced < 0
                || synced >= first
                || epoch < 0
                || epoch > MAX_EPOCH) {
            throw new DamagedHeaderException(path, FIRST_SEQUENCE_AT, "its sequences or its epoch cannot be");
        }
        String schema = FileHeader.schema(bytes, SCHEMA_AT, schemaBytes, path);
        SegmentHeader header = new SegmentHeader(StoreId.read(bytes, STORE_ID_AT), first, epoch, synced, schema);
        return new Parsed(header, FileHeader.key(bytes), bytes.limit());
    }

    /** A header that was read, with the key of the file and where its batches begin. */
    record Parsed(SegmentHeader header, int key, int length) {}
}
