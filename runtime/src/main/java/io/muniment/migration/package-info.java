/** One version's tables in, the next one's out. */
@NullMarked
package io.muniment.migration;

import org.jspecify.annotations.NullMarked;
