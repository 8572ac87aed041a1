package sample;

import io.muniment.codec.Bytes;
import java.util.Map;
import java.util.Set;

/** A file, whole. */
public record Attachment(
        String name, byte[] content, Bytes checksum, Map<String, Set<Country>> labels, Pair<Integer, Long> range) {}
