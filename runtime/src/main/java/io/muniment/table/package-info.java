/** The typed views: what a schema's tables are at run time. */
@NullMarked
package io.muniment.table;

import org.jspecify.annotations.NullMarked;
