package io.jangteo.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Thousands of connections that are slow in one way or another, all on one thread. */
final class SlowOnes implements AutoCloseable {
    private static final int SMALL_WINDOW_BYTES = 4_096;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long SELECT_MILLIS = 100;

    private final InetSocketAddress address;
    private final Selector selector;
    private final Queue<One> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ByteBuffer dropped = ByteBuffer.allocateDirect(1 << 16);
    private final Thread thread = new Thread(this::run, "slow-ones");
    private volatile boolean ended;

    SlowOnes(URI server) throws IOException {
        address = new InetSocketAddress(server.getHost(), server.getPort());
        selector = Selector.open();
        thread.setDaemon(true);
        thread.start();
    }

    /** A connection, and what it has yet to send. */
    private record One(SocketChannel channel, Slowness slowness, ByteBuffer pending) {}

    /** Opens so many connections that are slow in this way; gives how many the system let it open. */
    int come(Slowness slowness, int number) {
        int opened = 0;
        for (int i = 0; i < number; i++) {
            try {
                SocketChannel channel = SocketChannel.open();
                if (!slowness.reads()) {
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW_BYTES);
                }
                channel.connect(address);
                channel.configureBlocking(false);
                open.incrementAndGet();
                opened++;
                arrived.add(new One(channel, slowness, ByteBuffer.wrap(slowness.first())));
            } catch (IOException refused) {
                // Fewer have come.
            }
        }
        selector.wakeup();
        return opened;
    }

    /** How many the server has not closed yet. */
    int open() {
        return open.get();
    }

    @Override
    public void close() throws IOException {
        ended = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private void run() {
        long tick = System.nanoTime();
        try {
            while (!ended) {
                selector.select(SELECT_MILLIS);
                selector.selectedKeys().forEach(this::go);
                selector.selectedKeys().clear();
                register();
                if (System.nanoTime() - tick > TICK_NANOS) {
                    tick = System.nanoTime();
                    selector.keys().forEach(this::sendMore);
                }
            }
        } catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private void register() throws IOException {
        for (One one = arrived.poll(); one != null; one = arrived.poll()) {
            int reads = one.slowness().reads() ? SelectionKey.OP_READ : 0;
            one.channel().register(selector, reads | SelectionKey.OP_WRITE, one);
        }
    }

    private void go(SelectionKey key) {
        One one = (One) key.attachment();
        try {
            if (key.isWritable()) {
                one.channel().write(one.pending());
                if (!one.pending().hasRemaining()) {
                    key.interestOps(one.slowness().reads() ? SelectionKey.OP_READ : 0);
                }
            }
            if (key.isReadable()) {
                dropped.clear();
                if (one.channel().read(dropped) < 0) {
                    closed(key);
                }
            }
        } catch (IOException | CancelledKeyException thrown) {
            closed(key);
        }
    }

    /** One who does not read learns only by sending that the server has closed the connection. */
    private void sendMore(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        One one = (One) key.attachment();
        byte[] more = one.slowness().more();
        if (more.length == 0 || one.pending().hasRemaining()) {
            return;
        }
        try {
            one.channel().write(ByteBuffer.wrap(more));
        } catch (IOException thrown) {
            closed(key);
        }
    }

    private void closed(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException thrown) {
            // It is gone either way.
        }
        open.decrementAndGet();
    }
}
