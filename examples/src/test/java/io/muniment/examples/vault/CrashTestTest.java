package io.muniment.examples.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Bytes;
import io.muniment.examples.Run;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The crash test notices what it is there to notice. */
class CrashTestTest {

    private static final Path STORE = Path.of("store");

    private final CrashTest test = new CrashTest(Path.of("."), System.out, 0);
    private final VaultDb vault = VaultDb.inMemory();

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void whatWasAcknowledgedAndIsThereIsFine() {
        put(file("a", 1, 1));
        hear(file("a", 1, 1));

        assertEquals(0, test.check(vault, STORE));
    }

    @Test
    void whatIsNewerThanAcknowledgedIsCounted() {
        put(file("a", 2, 1));
        put(file("b", 2, 1));
        hear(file("a", 1, 1));

        assertEquals(2, test.check(vault, STORE));
    }

    @Test
    void missingFileIsNoticed() {
        hear(file("a", 1, 1));

        assertLost();
    }

    @Test
    void olderFileThanAcknowledgedIsNoticed() {
        put(file("a", 1, 1));
        hear(file("a", 2, 1));

        assertLost();
    }

    @Test
    void otherContentThanAcknowledgedIsNoticed() {
        put(file("a", 1, 2));
        hear(file("a", 1, 1));

        assertLost();
    }

    @Test
    void fileWithoutItsOwnerWhoCameFirstIsNoticed() {
        put(file("a", 1, 1));
        vault.accounts().clear();

        assertLost();
    }

    @Test
    void lineThatTheKillCutOffIsNoAcknowledgement() {
        String line = line(file("a", 1, 1));

        for (int end = 0; end < line.length(); end++) {
            assertFalse(test.hear(line.substring(0, end)), line.substring(0, end));
        }
        assertTrue(test.hear(line));
    }

    private void assertLost() {
        VaultException e = assertThrows(VaultException.class, () -> test.check(vault, STORE));
        assertTrue(e.getMessage().startsWith("LOST: "), e.getMessage());
    }

    private void put(FileMetadata file) {
        vault.accounts().put(file.owner(), new Account(Instant.EPOCH, 1, 0));
        vault.files().put(file.id(), file);
    }

    private void hear(FileMetadata file) {
        assertTrue(test.hear(line(file)));
    }

    private static String line(FileMetadata file) {
        return Run.of((out, err) -> {
                    CrashTest.say(out, file);
                    return 0;
                })
                .out()
                .get(0);
    }

    private static FileMetadata file(String path, int pass, int content) {
        return new FileMetadata(path, 1, Instant.EPOCH, Bytes.of((byte) content), new Username("pass-" + pass), "");
    }
}
