/**
 * Tells the data platform of what happens in the shop: the {@link io.jangteo.dataplatform.Outbox} stores a message in
 * the commit of what it tells; the {@link io.jangteo.dataplatform.Relay} then hands it to a {@link
 * io.jangteo.dataplatform.Sink}, at least once, until it is accepted or given up. Nothing here uses the network inside
 * a transaction or makes a shopper wait.
 */
@NullMarked
package io.jangteo.dataplatform;

import org.jspecify.annotations.NullMarked;
