package io.muniment.log;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads commits one after the other, behind those who write them. Used by one thread at a time. */
public interface CommitReader extends Closeable {

    /**
     * Takes the next commit; null when it comes after {@code limit}, or in one batch with some that do.
     *
     * @param limit the last commit that is written, and that nothing takes back any more
     * @throws io.muniment.error.CommitsGoneException if it is not in the log any more
     * @throws io.muniment.error.CorruptException if it is not what was written
     */
    @Nullable Logged next(long limit) throws IOException;
}
