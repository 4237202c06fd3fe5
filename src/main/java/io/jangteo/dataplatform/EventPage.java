package io.jangteo.dataplatform;

import java.util.List;

/**
 * Some events, in order.
 *
 * @param nextCursor where the next page begins, whether there is one yet or not
 */
public record EventPage(List<Event> events, String nextCursor) {}
