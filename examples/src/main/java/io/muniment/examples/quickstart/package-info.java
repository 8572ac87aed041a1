/** The smallest program that keeps something. */
@NullMarked
package io.muniment.examples.quickstart;

import org.jspecify.annotations.NullMarked;
