package io.muniment.examples.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void sizesHaveUnits() {
        assertEquals("0 bytes", Text.size(0));
        assertEquals("1 byte", Text.size(1));
        assertEquals("1,023 bytes", Text.size(1023));
        assertEquals("1.0 KiB", Text.size(1024));
        assertEquals("1.5 MiB", Text.size(3 << 19));
        assertEquals("8.0 EiB", Text.size(Long.MAX_VALUE));
    }

    @Test
    void controlCharactersAreEscaped() {
        assertEquals("a\\u000ab\\u001b[0m \u00e9", Text.printable("a\nb\u001b[0m \u00e9"));
    }
}
