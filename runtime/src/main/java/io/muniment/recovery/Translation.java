package io.muniment.recovery;

import io.muniment.error.AccessException;
import io.muniment.error.DiskFullException;
import io.muniment.storage.NoSpaceException;
import io.muniment.storage.Storage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** From what a disk throws to what a user is told. */
final class Translation {

    /** Something that uses a disk. */
    interface Step<T extends @Nullable Object> {

        T run() throws IOException;
    }

    private Translation() {}

    static <T extends @Nullable Object> T of(Storage storage, String detail, Step<T> step) {
        try {
            return step.run();
        } catch (NoSpaceException e) {
            throw DiskFullException.whileNotOpen(storage.pathOf(""), detail, e);
        } catch (IOException e) {
            throw new AccessException(storage.pathOf(""), detail, e);
        }
    }
}
