package io.muniment.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueOutput;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Tables;
import io.muniment.log.LogFormat;
import io.muniment.log.SegmentHeader;
import io.muniment.log.SegmentWriter;
import io.muniment.log.StoreId;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.snapshot.SnapshotHeader;
import io.muniment.snapshot.SnapshotWriter;
import io.muniment.snapshot.TableContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes in the documents are those that are written, and can be read. */
class DocumentedExamplesTest {

    private static final TableDescription<String, String> DIGITS =
            new TableDescription<>(1, "digits", TableKind.HASH, Serializers.STRING, Serializers.STRING);

    private static final String JSON = """
            {
              "format": 1,
              "name": "names",
              "version": 1,
              "tables": [
                {"id": 1, "name": "digits", "kind": "hash", "key": "string", "value": "string"}
              ],
              "types": []
            }
            """;

    private static final SchemaDescription SCHEMA = new SchemaDescription("names", 1, JSON, List.of(DIGITS));
    private static final StoreId ID = new StoreId(0x0011223344556677L, 0x8899aabbccddeeffL);
    private static final String SEGMENT = "segment-0000000000000001-0000.log";
    private static final String SNAPSHOT = "snapshot-0000000000000001.snap";

    private final SimStorage disk = new SimStorage();

    @Test
    void segmentIsWrittenAsDocumented() throws IOException {
        SegmentWriter segment = SegmentWriter.create(disk, new SegmentHeader(ID, 1, 0, 0, JSON), 0, null);
        ByteBuffer batch = ByteBuffer.allocateDirect(1000);
        int start = LogFormat.beginBatch(batch);
        put(batch, LogFormat.PUT, "pi", "3.14");
        put(batch, LogFormat.REMOVE, "pi");
        LogFormat.endBatch(batch, start, 1, 2);
        segment.write(batch.flip());
        segment.end();
        assertArrayEquals(documented("log-format.md"), disk.bytes(SEGMENT));
    }

    @Test
    void documentedSegmentIsRead() throws IOException {
        disk.put(SEGMENT, documented("log-format.md"));
        Tables tables = new Tables();
        RecoveryReport report =
                Recovery.openReadOnly(disk, SCHEMA, tables, OpenProgress.NONE).report();
        assertEquals(2, report.lastSequence());
        assertEquals(Map.of(), tables.state());
    }

    @Test
    void snapshotIsWrittenAsDocumented() throws IOException {
        TableContent<String, String> content = new TableContent<>() {
            @Override
            public TableDescription<String, String> table() {
                return DIGITS;
            }

            @Override
            public long changedSequence() {
                return 1;
            }

            @Override
            public List<Part<String, String>> parts(int wanted) {
                return List.of(entry -> entry.accept("pi", "3.14"));
            }
        };
        SnapshotWriter.write(disk, new SnapshotHeader(ID, 1, 2, JSON), List.of(content), true, 1, () -> false);
        assertArrayEquals(documented("snapshot-format.md"), disk.bytes(SNAPSHOT));
    }

    @Test
    void documentedSnapshotIsRead() throws IOException {
        disk.put(SNAPSHOT, documented("snapshot-format.md"));
        SegmentWriter.create(disk, new SegmentHeader(ID, 2, 0, 1, JSON), 0, null)
                .end();
        Tables tables = new Tables();
        Recovery.openReadOnly(disk, SCHEMA, tables, OpenProgress.NONE);
        assertEquals(Map.of("digits", Map.of("pi", "3.14")), tables.state());
    }

    private static void put(ByteBuffer batch, int operation, String... texts) {
        ValueOutput out = new ValueOutput();
        out.writeVarInt(LogFormat.change(1, operation), true);
        for (String text : texts) {
            Serializers.STRING.write(out, text);
        }
        LogFormat.putRecord(batch, out.getBuffer(), out.position());
    }

    /** The lines of a document that begin with an offset of four hex digits, as bytes. */
    private static byte[] documented(String document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : Files.readAllLines(Path.of("..", "docs", document))) {
            if (line.matches("    [0-9a-f]{4} ( [0-9a-f]{2})+")) {
                assertEquals(bytes.size(), Integer.parseInt(line.substring(4, 8), 16), line);
                for (String hex : line.substring(10).split(" ")) {
                    bytes.write(Integer.parseInt(hex, 16));
                }
            }
        }
        return bytes.toByteArray();
    }
}
