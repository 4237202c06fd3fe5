/**
 * What shops of several instances are tested with: a real PostgreSQL and a real Redis, which need no installation, a
 * proxy that breaks connections on purpose, and callers who go to each instance in turn.
 */
package io.jangteo.cluster;
