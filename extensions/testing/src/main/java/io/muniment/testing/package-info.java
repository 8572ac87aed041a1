/** Makes databases of every released version, and tells whether the program opens them. */
@NullMarked
package io.muniment.testing;

import org.jspecify.annotations.NullMarked;
