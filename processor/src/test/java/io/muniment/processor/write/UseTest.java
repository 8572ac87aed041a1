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

    @BeforeAll
    void compile() throws ClassNotFoundException {
        Path resources = Path.of("src", "test", "resources");
        use = Compiled.withJavac()
                .sources(resources.resolve("golden/lockbook/source"))
                .sources(resources.resolve("samples/use"))
                .compile()
                .loader()
                .loadClass("sample.Use");
    }

    @Test
    void databaseInMemoryKeepsWhatItWasGiven() throws Throwable {
        run("inMemory");
    }

    @Test
    void databaseOnDiskKeepsWhatItWasGivenUntilItIsOpenedAgain(@TempDir Path directory) throws Throwable {
        run("onDisk", directory.resolve("data"));
    }

    private void run(String method, Path... directory) throws Throwable {
        try {
            Class<?>[] types = directory.length == 0 ? new Class<?>[0] : new Class<?>[] {Path.class};
            use.getMethod(method, types).invoke(null, (Object[]) directory);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
