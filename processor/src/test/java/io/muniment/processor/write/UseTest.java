package io.muniment.processor.write;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A schema, compiled with a program that uses its database; then the program runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UseTest {

    private Class<?> use;
    private Class<?> find;

    @BeforeAll
    void compile() throws ClassNotFoundException {
        use = compiled("golden/lockbook/source", "samples/use").loadClass("sample.Use");
        find = compiled("golden/people/source", "samples/find").loadClass("people.Find");
    }

    private static ClassLoader compiled(String schema, String program) {
        Path resources = Path.of("src", "test", "resources");
        return Compiled.withJavac()
                .sources(resources.resolve(schema))
                .sources(resources.resolve(program))
                .compile()
                .loader();
    }

    @Test
    void databaseInMemoryKeepsWhatItWasGiven() throws Throwable {
        run(use, "inMemory");
    }

    @Test
    void databaseOnDiskKeepsWhatItWasGivenUntilItIsOpenedAgain(@TempDir Path directory) throws Throwable {
        run(use, "onDisk", directory.resolve("data"));
    }

    @Test
    void whoListensIsToldOfCommits() throws Throwable {
        run(use, "listening");
    }

    @Test
    void indexesFindInMemoryWhatTheyShould() throws Throwable {
        run(find, "inMemory");
    }

    @Test
    void indexesFindOnDiskWhatTheyShouldAlsoAfterItIsOpenedAgain(@TempDir Path directory) throws Throwable {
        run(find, "onDisk", directory.resolve("data"));
    }

    private static void run(Class<?> program, String method, Path... directory) throws Throwable {
        try {
            Class<?>[] types = directory.length == 0 ? new Class<?>[0] : new Class<?>[] {Path.class};
            program.getMethod(method, types).invoke(null, (Object[]) directory);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
