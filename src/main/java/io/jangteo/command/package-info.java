/**
 * The command line: one class per command, the output, and what a stand-alone process needs. The rooms do the work of
 * the commands; none of them depends on this one.
 */
@NullMarked
package io.jangteo.command;

import org.jspecify.annotations.NullMarked;
