/** Several changes, one commit: the gate that all commits pass, and the views that readers hold. */
@NullMarked
package io.muniment.transaction;

import org.jspecify.annotations.NullMarked;
