package io.jangteo.cluster;

import io.jangteo.wire.Client;
import io.jangteo.wire.RawRequest;
import io.jangteo.wire.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller who goes to each instance of a shop in turn, request by request. */
public final class RoundRobin implements AutoCloseable {
    private final List<String> addresses;
    private final List<Client> clients;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param addresses of the instances, without a slash at the end */
    public RoundRobin(List<String> addresses) {
        this.addresses = addresses;
        this.clients =
                addresses.stream().map(address -> new Client(() -> address)).toList();
    }

    /** Returns the address whose turn it is: what a {@link io.jangteo.wire.Crowd} asks for each of its callers. */
    public String next() {
        return addresses.get(take());
    }

    /**
     * Sends the request to the instance whose turn it is, never more than once.
     *
     * @throws java.io.UncheckedIOException if there is no connection or no whole reply
     */
    public Response send(RawRequest request) {
        return clients.get(take()).send(request);
    }

    /** Closes the connections that are not in use. */
    @Override
    public void close() {
        clients.forEach(Client::close);
    }

    private int take() {
        return Math.floorMod(turn.getAndIncrement(), addresses.size());
    }
}
