/**
 * Reports every paid order to the data platform: the {@link io.jangteo.dataplatform.Outbox} stores a message in the
 * commit of the payment; the {@link io.jangteo.dataplatform.Relay} then hands it to a {@link
 * io.jangteo.dataplatform.Sink}, at least once, until it is accepted or given up. Nothing here uses the network inside
 * a transaction or makes a shopper wait.
 */
@NullMarked
package io.jangteo.dataplatform;

import org.jspecify.annotations.NullMarked;
