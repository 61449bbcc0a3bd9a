/**
 * Pagination of lists: the request of a page ({@link dev.trellis.paging.PageRequest}), its order
 * ({@link dev.trellis.paging.Sort}), the page itself ({@link dev.trellis.paging.Page}), and the
 * annotation that declares sortable fields.
 */
@NullMarked
package dev.trellis.paging;

import org.jspecify.annotations.NullMarked;
