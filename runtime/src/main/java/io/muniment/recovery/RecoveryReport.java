package io.muniment.recovery;

import io.muniment.migration.MigrationReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an open found and did.
 *
 * @param isClean whether there was nothing to mend: the database was closed, or is new
 * @param lastSequence the last commit that is there; 0 if there is none
 * @param snapshotSequence the last commit of the snapshot that was used, if one was
 * @param segments how many segments were replayed
 * @param commits how many commits were replayed
 * @param cut what was cut off at the end of the log, if anything was
 * @param setAside damaged files that could be done without, with the names that they have now
 * @param migration what was brought to the program's version of the schema, if the data was of an older one
 * @param oldVersions the directories in which older versions have been set aside, by this open or earlier ones, and are kept
 * @param duration how long it took
 */
public record RecoveryReport(
        boolean isClean,
        long lastSequence,
        OptionalLong snapshotSequence,
        int segments,
        long commits,
        Optional<Cut> cut,
        List<String> setAside,
        Optional<MigrationReport> migration,
        List<String> oldVersions,
        Duration duration) {

    /** Copies the lists. */
    public RecoveryReport {
        setAside = List.copyOf(setAside);
        oldVersions = List.copyOf(oldVersions);
    }

    /** Made by the library: of a database in which there was nothing yet. */
    public static RecoveryReport ofNew(Duration duration) {
        return new RecoveryReport(
                true,
                0,
                OptionalLong.empty(),
                0,
                0,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                duration);
    }

    /**
     * The end of a log that a crash left unfinished. Nothing in it had been acknowledged as synced.
     *
     * @param file the path of the segment
     * @param offset where it was cut
     * @param bytes how many bytes were cut off
     * @param lastGoodSequence the last commit before the cut; 0 if there is none
     * @param keptAs the path of the file that keeps the bytes; empty if there was no room for it, or if the
     *     open was read-only and cut nothing
     */
    public record Cut(String file, long offset, long bytes, long lastGoodSequence, Optional<String> keptAs) {}

    /** One line. */
    @Override
    public String toString() {
        if (segments == 0) {
            return "new";
        }
        StringBuilder line = new StringBuilder(isClean ? "clean" : "not closed cleanly");
        line.append(", at commit ").append(lastSequence).append(": ");
        snapshotSequence.ifPresent(
                sequence -> line.append("snapshot of commit ").append(sequence).append(" and "));
        line.append(commits)
                .append(commits == 1 ? " commit of " : " commits of ")
                .append(segments)
                .append(segments == 1 ? " segment" : " segments");
        cut.ifPresent(it -> line.append("; cut ")
                .append(it.bytes)
                .append(" bytes from ")
                .append(it.file)
                .append(" at byte ")
                .append(it.offset)
                .append(" behind commit ")
                .append(it.lastGoodSequence));
        setAside.forEach(file -> line.append("; damaged and set aside: ").append(file));
        migration.ifPresent(it -> line.append("; migrated from version ")
                .append(it.from())
                .append(" to ")
                .append(it.to())
                .append(", which is commit ")
                .append(lastSequence));
        oldVersions.forEach(directory -> line.append("; older version kept in ").append(directory));
        return line.append("; ").append(duration.toMillis()).append(" ms").toString();
    }
}
