/** Programs that measure the database beside what it is compared with, in one run. */
@NullMarked
package io.muniment.benchmark;

import org.jspecify.annotations.NullMarked;
