/** What one key of a group table holds: sets, lists and maps of which a changed one shares most with the one before. */
@NullMarked
package io.muniment.group;

import org.jspecify.annotations.NullMarked;
