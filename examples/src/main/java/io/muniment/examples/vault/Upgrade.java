package io.muniment.examples.vault;

import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.migration.MigrationReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Shows what becomes of a vault that a program of version 1 has left: nothing but opening it is needed. */
final class Upgrade {

    private final VaultDb vault;
    private final PrintStream out;

    /** With the files of {@code vault}, as version 1 would have stored them. */
    Upgrade(VaultDb vault, PrintStream out) {
        this.vault = vault;
        this.out = out;
    }

    /** Makes a store of version 1 in {@code parent}, opens it with this program, and compares; then deletes it. */
    void run(Path parent) {
        try {
            Files.createDirectories(parent);
            Path store = Files.createTempDirectory(parent, "upgrade-");
            fillAsVersionOne(store);
            MigrationReport trial = VaultDb.checkMigration(store, new ToV3());
            out.println("a trial without writing: " + (trial.isClean() ? "all can be converted" : trial.failures()));
            try (VaultDb upgraded = VaultDb.open(store, new ToV3())) {
                upgraded.recoveryReport().migration().ifPresent(this::tell);
                compare(upgraded);
            }
            tellOldVersion(store.resolve("v1"));
            Scratch.delete(store);
            Scratch.deleteIfEmpty(parent);
        } catch (IOException e) {
            throw new VaultException("the upgrade could not be shown: " + e);
        }
    }

    private void fillAsVersionOne(Path store) {
        try (VaultV1Db old = VaultV1Db.open(store, Options.defaults().durability(Durability.ASYNC))) {
            vault.accounts()
                    .forEach((owner, account) -> old.accounts()
                            .put(
                                    new VaultV1.Username(owner.value()),
                                    new VaultV1.Account((int) account.imports(), account.since())));
            vault.files()
                    .forEach((id, file) -> old.files()
                            .put(
                                    id,
                                    new VaultV1.FileMetadata(
                                            file.changed(),
                                            new VaultV1.Username(file.owner().value()),
                                            file.path(),
                                            file.sha256(),
                                            file.sizeBytes(),
                                            tags(file))));
        }
    }

    private static Set<String> tags(FileMetadata file) {
        return file.extension().isEmpty() ? Set.of() : Set.of("old", file.extension());
    }

    private void tell(MigrationReport report) {
        out.printf("from version %d to version %d:%n", report.from(), report.to());
        for (MigrationReport.TableReport table : report.tables()) {
            out.printf(
                    "  %s: %s, %s before, %s after%n",
                    table.name(),
                    Text.lowerCase(table.outcome()),
                    Text.number(table.before()),
                    Text.number(table.after()));
        }
    }

    private void compare(VaultDb upgraded) {
        vault.files().forEach((id, file) -> {
            if (!file.equals(upgraded.files().get(id))
                    || !upgraded.tags().of(id).equals(tags(file))) {
                throw new VaultException("a file is not what it was before the upgrade: " + file.path());
            }
        });
        vault.accounts().forEach((owner, account) -> {
            Account now = upgraded.accounts().get(owner);
            if (now == null
                    || now.imports() != account.imports()
                    || !now.since().equals(account.since())) {
                throw new VaultException("an account is not what it was before the upgrade: " + owner.value());
            }
        });
        out.println("all " + Text.files(upgraded.files().size()) + " are what they were");
    }

    private void tellOldVersion(Path directory) {
        try (VaultV1Db old = VaultV1Db.open(directory, Options.defaults().readOnly(true))) {
            out.println("the older program still opens its own: "
                    + Text.files(old.files().size()) + " in " + directory.getFileName());
        }
    }
}
