package io.muniment.examples.vault;

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
 * @param modified when the file was last changed
 * @param sha256 the hash of the content
 * @param owner who imported it
 * @param tags words to find it by
 */
public record FileMetadata(
        String path,
        long sizeBytes,
        Instant modified,
        @Indexed Bytes sha256,
        Username owner,
        Set<String> tags) {

    /** The id of the file with this path: always the same one, so that importing twice makes one entry. */
    static UUID id(String path) {
        return UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
    }

    UUID id() {
        return id(path);
    }

    /** Whether the path or a tag holds {@code text}, whatever the case of its letters. */
    boolean mentions(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return path.toLowerCase(Locale.ROOT).contains(wanted)
                || tags.stream().anyMatch(tag -> tag.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
