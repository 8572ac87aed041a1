package io.muniment.snapshot;

import static io.muniment.snapshot.SnapshotFormat.FOLLOWS_AT;
import static io.muniment.snapshot.SnapshotFormat.HEADER_BYTES_WITHOUT_SCHEMA;
import static io.muniment.snapshot.SnapshotFormat.MAGIC;
import static io.muniment.snapshot.SnapshotFormat.SCHEMA_LENGTH_AT;
import static io.muniment.snapshot.SnapshotFormat.SEQUENCE_AT;
import static io.muniment.snapshot.SnapshotFormat.STORE_ID_AT;
import static io.muniment.snapshot.SnapshotFormat.VERSION;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.muniment.error.DamagedHeaderException;
import io.muniment.log.FileHeader;
import io.muniment.log.LogFormat;
import io.muniment.log.StoreId;
import io.muniment.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What a snapshot says of itself.
 *
 * @param storeId the store that it belongs to
 * @param sequence it holds the effects of all commits up to this one
 * @param follows the first sequence of the segment to go on with, at most {@code sequence + 1}
 * @param schema the canonical JSON of the schema
 */
public record SnapshotHeader(StoreId storeId, long sequence, long follows, String schema) {

    /** Where the schema is in a snapshot. */
    public static final int SCHEMA_AT = SnapshotFormat.SCHEMA_AT;

    /** The file's name, which must agree with the header. */
    public SnapshotName name() {
        return new SnapshotName(sequence);
    }

    ByteBuffer encode() {
        byte[] json = schema.getBytes(UTF_8);
        ByteBuffer bytes = FileHeader.begin(MAGIC, VERSION, HEADER_BYTES_WITHOUT_SCHEMA + json.length);
        storeId.write(bytes, STORE_ID_AT);
        bytes.putLong(SEQUENCE_AT, sequence);
        bytes.putLong(FOLLOWS_AT, follows);
        bytes.putInt(SCHEMA_LENGTH_AT, json.length);
        bytes.put(SCHEMA_AT, json);
        return FileHeader.end(bytes);
    }

    static Parsed read(StorageFile file, String path) throws IOException {
        ByteBuffer bytes = FileHeader.read(file, path, MAGIC, "snapshot", VERSION, HEADER_BYTES_WITHOUT_SCHEMA);
        long sequence = bytes.getLong(SEQUENCE_AT);
        long follows = bytes.getLong(FOLLOWS_AT);
        if (sequence < 0 || sequence >= LogFormat.MAX_FIRST_SEQUENCE || follows < 1 || follows - 1 > sequence) {
            throw new DamagedHeaderException(path, SEQUENCE_AT, "its sequences cannot be");
        }
        String schema = FileHeader.schema(bytes, SCHEMA_AT, bytes.getInt(SCHEMA_LENGTH_AT), path);
        SnapshotHeader header = new SnapshotHeader(StoreId.read(bytes, STORE_ID_AT), sequence, follows, schema);
        return new Parsed(header, FileHeader.key(bytes), bytes.limit());
    }

    /** A header that was read, with the key of the file and where its blocks begin. */
    record Parsed(SnapshotHeader header, int key, int length) {}
}
