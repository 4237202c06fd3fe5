/** The HTTP client of the tests: requests to the byte, replies as they came, connections, and crowds of callers. */
package io.jangteo.wire;
