package io.muniment.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.Options;
import io.muniment.error.SchemaVersionException;
import io.muniment.testing.club.Club;
import io.muniment.testing.club.ClubDb;
import io.muniment.testing.club.ClubV1;
import io.muniment.testing.club.ClubV1Db;
import io.muniment.testing.club.ClubV1ToV2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Migrations that lose something, each of which fails; and the same one without the loss, which does not. */
class LossTest {

    private static final String ORDINARY = "version 1/ordinary values, in the log";

    /** What version 1 had for an unknown age becomes 0. */
    private static class ToV2 implements ClubV1ToV2 {

        @Override
        public Club.Member member(ClubV1.User old) {
            return new Club.Member(old.name(), Math.max(old.age(), 0));
        }
    }

    private static MigrationTests<ClubDb> tests(Opening<ClubDb> opening) {
        return MigrationTests.of("club", opening)
                .values("Member.age", 30, 0, 150)
                .values(1, "User.age", 30, -1, 150);
    }

    private static MigrationTests<ClubDb> tests(ClubV1ToV2 step) {
        return tests(directory -> ClubDb.open(directory, step));
    }

    @TestFactory
    Iterable<DynamicNode> migrationThatLosesNothingPasses() {
        return tests(new ToV2());
    }

    @TestFactory
    Iterable<DynamicNode> copyByHandThatLosesNothingPasses() {
        return tests(directory -> copied(directory, (old, now) -> new ToV2().copy(old, now)));
    }

    @Test
    void rowsLostFromARenamedTableAreTold() {
        MigrationTests<ClubDb> lossy = tests(new ToV2() {
            @Override
            public void complete(ClubV1 old, Club now) {
                old.users().asMap().keySet().stream().limit(1).forEach(now.members()::remove);
            }
        });
        assertTold(
                lossy,
                "table users, now members, had 2 entries, and has 1. If a step of yours drops the others, say so:"
                        + " .mayLose(\"members\")");
        assertEquals(Map.of(), Outcome.of(lossy.mayLose("members")).failures());
        assertEquals(Map.of(), Outcome.of(lossy.mayLose("users")).failures());
    }

    @Test
    void elementsLostFromARenamedSequenceAreTold() {
        assertTold(
                tests(new ToV2() {
                    @Override
                    public void complete(ClubV1 old, Club now) {
                        now.entrances().removeBefore(now.entrances().first() + 1);
                    }
                }),
                "table visits, now entrances, had 2 entries, and has 1.");
    }

    @Test
    void numbersOfASequenceThatBeginAnewAreTold() {
        assertTold(
                tests(directory -> copied(directory, (old, now) -> {
                    old.users().forEach((id, user) -> now.members().put(id, new ToV2().member(user)));
                    old.visits().from(1, 1_000).forEach(now.entrances()::add);
                    old.users().forEach((id, user) -> now.members().nextId());
                })),
                "the next element of sequence visits, now entrances, had the number 4, and has 3");
    }

    @Test
    void idsThatAreGivenOutAgainAreTold() {
        assertTold(
                tests(directory -> copied(directory, (old, now) -> {
                    old.users().forEach((id, user) -> now.members().put(id, new ToV2().member(user)));
                    for (long number = 1; number < old.visits().first(); number++) {
                        now.entrances().add("");
                    }
                    now.entrances().removeBefore(old.visits().first());
                    old.visits().from(1, 1_000).forEach(now.entrances()::add);
                })),
                "table users, now members, had given out the id 1, and gives out 1");
    }

    @Test
    void changeToWhatIsSetAsideIsTold() {
        assertTold(
                tests(directory -> {
                    ClubDb db = ClubDb.open(directory, new ToV2());
                    Path kept = directory.resolve("v1");
                    if (Files.exists(kept)) {
                        try (ClubV1Db old = ClubV1Db.open(kept)) {
                            old.users().clear();
                        }
                    }
                    return db;
                }),
                "the old version that is kept in v1 has {users=0, visits=2} entries, and had {users=2, visits=2}");
    }

    @Test
    void rowsThatOnlyTheSecondOpenLosesAreTold() {
        assertTold(
                tests(directory -> {
                    boolean isSecond = Files.exists(directory.resolve("v1"));
                    ClubDb db = ClubDb.open(directory, new ToV2());
                    if (isSecond) {
                        db.members().clear();
                    }
                    return db;
                }),
                "table users, now members, had 2 entries, and has 0.");
    }

    @Test
    void valuesOfOneVersionAreTriedThereAlone() {
        Outcome refused = Outcome.of(tests(new ClubV1ToV2() {}));
        assertTrue(refused.message("version 1/edge values, in the log").contains("User.age = -1"));
        assertEquals(
                0,
                refused.failures().keySet().stream()
                        .filter(name -> name.startsWith("version 2/"))
                        .count());
    }

    @Test
    void valuesForAPlaceThatTheirVersionHasNotAreTold() {
        Outcome outcome = Outcome.of(tests(new ToV2()).values(2, "User.age", 1));
        assertTrue(
                outcome.message("every place that values are given for exists").contains("[User.age in version 2]"));
    }

    private static void assertTold(MigrationTests<ClubDb> lossy, String told) {
        String message = Outcome.of(lossy).message(ORDINARY);
        assertTrue(message.contains(told), message);
    }

    /** Fills the new version. */
    private interface Copy {

        void run(ClubV1Db old, ClubDb now);
    }

    /** Opens version 2, in place of which there may be a version 1: that is copied, and set aside elsewhere. */
    private static ClubDb copied(Path directory, Copy copy) throws IOException {
        if (!isEmpty(directory)) {
            Path fresh = directory.resolveSibling(directory.getFileName() + ".fresh");
            try (ClubV1Db old = ClubV1Db.open(directory, Options.defaults().readOnly(true));
                    ClubDb now = ClubDb.open(fresh)) {
                copy.run(old, now);
            } catch (SchemaVersionException done) {
                return ClubDb.open(directory);
            }
            Files.move(directory, directory.resolveSibling(directory.getFileName() + ".old"));
            Files.move(fresh, directory);
        }
        return ClubDb.open(directory);
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
