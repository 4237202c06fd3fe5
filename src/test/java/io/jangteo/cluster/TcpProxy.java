package io.jangteo.cluster;

import io.jangteo.schedule.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands on this machine before servers of TCP, passes everything on as it comes, and breaks what it is told to break.
 * Connections go to each server in turn, past those that are not there.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int BACKLOG = 256;

    /** The place of a cut. */
    enum Place {
        /** What the client says does not reach the server. */
        BEFORE,
        /** It reaches the server, and nothing is known of what the server makes of it. */
        DURING,
        /** The server has answered, and the answer does not reach the client. */
        AFTER
    }

    /** A cut that is due where a client says something that contains the text. */
    record Cut(Place place, String text) {}

    private final List<InetSocketAddress> servers;
    private final Supplier<Said> said;
    private final int port;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Cut> due = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean rubbish;
    private @Nullable Entrance entrance;

    /** Where connections come in. */
    private record Entrance(ServerSocket socket, Thread acceptor) {
        /** Lets nobody in any more: the system goes on taking connections until the thread has left its call. */
        void close() {
            TcpProxy.close(socket);
            Threads.uninterruptibly(acceptor::join);
        }
    }

    private TcpProxy(int port, List<InetSocketAddress> servers, Supplier<Said> said) {
        this.port = port;
        this.servers = servers;
        this.said = said;
        allow();
    }

    /** Stands before the PostgreSQL of this JDBC URL, and knows each statement by its text, however it is sent. */
    public static TcpProxy beforePostgres(String url) {
        URI server = URI.create(url.substring("jdbc:".length()));
        return new TcpProxy(Ports.free(), List.of(address(server)), SaidToPostgres::new);
    }

    /** Stands before the server at this address, such as {@code redis://127.0.0.1:6379}. */
    public static TcpProxy before(String address) {
        return new TcpProxy(Ports.free(), List.of(address(URI.create(address))), SaidInBytes::new);
    }

    /** Listens on the port before several servers of one kind. */
    public static TcpProxy before(int port, List<URI> servers) {
        return new TcpProxy(port, servers.stream().map(TcpProxy::address).toList(), SaidInBytes::new);
    }

    /** Returns the address or the JDBC URL with the port of this proxy in place of the server's. */
    public String in(String addressOrUrl) {
        return addressOrUrl.replaceFirst("//[^/?]+", "//127.0.0.1:" + port);
    }

    /** Closes all connections now. */
    public void cut() {
        connections.forEach(ProxiedConnection::close);
    }

    /** Closes a connection, once, in place of passing on what its client says with this text. */
    public void cutBefore(String text) {
        due.set(new Cut(Place.BEFORE, text));
    }

    /** Closes a connection, once, as soon as what its client says with this text has been passed on. */
    public void cutDuring(String text) {
        due.set(new Cut(Place.DURING, text));
    }

    /** Closes a connection, once, when the server has answered what its client said with this text. */
    public void cutAfter(String text) {
        due.set(new Cut(Place.AFTER, text));
    }

    /** Returns how many connections were cut at what their clients said. */
    public int cuts() {
        return cuts.get();
    }

    /** Returns how many connections there are. */
    public int connections() {
        return connections.size();
    }

    /** Refuses new connections, as a machine does on which nobody listens; those that are there stay. */
    public void refuse() {
        Entrance closing = entrance;
        entrance = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** Accepts new connections again. */
    public void allow() {
        if (entrance == null) {
            try {
                ServerSocket opened = new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"));
                entrance = new Entrance(opened, start(() -> accept(opened)));
            } catch (IOException thrown) {
                throw new UncheckedIOException(thrown);
            }
        }
    }

    /** Holds up everything that is passed on from here on, each way by this much. */
    public void delay(Duration eachWay) {
        delay = eachWay;
    }

    /** Answers everything that is no answer, and passes nothing on to the server. */
    public void answerRubbish() {
        rubbish = true;
    }

    /** Passes everything on as it comes, to new connections too, and forgets a cut that is still due. */
    public void behave() {
        rubbish = false;
        delay = Duration.ZERO;
        due.set(null);
        allow();
    }

    @Override
    public void close() {
        refuse();
        cut();
    }

    Duration delay() {
        return delay;
    }

    boolean answersRubbish() {
        return rubbish;
    }

    /** Takes the cut that is due at one of these texts; the next caller does not get it again. */
    @Nullable
    Place takeCut(Said talk) {
        Cut wanted = due.get();
        boolean here = wanted != null && talk.contains(wanted.text()) && due.compareAndSet(wanted, null);
        return here ? wanted.place() : null;
    }

    void countCut() {
        cuts.incrementAndGet();
    }

    void ended(ProxiedConnection connection) {
        connections.remove(connection);
    }

    static Thread start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Socket server = connect();
                if (server == null) {
                    client.close();
                } else {
                    ProxiedConnection connection = new ProxiedConnection(this, client, server, said.get());
                    connections.add(connection);
                    connection.start();
                }
            } catch (IOException closed) {
                // By refuse, or by a client that has left already.
            }
        }
    }

    private @Nullable Socket connect() {
        for (int i = 0; i < servers.size(); i++) {
            InetSocketAddress server = servers.get(Math.floorMod(turn.getAndIncrement(), servers.size()));
            try {
                return new Socket(server.getAddress(), server.getPort());
            } catch (IOException notThere) {
                // The next one may be.
            }
        }
        return null;
    }

    private static InetSocketAddress address(URI server) {
        return new InetSocketAddress(server.getHost(), server.getPort());
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }
}
