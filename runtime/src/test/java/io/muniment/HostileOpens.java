package io.muniment;

import static io.muniment.fixture.Forge.batch;
import static io.muniment.fixture.Forge.change;
import static io.muniment.fixture.Forge.join;
import static io.muniment.fixture.Forge.segment;
import static io.muniment.fixture.Forge.segmentHeader;
import static io.muniment.fixture.Forge.signSegment;
import static io.muniment.fixture.Forge.signSnapshot;
import static io.muniment.fixture.Forge.snapshot;
import static io.muniment.fixture.Forge.text;
import static io.muniment.fixture.Forge.varInt;

import io.muniment.codec.Bytes;
import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.error.CorruptException;
import io.muniment.error.IncompatibleException;
import io.muniment.error.UndecodableException;
import io.muniment.fixture.Forge;
import io.muniment.fixture.Forge.Block;
import io.muniment.fixture.SimStorage;
import io.muniment.group.Groups;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.DatabaseTable;
import io.muniment.table.TableHandle;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;

/**
 * A program that opens files of somebody who means harm, whose checksums are all right, and prints what becomes of
 * each: to be run with little memory.
 */
final class HostileOpens {

    private static final int EDIT = 0;
    private static final int PUT = 1;
    private static final int REMOVE = 2;
    private static final int CLEAR = 3;
    private static final int LARGE = 0x7fffffff;

    private static final int COUNTS = 1;
    private static final int LISTS = 2;
    private static final int MAPS = 3;
    private static final int NODES = 4;
    private static final int BLOBS = 5;
    private static final int TITLE = 6;
    private static final int GROUPS = 7;
    private static final int TABLES = 7;

    private static final byte[] KEY = text("a key");
    private static final byte[] UNIT = {0};
    private static final String LOG = "segment-0000000000000001-0000.log";
    private static final String SNAPSHOT = "snapshot-0000000000000001.snap";

    /** A value that contains values like itself. */
    record Node(List<Node> children) {}

    private static final class NodeSerializer extends ValueSerializer<Node> {

        private final ValueSerializer<List<Node>> children = Serializers.list(this);

        @Override
        public void write(ValueOutput out, Node value) {
            children.write(out, value.children);
        }

        @Override
        public Node read(ValueInput in) {
            return new Node(children.read(in));
        }
    }

    private static final class Counts extends DatabaseTable<String, Long> {
        Counts(TableHandle<String, Long> handle) {
            super(handle);
        }
    }

    private static final TableDescription<String, Long> COUNTS_TABLE =
            new TableDescription<>(COUNTS, "counts", TableKind.HASH, Serializers.STRING, Serializers.LONG);
    private static final TableDescription<String, List<String>> LISTS_TABLE = new TableDescription<>(
            LISTS, "lists", TableKind.HASH, Serializers.STRING, Serializers.list(Serializers.STRING));
    private static final TableDescription<String, Map<String, String>> MAPS_TABLE = new TableDescription<>(
            MAPS, "maps", TableKind.HASH, Serializers.STRING, Serializers.map(Serializers.STRING, Serializers.STRING));
    private static final TableDescription<String, Node> NODES_TABLE =
            new TableDescription<>(NODES, "nodes", TableKind.SORTED, Serializers.STRING, new NodeSerializer());
    private static final TableDescription<String, Bytes> BLOBS_TABLE =
            new TableDescription<>(BLOBS, "blobs", TableKind.HASH, Serializers.STRING, Serializers.BYTES);
    private static final TableDescription<Unit, String> TITLE_TABLE =
            new TableDescription<>(TITLE, "title", TableKind.SINGLE, Serializers.UNIT, Serializers.STRING);

    private static final TableDescription<String, Set<String>> GROUPS_TABLE =
            new TableDescription<>(GROUPS, "groups", TableKind.SET, Serializers.STRING, Groups.set(Serializers.STRING));

