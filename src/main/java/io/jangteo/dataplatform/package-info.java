/**
 * Tells the data platform of every paid order: the {@link io.jangteo.dataplatform.Outbox} keeps a message in the commit
 * of the payment, the {@link io.jangteo.dataplatform.Relay} hands it to a {@link io.jangteo.dataplatform.Sink} after
 * that, at least once, until it is taken or given up. Nothing here touches the network inside a transaction or lets a
 * shopper wait.
 */
@NullMarked
package io.jangteo.dataplatform;

import org.jspecify.annotations.NullMarked;
