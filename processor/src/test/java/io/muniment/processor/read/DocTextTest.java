package io.muniment.processor.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What becomes of a user's Javadoc in a generated file. */
final class DocTextTest {

    @Test
    void noCommentIsNoSentence() {
        assertEquals("", DocText.firstSentence(null));
        assertEquals("", DocText.firstSentence(" @see String\n"));
    }

    @Test
    void theFirstSentenceEndsAtAStop() {
        assertEquals("Version 1.2 of all.", DocText.firstSentence(" Version 1.2 of all. More.\n"));
        assertEquals("Without a stop", DocText.firstSentence(" Without\n a stop\n @return it\n"));
    }

    @Test
    void linksBecomeTheirLabels() {
        assertEquals(
                "The owner of a File.name in Box.",
                DocText.firstSentence(
                        "The {@linkplain q.User#id() owner} of a {@link File#name} in <b>{@code Box}</b>."));
    }

    @Test
    void nothingEndsTheCommentOrEscapesFromIt() {
        assertEquals(
                "a *&#47; b &#92;u002a/ c &lt; d &amp; &#123;&#64;e",
                DocText.firstSentence("a */ b \\u002a/ c < d & {@e"));
    }
}
