package io.muniment.examples.vault;

/**
 * From version 2 of a vault to version 3: the tags of a file have a table of their own, and a file knows its extension.
 * The step before it, from version 1, needs no code.
 */
final class ToV3 implements VaultV2ToV3 {

    @Override
    public FileMetadata fileMetadata(VaultV2.FileMetadata old) {
        return new FileMetadata(
                old.path(),
                old.sizeBytes(),
                old.changed(),
                old.sha256(),
                username(old.owner()),
                FileMetadata.extension(old.path()));
    }

    @Override
    public void complete(VaultV2 old, Vault now) {
        old.files().forEach((id, file) -> now.tags().addAll(id, file.tags()));
    }
}
