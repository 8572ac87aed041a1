package io.muniment.log;

import static io.muniment.log.LogFormat.HEADER_LENGTH_AT;
import static io.muniment.log.LogFormat.KEY_BYTES;
import static io.muniment.log.LogFormat.MAGIC_AT;
import static io.muniment.log.LogFormat.MAX_HEADER_BYTES;
import static io.muniment.log.LogFormat.STORE_ID_AT;
import static io.muniment.log.LogFormat.VERSION_AT;

import io.muniment.error.DamagedHeaderException;
import io.muniment.error.FormatVersionException;
import io.muniment.error.NotADatabaseException;
import io.muniment.error.TruncatedException;
import io.muniment.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** What the headers of all files have in common: magic, version, length, and the checksum at the end. */
public final class FileHeader {

    private FileHeader() {}

    /** A header of {@code length} bytes with magic, version and length in place. */
    public static ByteBuffer begin(long magic, int version, int length) {
        if (length > MAX_HEADER_BYTES) {
            throw new IllegalArgumentException("the schema is too large for a file header: " + length + " bytes");
        }
        return ByteBuffer.allocate(length)
                .putLong(MAGIC_AT, magic)
                .putInt(VERSION_AT, version)
                .putInt(HEADER_LENGTH_AT, length);
    }

    /** Adds the checksum. */
    public static ByteBuffer end(ByteBuffer header) {
        int keyAt = header.limit() - KEY_BYTES;
        return header.putInt(keyAt, checksum(header, keyAt));
    }

    /** The key of a file that begins with {@code header}. */
    public static int key(ByteBuffer header) {
        return header.getInt(header.limit() - KEY_BYTES);
    }

    /**
     * Reads a whole header and checks what is common to all.
     *
     * @param what what the file is to be, for messages
     * @param shortest the length of a header without a schema
     */
    public static ByteBuffer read(StorageFile file, String path, long magic, String what, int version, int shortest)
            throws IOException {
        long size = file.size();
        ByteBuffer begin = readBegin(file, STORE_ID_AT);
        checkMagic(begin, magic, what, path);
        if (begin.limit() < STORE_ID_AT) {
            throw new TruncatedException(path, begin.limit(), "the header of a " + what + " should go on here");
        }
        int found = begin.getInt(VERSION_AT);
        if (found != version) {
            throw new FormatVersionException(path, Integer.toUnsignedLong(found), version);
        }
        int length = begin.getInt(HEADER_LENGTH_AT);
        if (length < shortest || length > MAX_HEADER_BYTES) {
            throw new DamagedHeaderException(path, HEADER_LENGTH_AT, "the header cannot be " + length + " bytes long");
        }
        if (size < length) {
            throw new TruncatedException(
                    path, size, "the header of a " + what + " should be " + length + " bytes long");
        }
        ByteBuffer header = readBegin(file, length);
        int keyAt = length - KEY_BYTES;
        if (header.limit() < length || header.getInt(keyAt) != checksum(header, keyAt)) {
            throw new DamagedHeaderException(path, keyAt, "the checksum of the header is wrong");
        }
        return header;
    }

    /** Reads the schema out of a header that ends with it. */
    public static String schema(ByteBuffer header, int offset, int length, String path) {
        if (length != header.limit() - KEY_BYTES - offset) {
            throw new DamagedHeaderException(path, offset - Integer.BYTES, "the schema does not fill the header");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(header.slice(offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DamagedHeaderException(path, offset, "the schema is not UTF-8");
        }
    }

    private static ByteBuffer readBegin(StorageFile file, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.read(bytes, 0);
        return bytes.flip();
    }

    private static void checkMagic(ByteBuffer begin, long magic, String what, String path) {
        for (int i = 0; i < Long.BYTES; i++) {
            byte expected = (byte) (magic >>> (56 - 8 * i));
            if (i == begin.limit()) {
                throw new TruncatedException(path, i, "too short to be a " + what);
            }
            if (begin.get(i) != expected) {
                throw new NotADatabaseException(path, "it does not begin as a " + what + " does");
            }
        }
    }

    private static int checksum(ByteBuffer header, int end) {
        CRC32C crc = new CRC32C();
        crc.update(header.slice(0, end));
        return (int) crc.getValue();
    }
}
