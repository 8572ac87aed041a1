/** The few ways in which a database can fail. */
@NullMarked
package io.muniment.error;

import org.jspecify.annotations.NullMarked;
