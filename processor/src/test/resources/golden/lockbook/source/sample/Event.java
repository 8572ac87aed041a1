package sample;

import java.util.List;

/** Something that was done. */
public sealed interface Event {

    /** Somebody came in. */
    record Opened(Username by) implements Event {}

    /** Somebody moved things. */
    record Moved(Username by, List<String> paths) implements Event {}

    /** Nobody was there. */
    enum Silence implements Event {
        SHORT,
        LONG
    }
}
