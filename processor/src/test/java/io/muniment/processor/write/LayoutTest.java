package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final String LONG = "aName".repeat(11);

    @Test
    void shortJavadocIsOneLine() {
        assertEquals("    /** It is short. */\n", Layout.format("    /**\n     * It is short.\n     */\n"));
    }

    @Test
    void longJavadocIsFilledUpToTheMargin() {
        String words = "word ".repeat(30).strip();
        assertEquals(
                "/**\n * " + "word ".repeat(23).strip() + "\n * "
                        + "word ".repeat(7).strip() + "\n *\n * <p>More.\n */\n",
                Layout.format("/**\n * " + words + "\n *\n * <p>More.\n */\n"));
    }

    @Test
    void emptyBodyIsOneLine() {
        assertEquals("    private X() {}\n", Layout.format("    private X() {\n    }\n"));
    }

    @Test
    void emptyBodyOfATypeIsOneLine() {
        assertEquals("sealed interface A {}\n", Layout.format("sealed interface A {\n}\n"));
    }

    @Test
    void annotationThatWasBrokenIsOneLine() {
        assertEquals("@A(b = 1, c = 2)\nint d;\n", Layout.format("@A(b = 1, c = 2\n)\nint d;\n"));
    }

    @Test
    void constantsHaveALineEach() {
        assertEquals("    ONE,\n    TWO\n", Layout.format("    ONE, \n    TWO\n"));
    }

    @Test
    void argumentsGoBelowTheCall() {
        String arguments = LONG + ", " + "b".repeat(45);
        assertEquals(
                "    aCallWithAName(\n            " + arguments + ");\n",
                Layout.format("    aCallWithAName(" + arguments + ");\n"));
    }

    @Test
    void argumentsThatDoNotFitThereGoOneToALine() {
        String arguments = LONG + ", new X<A, B>(1, \"a, (b\"), " + LONG;
        assertEquals(
                "    return call(\n            " + LONG + ",\n            new X<A, B>(1, \"a, (b\"),\n            "
                        + LONG + ");\n",
                Layout.format("    return call(" + arguments + ");\n"));
    }

    @Test
    void assignmentIsBrokenAtTheSign() {
        assertEquals(
                "    X " + LONG + " =\n            call(" + LONG + ", 1234567890);\n",
                Layout.format("    X " + LONG + " = call(" + LONG + ", 1234567890);\n"));
    }

    @Test
    void conditionIsBrokenAtEachOperator() {
        assertEquals(
                "    if (" + LONG + "\n            && " + LONG + "\n            && c) {\n",
                Layout.format("    if (" + LONG + " && " + LONG + " && c) {\n"));
    }

    @Test
    void lineThatWasBrokenTooEarlyIsJoined() {
        assertEquals("    call(a, b);\n", Layout.format("    call(\n        a,\n        b);\n"));
    }

    @Test
    void textBlocksStayAsTheyAre() {
        String source =
                "    String s = \"\"\"\n        {(,\n        /**\n        \"\"\", \"\"\"\n        } {\n        \"\"\");\n    int i;\n";
        assertEquals(source, Layout.format(source));
    }
}
