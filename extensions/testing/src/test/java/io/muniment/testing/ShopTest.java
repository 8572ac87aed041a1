package io.muniment.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.testing.shop.Shop;
import io.muniment.testing.shop.ShopDb;
import io.muniment.testing.shop.ShopV2;
import io.muniment.testing.shop.ShopV2Db;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A program that brings its older data to its version, and tests of it as a user writes them. */
class ShopTest {

    @TempDir
    Path store;

    private static final MigrationTests<ShopDb> SHOP =
            MigrationTests.of("shop", ShopDb::open).from(2);

    @TestFactory
    Iterable<DynamicNode> everyReleasedVersionOpens() {
        return SHOP;
    }

    @TestFactory
    Iterable<DynamicNode> heavyArticlesStayHeavy() {
        return SHOP.database(
                "a heavy article",
                ShopV2Db::open,
                old -> old.articles().put(7L, new ShopV2.Article(Integer.MAX_VALUE, "anvil")),
                now -> assertEquals(
                        new Shop.Article("anvil", Integer.MAX_VALUE, Optional.empty()),
                        now.articles().get(7L)));
    }

    @Test
    void storesOfUsersAreOpenedInACopy() throws IOException {
        try (ShopV2Db old = ShopV2Db.open(store)) {
            old.articles().put(7L, new ShopV2.Article(1, "anvil"));
        }
        Outcome outcome = Outcome.of(SHOP.directory(
                "a store", store, now -> assertEquals(1, now.articles().size())));
        assertEquals(0, outcome.failures().size(), outcome.failures()::toString);
        try (ShopV2Db old = ShopV2Db.open(store)) {
            assertEquals(1, old.articles().size());
        }
    }

    @Test
    void whatIsAssertedIsTold() {
        Outcome outcome = Outcome.of(SHOP.database(
                "an article",
                ShopV2Db::open,
                old -> {},
                now -> assertEquals(1, now.articles().size())));
        assertTrue(outcome.message("databases of your own/an article").contains("expected: <1> but was: <0>"));
        assertEquals(1, outcome.failures().size());
    }

    @Test
    void missingVersionIsTold() {
        Outcome outcome = Outcome.of(SHOP.from(1));
        String message = outcome.message("every version is on the class path");
        assertTrue(message.contains("META-INF/muniment/shop/1.json is missing"), message);
        assertTrue(message.contains(".from(2)"), message);
    }

    @Test
    void versionThatDoesNotOpenIsTold() {
        Outcome outcome = Outcome.of(MigrationTests.of("shop", directory -> {
                    try (var files = Files.list(directory)) {
                        if (files.anyMatch(file -> file.toString().endsWith(".log"))) {
                            throw new IllegalStateException("there is something");
                        }
                    } catch (NoSuchFileException e) {
                        // a new one
                    }
                    return ShopDb.open(directory);
                })
                .from(2));
        assertTrue(outcome.message("version 2/nothing in it").contains("there is something"));
    }
}
