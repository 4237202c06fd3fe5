/**
 * The books: a proof, from one snapshot, that the whole shop adds up. Each check is one query over the stored rows and
 * believes none of the code that wrote them, so nothing here may import a feature's room.
 */
package io.jangteo.books;
