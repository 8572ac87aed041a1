package io.muniment.benchmark;

/** Measures that belong together. */
interface Group {

    void run(Settings settings, Report report) throws Exception;
}
