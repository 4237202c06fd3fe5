/**
 * The built jar, seen from outside: processes with their flags, variables, signals, output and exit status, and the files
 * they leave. Nothing in here touches a class of the server; what is known of it comes over HTTP or from its files.
 */
package io.jangteo.jar;