    private static final SchemaDescription SCHEMA = new SchemaDescription(
            "hostile",
            1,
            "{}",
            List.of(COUNTS_TABLE, LISTS_TABLE, MAPS_TABLE, NODES_TABLE, BLOBS_TABLE, TITLE_TABLE, GROUPS_TABLE));

    private final Map<String, Map<String, byte[]>> stores = new LinkedHashMap<>();

    private HostileOpens() {}

    /** Prints for each store its name and what became of it. */
    public static void main(String... arguments) {
        HostileOpens all = new HostileOpens();
        all.harmless();
        all.values();
        all.changes();
        all.batches();
        all.headers();
        all.schemas();
        all.snapshots();
        all.groups();
        all.stores.forEach((name, files) -> System.out.println(name + ": " + outcome(files)));
        System.out.println("end");
    }

    private static String outcome(Map<String, byte[]> files) {
        SimStorage disk = new SimStorage();
        files.forEach(disk::put);
        try (Database database =
                Store.open(SCHEMA, disk, () -> {}, Options.defaults().segmentBytes(1 << 16))) {
            Counts counts = new Counts(database.table(COUNTS_TABLE));
            counts.put("after", 1L);
            return "opened";
        } catch (UndecodableException e) {
            return "Undecodable " + e.table() + e.key().map(key -> " of " + key).orElse("");
        } catch (CorruptException | IncompatibleException e) {
            return e.getClass().getSimpleName().replace("Exception", "");
        } catch (RuntimeException | Error e) {
            e.printStackTrace();
            return "!!! " + e;
        }
    }

    private void log(String name, byte[] file) {
        stores.put(name, Map.of(LOG, file));
    }

    private void ofRecord(String name, byte[]... changes) {
        log(name, segment(SCHEMA, 1, changes));
    }

    private void harmless() {
        ofRecord("harmless log", put(COUNTS, KEY, new byte[] {1}), change(COUNTS, REMOVE, KEY), change(COUNTS, CLEAR));
        ofSnapshot("harmless snapshot", List.of(Block.plain(COUNTS, 1, join(KEY, new byte[] {1}))));
    }

    private static byte[] put(int table, byte[]... keyAndValue) {
        return change(table, PUT, keyAndValue);
    }

    private void values() {
        ofRecord("text of 2^30 characters", put(TITLE, UNIT, varInt(LARGE - 1)));
        ofRecord("wide text of 2^30 characters", put(TITLE, UNIT, varInt(LARGE)));
        ofRecord("text of 2^31 characters", put(TITLE, UNIT, varInt(-2)));
        ofRecord("key of 2^30 characters", put(COUNTS, varInt(LARGE - 1)));
        ofRecord("list of 2^31 elements", put(LISTS, KEY, varInt(LARGE)));
        ofRecord("list of -1 elements", put(LISTS, KEY, varInt(-1)));
        ofRecord("list of as many elements as bytes", put(LISTS, KEY, varInt(1000), new byte[999]));
        ofRecord("map of 2^31 entries", put(MAPS, KEY, varInt(LARGE)));
        ofRecord("map with a key twice", put(MAPS, KEY, varInt(2), KEY, KEY, KEY, KEY));
        ofRecord("2^31 bytes", put(BLOBS, KEY, varInt(LARGE)));
        ofRecord("-1 bytes", put(BLOBS, KEY, varInt(-1)));
        byte[] deep = new byte[200_000];
        Arrays.fill(deep, (byte) 1);
        ofRecord("200,000 levels", put(NODES, KEY, deep));
        ofRecord("levels of 2^31 elements", put(NODES, KEY, varInt(LARGE)));
        ofRecord("number of eleven bytes", put(COUNTS, KEY, filled(11, 0xff)));
        ofRecord("value that ends early", put(COUNTS, KEY));
        ofRecord("key that ends early", change(COUNTS, REMOVE, varInt(40), new byte[3]));
        ofRecord("single with another key", put(TITLE, new byte[] {1}, text("x")));
    }

