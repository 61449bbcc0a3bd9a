/** Pages of long lists: how one is asked for and what it holds. Leaf package. */
@NullMarked
package dev.trellis.paging;

import org.jspecify.annotations.NullMarked;
