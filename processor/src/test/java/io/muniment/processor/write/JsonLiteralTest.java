package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JsonLiteralTest {

    @Test
    void textIsABlock() {
        assertEquals(
                "\"\"\"\n  {\n    \"a\": 1\n  }\n  \"\"\"",
                JsonLiteral.of("{\n  \"a\": 1\n}\n").toString());
    }

    @Test
    void whatIsNotPlainIsEscaped() {
        String escaped = "/u00e4/u202e/ud800//n".replace('/', '\\');
        assertEquals(
                "\"\"\"\n  " + escaped + "\\\n  \"\"\"",
                JsonLiteral.of("ä" + (char) 0x202e + (char) 0xd800 + "\\n").toString());
    }

    @Test
    void longTextIsSplitAtLineEnds() {
        String line = "x".repeat(9_999) + "\n";
        String literal = JsonLiteral.of(line.repeat(5)).toString();
        assertTrue(literal.startsWith("java.lang.String.join(\"\", \"\"\"\n"), literal);
        assertEquals(3, literal.split("\"\"\", \"\"\"", -1).length);
    }

    @Test
    void lineLongerThanAConstantIsSplit() {
        String literal = JsonLiteral.of("x".repeat(50_000)).toString();
        assertEquals(3, literal.split("\\\\\n *\"\"\"", -1).length - 1);
    }
}
