package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function given to a write of one key that writes itself: it may run more than once, so that would be there twice. */
class NestedWriteTest {

    private final SampleDb db = SampleDb.inMemory();
    private int runs;

    @AfterEach
    void close() {
        db.close();
    }

    static Stream<Named<Consumer<SampleDb>>> writes() {
        return Stream.of(
                Named.of("put of the same key", db -> db.counts().put("a", 2L)),
                Named.of("put of another key", db -> db.counts().put("b", 2L)),
                Named.of("put into another table", db -> db.events().put(1L, "once")),
                Named.of("remove of what is absent", db -> db.counts().remove("x")),
                Named.of("put through the map", db -> db.counts().asMap().put("b", 2L)),
                Named.of("compute", db -> db.counts().compute("b", (key, value) -> 2L)),
                Named.of("merge", db -> db.counts().merge("b", 2L, Long::sum)),
                Named.of("replace", db -> db.counts().replace("a", 1L, 2L)),
                Named.of("putAll", db -> db.counts().putAll(Map.of("b", 2L))),
                Named.of("load", db -> db.counts().load(Stream.of(Map.entry("b", 2L)))),
                Named.of("clear", db -> db.counts().clear()),
                Named.of("a single value", db -> db.config().set("changed")),
                Named.of("write", db -> db.write(tx -> tx.counts().put("b", 2L))),
                Named.of("writeAsync", db -> db.writeAsync(tx -> tx.counts().put("b", 2L))),
                Named.of(
                        "exclusive",
                        db -> db.exclusive(
                                List.of(db.counts()), tx -> tx.counts().put("b", 2L))),
                Named.of("begin", db -> db.begin().close()),
                Named.of(
                        "a write inside of a read",
                        db -> db.read(tx -> db.counts().put("b", 2L))));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void isRefusedAndChangesNothing(Consumer<SampleDb> write) {
        db.counts().put("a", 1L);
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> db.counts().compute("a", (key, value) -> {
                    runs++;
                    write.accept(db);
                    return 3L;
                }));
        assertTrue(refused.getMessage().contains("must not write itself"), refused.getMessage());
        assertEquals(1, runs);
        assertEquals(Map.of("a", 1L), db.counts().asMap());
        assertEquals(0, db.events().size());
        assertEquals(Optional.empty(), db.config().find());
        db.write(tx -> tx.counts().put("b", 5L));
        db.counts().merge("a", 1L, Long::sum);
        assertEquals(Map.of("a", 2L, "b", 5L), db.counts().asMap());
    }

    @Test
    void isRefusedOnceForMergeAndComputeIfAbsentAndGroups() {
        assertThrows(
                IllegalStateException.class,
                () -> db.counts().computeIfAbsent("a", key -> {
                    runs++;
                    return db.counts().put("b", 1L);
                }));
        db.counts().put("a", 1L);
        assertThrows(
                IllegalStateException.class,
                () -> db.counts().merge("a", 1L, (old, more) -> {
                    runs++;
                    db.counts().put("b", 1L);
                    return 2L;
                }));
        try (GroupsDb groups = GroupsDb.inMemory()) {
            assertThrows(
                    IllegalStateException.class,
                    () -> groups.maps().compute(1L, "a", (key, value) -> {
                        runs++;
                        groups.maps().put(1L, "b", 1L);
                        return 2L;
                    }));
            assertEquals(0, groups.maps().size());
            groups.maps().put(1L, "b", 1L);
        }
        assertEquals(3, runs);
        assertEquals(Map.of("a", 1L), db.counts().asMap());
    }

    @Test
    void functionMayRead() {
        db.counts().put("a", 1L);
        db.counts().put("b", 10L);
        Long sum = db.counts().compute("a", (key, value) -> {
            try (SampleDb.Transaction view = db.view()) {
                return value
                        + db.counts().get("b")
                        + view.counts().get("b")
                        + db.read(
                                tx -> tx.counts().get("b") + tx.counts().asMap().size());
            }
        });
        assertEquals(33L, sum);
        assertEquals(33L, db.counts().get("a"));
    }

    @Test
    void functionThatThrowsLeavesItsThreadFree() {
        IllegalArgumentException failure = new IllegalArgumentException();
        assertSame(
                failure,
                assertThrows(
                        IllegalArgumentException.class,
                        () -> db.counts().compute("a", (key, value) -> {
                            throw failure;
                        })));
        db.counts().put("a", 1L);
        db.write(tx -> tx.counts().put("b", 1L));
        assertEquals(2, db.counts().size());
    }

    @Test
    void otherThreadsWriteMeanwhileAndTheFunctionRunsAgain() {
        db.counts().put("a", 1L);
        Long made = db.counts().compute("a", (key, value) -> {
            if (runs++ == 0) {
                CompletableFuture.runAsync(() -> db.counts().put("a", 10L)).join();
            }
            return value + 1;
        });
        assertEquals(11L, made);
        assertEquals(2, runs);
    }

    @Test
    void functionInATransactionMayWriteOtherKeysOfIt() {
        db.write(tx -> {
            tx.counts().put("a", 1L);
            tx.counts().compute("a", (key, value) -> {
                tx.counts().put("b", value);
                return value + 1;
            });
        });
        assertEquals(Map.of("a", 2L, "b", 1L), db.counts().asMap());
    }
}
