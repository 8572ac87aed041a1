/** Values to bytes and back: the only package that knows Kryo. */
@NullMarked
package io.muniment.codec;

import org.jspecify.annotations.NullMarked;
