package io.muniment.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.Options;
import io.muniment.error.SchemaVersionException;
import io.muniment.testing.shop.Shop;
import io.muniment.testing.shop.ShopDb;
import java.io.IOException;
import java.nio.file.Files;
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
            MigrationTests.of("shop", ShopTest::open).from(2);

    @TestFactory
    Iterable<DynamicNode> everyReleasedVersionOpens() {
        return SHOP;
    }

    @TestFactory
    Iterable<DynamicNode> heavyArticlesStayHeavy() {
        return SHOP.database(
                "a heavy article",
                io.muniment.testing.shop.v2.ShopDb::open,
                old -> old.articles().put(7L, new io.muniment.testing.shop.v2.Shop.Article("anvil", Integer.MAX_VALUE)),
                now -> assertEquals(
                        new Shop.Article("anvil", Integer.MAX_VALUE, Optional.empty()),
                        now.articles().get(7L)));
    }

    @Test
    void storesOfUsersAreOpenedInACopy() throws IOException {
        try (var old = io.muniment.testing.shop.v2.ShopDb.open(store)) {
            old.articles().put(7L, new io.muniment.testing.shop.v2.Shop.Article("anvil", 1));
        }
        Outcome outcome = Outcome.of(SHOP.directory(
                "a store", store, now -> assertEquals(1, now.articles().size())));
        assertEquals(0, outcome.failures().size(), outcome.failures()::toString);
        try (var old = io.muniment.testing.shop.v2.ShopDb.open(store)) {
            assertEquals(1, old.articles().size());
        }
    }

    @Test
    void whatIsAssertedIsTold() {
        Outcome outcome = Outcome.of(SHOP.database(
                "an article",
                io.muniment.testing.shop.v2.ShopDb::open,
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
        Outcome outcome = Outcome.of(MigrationTests.of("shop", ShopDb::open).from(2));
        assertTrue(outcome.failures().keySet().stream().allMatch(name -> name.startsWith("version 2/")));
        assertTrue(outcome.message("version 2/nothing in it").contains("Older data"));
    }

    /** Opens the data of this version and of the one before, which is copied to a new directory first. */
    private static ShopDb open(Path directory) throws IOException {
        try {
            return ShopDb.open(directory);
        } catch (SchemaVersionException e) {
            Path next = directory.resolveSibling(directory.getFileName() + "-next");
            copy(directory, next);
            Files.move(directory, directory.resolveSibling(directory.getFileName() + "-before"));
            Files.move(next, directory);
            return ShopDb.open(directory);
        }
    }

    private static void copy(Path from, Path to) {
        Options reading = Options.defaults().readOnly(true);
        try (var old = io.muniment.testing.shop.v2.ShopDb.open(from, reading);
                var now = ShopDb.open(to)) {
            old.articles()
                    .forEach((id, article) -> now.articles()
                            .put(id, new Shop.Article(article.name(), article.grams(), Optional.empty())));
            old.prices().forEach((id, prices) -> now.prices().put(id, prices));
            for (long number = 1; number < old.sales().first(); number++) {
                now.sales().append("");
            }
            now.sales().removeBefore(old.sales().first());
            old.sales().forEach((number, sale) -> now.sales().append(sale));
            while (now.articles().nextId() < 3) {
                // as many ids as are known to have been given out
            }
        }
    }
}
