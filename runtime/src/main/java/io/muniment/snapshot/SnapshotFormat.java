package io.muniment.snapshot;

/** Every number of the snapshot format, once. {@code docs/snapshot-format.md} tells what they mean, and changes first. */
final class SnapshotFormat {

    static final int VERSION = 1;

    /** "MUNISNP" and a line feed. */
    static final long MAGIC = 0x4d55_4e49_534e_500aL;

    // ---- Header

    static final int STORE_ID_AT = 16;
    static final int SEQUENCE_AT = 32;
    static final int FOLLOWS_AT = 40;
    static final int SCHEMA_LENGTH_AT = 48;
    static final int SCHEMA_AT = 52;
    static final int HEADER_BYTES_WITHOUT_SCHEMA = SCHEMA_AT + Integer.BYTES;

    // ---- Block

    static final int LENGTH_AT = 0;
    static final int CHECKSUM_AT = 4;
    static final int TABLE_AT = 8;
    static final int COUNT_AT = 12;
    static final int ENCODING_AT = 16;
    static final int RAW_LENGTH_AT = 17;
    static final int BODY_AT = 21;

    static final int PLAIN = 0;
    static final int DEFLATED = 1;

    /** A block is closed when its entries have reached this. */
    static final int BLOCK_BYTES = 256 << 10;

    /** Larger blocks are not compressed, so that no small file asks for much memory. */
    static final int MAX_DEFLATED_RAW_BYTES = 4 << 20;

    /** The least that an entry takes: a byte of key and a byte of value. */
    static final int MIN_ENTRY_BYTES = 2;

    // ---- Index

    static final int BLOCK_LINE_BYTES = 16;
    static final int TABLE_LINE_BYTES = 20;

    // ---- Footer

    static final int INDEX_OFFSET_AT = 0;
    static final int BLOCKS_AT = 8;
    static final int TABLES_AT = 12;
    static final int ENTRIES_AT = 16;
    static final int FOOTER_CHECKSUM_AT = 24;
    static final int FOOTER_MAGIC_AT = 28;
    static final int FOOTER_BYTES = 36;

    /** "MUNIEND" and a line feed. */
    static final long FOOTER_MAGIC = 0x4d55_4e49_454e_440aL;

    private SnapshotFormat() {}
}
