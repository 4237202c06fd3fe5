/**
 * The books: a proof that the whole shop adds up. Each check is one query over the stored rows, cut by ids into pieces
 * of so many rows; what is counted over more rows is carried from piece to piece. It believes none of the code that wrote the rows, so nothing here may import
 * a feature's room.
 */
@NullMarked
package io.jangteo.books;

import org.jspecify.annotations.NullMarked;
