/** The database itself: an append-only log of commits, in segments. */
@NullMarked
package io.muniment.log;

import org.jspecify.annotations.NullMarked;
