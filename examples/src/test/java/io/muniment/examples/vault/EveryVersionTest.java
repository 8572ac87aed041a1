package io.muniment.examples.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.codec.Bytes;
import io.muniment.testing.MigrationTests;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The program opens the vaults of every version, with all that can be in them. */
class EveryVersionTest {

    private static final UUID ID = new UUID(1, 2);

    @TestFactory
    Iterable<DynamicNode> everyReleasedVersionOpens() {
        return MigrationTests.of("vault", directory -> VaultDb.open(directory, new ToV3()))
                .values("Username.value", n -> "user " + n)
                .database(
                        "tags get a table of their own",
                        VaultV1Db::open,
                        old -> old.files().put(ID, file("a.txt", Set.of("old", "text"))),
                        now -> {
                            assertEquals(Set.of("old", "text"), now.tags().of(ID));
                            assertEquals("txt", now.files().get(ID).extension());
                        });
    }

    private static VaultV1.FileMetadata file(String path, Set<String> tags) {
        return new VaultV1.FileMetadata(Instant.EPOCH, new VaultV1.Username("ada"), path, Bytes.empty(), 0, tags);
    }
}
