/** The only package that touches a disk. */
@NullMarked
package io.muniment.storage;

import org.jspecify.annotations.NullMarked;
