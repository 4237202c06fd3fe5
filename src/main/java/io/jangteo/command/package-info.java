/**
 * The command line: one class a command, what it prints, and what a process of its own needs. What a command does is done
 * by the rooms; nothing in them knows of it.
 */
@NullMarked
package io.jangteo.command;

import org.jspecify.annotations.NullMarked;
