/**
 * The books: a proof that the whole shop's data is consistent. Each check is one query over the stored rows, cut by ids
 * into pieces of bounded size; totals over more rows are carried from piece to piece. The checks trust none of the code
 * that wrote the rows, so nothing here may import a feature's room.
 */
@NullMarked
package io.jangteo.books;

import org.jspecify.annotations.NullMarked;
