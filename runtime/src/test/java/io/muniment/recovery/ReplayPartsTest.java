package io.muniment.recovery;

import static io.muniment.fixture.Forge.change;
import static io.muniment.fixture.Forge.join;
import static io.muniment.fixture.Forge.segment;
import static io.muniment.fixture.Forge.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.error.UndecodableException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Tables;
import io.muniment.group.Groups;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of changes so small, or so many in a commit, that they are not all decoded before some are applied. */
class ReplayPartsTest {

    private static final int EDIT = 0;
    private static final int PUT = 1;
    private static final int REMOVE = 2;
    private static final int CLEAR = 3;

    private static final TableDescription<String, String> WORDS =
            new TableDescription<>(1, "words", TableKind.HASH, Serializers.STRING, Serializers.STRING);
    private static final TableDescription<String, Set<String>> SETS =
            new TableDescription<>(2, "sets", TableKind.SET, Serializers.STRING, Groups.set(Serializers.STRING));
    private static final SchemaDescription SCHEMA = new SchemaDescription("parts", 1, "{}", List.of(WORDS, SETS));
    private static final String LOG = "segment-0000000000000001-0000.log";

    private final Map<String, String> words = new HashMap<>();
    private final Map<String, Set<String>> sets = new HashMap<>();

    /** A random change, which the model goes through too. */
    private byte[] random(Random dice) {
        String key = "" + (char) ('a' + dice.nextInt(8));
        String value = "" + (char) ('a' + dice.nextInt(20));
        int chance = dice.nextInt(2_000);
        if (chance < 2) {
            words.clear();
            return change(1, CLEAR);
        }
        if (chance < 4) {
            sets.clear();
            return change(2, CLEAR);
        }
        switch (chance % 5) {
            case 0 -> {
                words.remove(key);
                return change(1, REMOVE, text(key));
            }
            case 1, 2 -> {
                words.put(key, value);
                return change(1, PUT, text(key), text(value));
            }
            case 3 -> {
                sets.computeIfAbsent(key, k -> new HashSet<>()).add(value);
                return change(2, EDIT, text(key), new byte[] {1}, text(value));
            }
            default -> {
                // To remove from no set leaves none.
                sets.computeIfPresent(key, (k, set) -> {
                    set.remove(value);
                    return set;
                });
                return change(2, EDIT, text(key), new byte[] {2}, text(value));
            }
        }
    }

    private byte[] random(Random dice, int changes) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        for (int i = 0; i < changes; i++) {
            record.writeBytes(random(dice));
        }
        return record.toByteArray();
    }

    private static SimStorage disk(List<byte[]> records) {
        SimStorage disk = new SimStorage();
        disk.put(LOG, segment(SCHEMA, 1, records.toArray(byte[][]::new)));
        return disk;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void changesOfAKeyStayInTheirOrder(int workers) {
        long seed = new Random().nextLong();
        Random dice = new Random(seed);
        List<byte[]> records = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            records.add(random(dice, 1 + dice.nextInt(i % 100 == 50 ? 150_000 : 100)));
        }
        Tables tables = new Tables();
        Recovery.openReadOnly(disk(records), SCHEMA, tables, OpenProgress.NONE, workers);
        assertEquals(words, tables.entries(WORDS), "seed " + seed);
        assertEquals(sets, tables.entries(SETS), "seed " + seed);
    }

    @Test
    void commitWhoseEndCannotBeDecodedIsRefusedOrLeftOutWhole() {
        byte[] good = random(new Random(7), 50);
        byte[] endless = join(random(new Random(8), 300_000), change(1, PUT, text("a")));
        Tables tables = new Tables();
        assertThrows(
                UndecodableException.class,
                () -> Recovery.openReadOnly(disk(List.of(good, endless)), SCHEMA, tables, OpenProgress.NONE));
        VerifyReport report = Verify.verify(disk(List.of(good, endless, good)), SCHEMA, OpenProgress.NONE);
        assertEquals(1, report.findings().size());
        assertEquals(100, report.decoded());

        Tables without = new Tables();
        Recovery.openReadOnly(disk(List.of(good, good)), SCHEMA, without, OpenProgress.NONE);
        SimStorage target = new SimStorage();
        SalvageReport salvaged = Salvage.salvage(disk(List.of(good, endless, good)), target, SCHEMA);
        assertEquals(1, salvaged.findings().size());
        Tables found = new Tables();
        Recovery.openReadOnly(target, SCHEMA, found, OpenProgress.NONE);
        assertEquals(without.entries(WORDS), found.entries(WORDS));
        assertEquals(without.entries(SETS), found.entries(SETS));
    }

    @Test
    void roomIsMadeForTheKeysOfAllTheLog() {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        for (int i = 0; i < 200_000; i++) {
            record.writeBytes(change(1, PUT, text("a key that is rather long, number " + i), text("x")));
        }
        Tables tables = new Tables();
        Recovery.openReadOnly(disk(List.of(record.toByteArray())), SCHEMA, tables, OpenProgress.NONE);
        assertEquals(200_000, tables.entries(WORDS).size());
        long reserved = tables.reserved(WORDS);
        assertTrue(reserved > 190_000 && reserved < 220_000, reserved + " reserved");
    }
}
