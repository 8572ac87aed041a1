/** How several changes become one: money that moves between accounts. */
@NullMarked
package io.muniment.examples.bank;

import org.jspecify.annotations.NullMarked;
