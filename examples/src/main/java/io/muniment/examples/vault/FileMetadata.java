package io.muniment.examples.vault;

import io.muniment.annotation.Dropped;
import io.muniment.annotation.Indexed;
import io.muniment.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A file as it was when it was imported.
 *
 * @param path the absolute path, free of links but for the last name
 * @param sizeBytes the size
 * @param changed when the file was last changed
 * @param sha256 the hash of the content
 * @param owner who imported it
 * @param extension what its name ends with, in lower case: {@code txt}; empty without one
 */
@Dropped("tags")
public record FileMetadata(
        String path,
        long sizeBytes,
        Instant changed,
        @Indexed Bytes sha256,
        Username owner,
        @Indexed String extension) {

    /** The id of the file with this path: always the same one, so that importing twice makes one entry. */
    static UUID id(String path) {
        return UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
    }

    UUID id() {
        return id(path);
    }

    /** The extension of the file with this path. */
    static String extension(String path) {
        String name = path.substring(1 + Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether the path or one of its {@code tags} holds {@code text}, whatever the case of its letters. */
    boolean mentions(String text, Set<String> tags) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return path.toLowerCase(Locale.ROOT).contains(wanted)
                || tags.stream().anyMatch(tag -> tag.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
