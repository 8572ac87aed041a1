/** All tables at one sequence, on disk, so that the log before it may go. */
@NullMarked
package io.muniment.snapshot;

import org.jspecify.annotations.NullMarked;
