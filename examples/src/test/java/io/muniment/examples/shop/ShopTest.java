package io.muniment.examples.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.Options;
import io.muniment.migration.MigrationReport;
import io.muniment.testing.MigrationTests;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {

    private static final ToV2 TO_V2 = new ToV2(Map.of("tea", 350L));

    @TempDir
    private Path directory;

    @TestFactory
    Iterable<DynamicNode> everyReleasedVersionOpens() {
        return MigrationTests.of("shop", directory -> ShopDb.open(directory, TO_V2))
                .database("an order of two teas", ShopV1Db::open, ShopTest::fill, now -> {
                    assertEquals(700, now.orders().get(1L).cents());
                    assertEquals(Set.of("ada"), now.cities().of("London"));
                });
    }

    private static void fill(ShopV1 old) {
        old.customers().put("ada", new ShopV1.Customer("London", "Ada", "1815", 3));
        old.orders().put(1L, new ShopV1.Order("ada", List.of(new ShopV1.Item("tea", 2)), ShopV1.Status.OPEN));
        old.coupons().put("SPRING", 10);
    }

    private void keepVersionOne() {
        try (ShopV1Db old = ShopV1Db.open(directory)) {
            fill(old);
        }
    }

    @Test
    void whatIsDerivedIsThere() {
        keepVersionOne();

        try (ShopDb db = ShopDb.open(directory, TO_V2)) {
            assertEquals(
                    new Customer("Ada", "1815", 3, true, Optional.empty(), List.of()),
                    db.customers().get("ada"));
            assertEquals(Status.NEW, db.orders().get(1L).status());
        }
    }

    @Test
    void trialTellsWhatOpeningWouldDo() {
        keepVersionOne();

        MigrationReport report = ShopDb.checkMigration(directory, TO_V2);

        assertTrue(report.isClean());
        assertEquals(1, report.from());
        try (ShopV1Db old = ShopV1Db.open(directory)) {
            assertEquals(1, old.coupons().size());
        }
    }

    @Test
    void olderProgramGoesOnWithWhatWasSetAside() {
        keepVersionOne();
        ShopDb.open(directory, TO_V2).close();

        try (ShopV1Db old =
                ShopV1Db.open(directory.resolve("v1"), Options.defaults().create(false))) {
            assertEquals("1815", old.customers().get("ada").tel());
        }
    }
}
