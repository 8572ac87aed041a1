/** The top: opens a directory and ties the parts together. */
@NullMarked
package io.muniment;

import org.jspecify.annotations.NullMarked;