    private void changes() {
        ofRecord("table 0", change(0, PUT, KEY, KEY));
        ofRecord("table 8", change(8, PUT, KEY, KEY));
        ofRecord("table 2^29", filled(5, 0xff));
        ofRecord("table of the highest number", join(varInt(-1), KEY));
        ofRecord("operation 0", change(COUNTS, 0, KEY));
        ofRecord("good change before a bad one", join(put(COUNTS, KEY, new byte[] {1}), new byte[] {0}));
        ofRecord("million clears of one table", filled(1 << 20, COUNTS << 2 | CLEAR));
        byte[] clears = filled(1 << 20, COUNTS << 2 | CLEAR);
        for (int i = 0; i < clears.length; i += 2) {
            clears[i] = LISTS << 2 | CLEAR;
        }
        ofRecord("million clears of two tables", clears);
        ByteArrayOutputStream pairs = new ByteArrayOutputStream();
        for (int i = 0; i < 500_000; i++) {
            pairs.writeBytes(join(change(LISTS, CLEAR), change(COUNTS, REMOVE, UNIT)));
        }
        ofRecord("clears between changes", pairs.toByteArray());
        ofRecord("million puts of one key", repeated(1 << 20, put(COUNTS, text("k"), new byte[] {1})));
    }

    private static byte[] repeated(int times, byte[] bytes) {
        byte[] all = new byte[times * bytes.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }

    private void groups() {
        ofRecord("edit of 2^30 characters", change(GROUPS, EDIT, KEY, new byte[] {1}, varInt(LARGE - 1)));
        ofRecord("edit without a number", change(GROUPS, EDIT, KEY));
        ofRecord("edit of a number that none has", change(GROUPS, EDIT, KEY, new byte[] {77}));
        ofRecord("edit of another kind of group", change(GROUPS, EDIT, KEY, new byte[] {9}, varInt(LARGE)));
        ofRecord("group of 2^31 elements", put(GROUPS, KEY, varInt(LARGE)));
        ofRecord("group with an element twice", put(GROUPS, KEY, varInt(2), KEY, KEY));
        ofRecord(
                "harmless edits",
                change(GROUPS, EDIT, KEY, new byte[] {1}, KEY),
                change(GROUPS, EDIT, KEY, new byte[] {3}));
        byte[] nothing = join(
                change(GROUPS, EDIT, text("k"), new byte[] {1}, text("")),
                change(GROUPS, EDIT, text("k"), new byte[] {2}, text("")));
        ofRecord("million edits that leave nothing", repeated(1 << 19, nothing));
        ofPieces("harmless piece", piece(1, 0, 1, KEY));
        ofPieces("piece of 2^31 items", piece(LARGE, 0, LARGE));
        ofPieces("piece of -1 items", piece(-1, 0, -1));
        ofPieces("piece of more items than bytes", piece(1000, 0, 1000, KEY));
        ofPieces("piece from -1", piece(LARGE, -1, 1, KEY));
        ofPieces("piece of no items", piece(1, 0, 0));
        ofPieces("piece beyond the end", piece(1, 1, 1, KEY));
        ofPieces("piece without the others", piece(LARGE, 7, 1, KEY));
        ofPieces("pieces that overlap", piece(2, 0, 1, KEY), piece(2, 0, 1, text("b")));
        ofPieces("pieces of two sizes", piece(2, 0, 1, KEY), piece(3, 1, 1, text("b")));
        ofPieces("pieces with an element twice", piece(2, 0, 1, KEY), piece(2, 1, 1, KEY));
    }

    private void ofPieces(String name, byte[]... pieces) {
        ofSnapshot(name, List.of(Block.plain(GROUPS, pieces.length, join(pieces))));
    }

    private static byte[] piece(int size, int from, int count, byte[]... items) {
        byte[] counted = ByteBuffer.allocate(4).putInt(count).array();
        return join(KEY, varInt(size), varInt(from), counted, join(items));
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private void batches() {
        byte[] good = Forge.record(put(COUNTS, KEY, new byte[] {1}));
        ofBatch("batch of kind 0", batch(1, 0, 0, 1, good));
        ofBatch("batch of kind 5", batch(1, 0, 5, 1, good));
        ofBatch("batch of kind 255", batch(1, 0, 255, 1, good));
        ofBatch("batch of 2^24 records", batch(1, 0, 1, 0xffffff, good));
        ofBatch("batch of no records", batch(1, 0, 1, 0, good));
        ofBatch("end mark with a record", batch(1, 0, 2, 1, good));
        ofBatch("batch of a later sequence", batch(2, 0, 1, 1, good));
        ofBatch("batch of sequence -1", batch(-1, 0, 1, 1, good));
        ofBatch("batch that synced the future", batch(1, 1, 1, 1, good));
        ofBatch("batch that synced -1", batch(1, -1, 1, 1, good));
        ofBatch("record of 2^31 bytes", batch(1, 0, 1, 1, varInt(LARGE), new byte[100]));
        ofBatch("record of 2^32 bytes", batch(1, 0, 1, 1, varInt(-1), new byte[100]));
        ofBatch("record of no bytes", batch(1, 0, 1, 1, new byte[2]));
        ofBatch("record longer than its batch", batch(1, 0, 1, 1, varInt(101), new byte[100]));
        ofBatch("record shorter than its batch", batch(1, 0, 1, 1, varInt(99), new byte[100]));
        for (int length : new int[] {LARGE, -1, 1 << 31, 27, 29, 1 << 30}) {
            byte[] bytes = batch(1, 0, 1, 1, good);
            ByteBuffer.wrap(bytes).putInt(0, length);
            ofBatch("batch of length " + length, bytes);
        }
        stores.put(
                "last possible sequence", Map.of("segment-7fffffffffffffff-0000.log", segment(SCHEMA, Long.MAX_VALUE)));
        stores.put(
                "snapshot of the last possible sequence",
                Map.of(
                        "snapshot-7fffffffffffffff.snap",
                        snapshot(SCHEMA, Long.MAX_VALUE, Long.MAX_VALUE, TABLES, List.of()),
                        "segment-7fffffffffffffff-0000.log",
                        segment(SCHEMA, Long.MAX_VALUE, put(COUNTS, KEY, new byte[] {1}))));
        stores.put(
                "log that ends before the last possible sequence",
                Map.of(
                        "snapshot-7ffffffffffffffe.snap",
                        snapshot(SCHEMA, Long.MAX_VALUE - 1, Long.MAX_VALUE, TABLES, List.of()),
                        "segment-7fffffffffffffff-0000.log",
                        segment(SCHEMA, Long.MAX_VALUE)));
    }

    private void ofBatch(String name, byte[] bytes) {
        log(name, signSegment(join(segmentHeader(SCHEMA, 1), bytes)));
    }

    private void headers() {
        for (int at : new int[] {8, 12, 40, 52}) {
            for (int value : new int[] {LARGE, -1, 0, 1 << 24, 0x10000}) {
                byte[] file = segment(SCHEMA, 1, put(COUNTS, KEY, new byte[] {1}));
                ByteBuffer.wrap(file).putInt(at, value);
                log("segment header with " + value + " at byte " + at, signSegment(file));
            }
        }
        byte[] notText = segment(SCHEMA, 1);
        notText[56] = (byte) 0xff;
        log("schema that is no text", signSegment(notText));
    }

    private void schemas() {
        schema("schema of nothing", "");
        schema("schema nested 100,000 deep", "{\n  \"format\": 1,\n  \"name\": \"" + "[{".repeat(50_000));
        String table = "{\n  \"format\": 1,\n  \"name\": \"hostile\",\n  \"version\": 1,\n  \"tables\": [\n    "
                + "{\"id\": 1, \"name\": \"x\", \"kind\": \"single\", \"value\": \"";
        schema("schema with a type nested 100,000 deep", table + "list<".repeat(100_000) + "string");
        schema("schema with an endless number", "{\n  \"format\": " + "9".repeat(100_000));
        schema("schema with an open text", table + "x".repeat(100_000));
        schema("schema with a class name", table + "io.muniment.fixture.Canary\"}\n  ],\n  \"types\": []\n}\n");
    }

    private void schema(String name, String json) {
        SchemaDescription other = new SchemaDescription("hostile", 1, json, SCHEMA.tables());
        log(name, segment(other, 1));
    }

    private void snapshots() {
        byte[] entry = join(KEY, new byte[] {1});
        ofSnapshot("index that tells of 2^31 entries", List.of(new Block(COUNTS, 1, LARGE, 0, entry.length, entry)));
        ofSnapshot(
                "block that tells of 2^31 entries", List.of(new Block(COUNTS, LARGE, LARGE, 0, entry.length, entry)));
        ofSnapshot("block that tells of 2^31 bytes", List.of(new Block(COUNTS, LARGE / 2, LARGE / 2, 1, LARGE, entry)));
        ofSnapshot("block that tells of -1 bytes", List.of(new Block(COUNTS, 1, 1, 0, -1, entry)));
        ofSnapshot("block of too many entries", List.of(new Block(COUNTS, 2, 2, 0, entry.length, entry)));
        ofSnapshot("block of too few entries", List.of(Block.plain(COUNTS, 1, join(entry, entry))));
        ofSnapshot("block of encoding 2", List.of(new Block(COUNTS, 1, 1, 2, entry.length, entry)));
        ofSnapshot("block of encoding -1", List.of(new Block(COUNTS, 1, 1, 255, entry.length, entry)));
        ofSnapshot("block of an unknown table", List.of(Block.plain(99, 1, entry)));
        ofSnapshot("block that does not inflate", List.of(new Block(COUNTS, 1, 1, 1, 1000, entry)));
        ofSnapshot("two entries of one key", List.of(Block.plain(COUNTS, 2, join(entry, entry))));
        ofSnapshot("list of 2^31 elements in a block", List.of(Block.plain(LISTS, 1, join(KEY, varInt(LARGE)))));
        ofSnapshot("200,000 levels in a block", List.of(Block.plain(NODES, 1, join(KEY, filled(200_000, 1)))));
        byte[] zeros = deflatedZeros();
        ofSnapshot("bomb that tells its size", List.of(new Block(COUNTS, 1, 1, 1, 64 << 20, zeros)));
        ofSnapshot("bomb that tells less than its size", List.of(new Block(COUNTS, 1, 1, 1, 4 << 20, zeros)));
        ofSnapshot(
                "bomb of entries",
                List.of(new Block(COUNTS, 2 << 20, 2 << 20, 1, 4 << 20, deflated(new byte[4 << 20]))));
        for (int at : new int[] {0, 4, 8, 12, 16, 20}) {
            for (int value : new int[] {LARGE, -1, 0}) {
                byte[] file = snapshot(SCHEMA, 1, 2, TABLES, List.of(Block.plain(COUNTS, 1, entry)));
                ByteBuffer.wrap(file).putInt(file.length - 36 + at, value);
                ofSnapshot("footer with " + value + " at byte " + at, signSnapshot(file));
            }
        }
        ofSnapshot("2^31 tables", snapshot(SCHEMA, 1, 2, TABLES + 1, List.of(Block.plain(COUNTS, 1, entry))));
    }

    private void ofSnapshot(String name, List<Block> blocks) {
        ofSnapshot(name, snapshot(SCHEMA, 1, 2, TABLES, blocks));
    }

    private void ofSnapshot(String name, byte[] file) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(SNAPSHOT, file);
        files.put("segment-0000000000000002-0000.log", segment(SCHEMA, 2));
        stores.put(name, files);
    }

    /** 64 MiB of zeros. */
    private static byte[] deflatedZeros() {
        Deflater deflater = new Deflater(9, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        byte[] piece = new byte[1 << 16];
        for (int i = 0; i < 64; i++) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] raw) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(raw);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }
}
