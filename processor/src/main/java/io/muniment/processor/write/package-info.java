/** Writes the files of a schema without problems: one class here for each kind of file. */
@NullMarked
package io.muniment.processor.write;

import org.jspecify.annotations.NullMarked;
