/** From files to tables: newest snapshot, and the log after it. */
@NullMarked
package io.muniment.recovery;

import org.jspecify.annotations.NullMarked;
