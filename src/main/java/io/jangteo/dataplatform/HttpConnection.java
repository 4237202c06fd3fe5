package io.jangteo.dataplatform;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to one address of a receiver, whose name TLS verifies. Runs one exchange at a time, without pipelining.
 */
final class HttpConnection {
    /** Bodies up to this size are read and discarded so that the connection can be reused. */
    static final int BODY_BYTES_MAX = 4096;

    private final InetAddress address;
    private final Socket wire;
    private final Socket socket;
    private final InputStream in;

    private HttpConnection(InetAddress address, Socket wire, Socket socket) throws IOException {
        this.address = address;
        this.wire = wire;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Connects to the first address that accepts; each gets an equal share of the time limit.
     *
     * @throws IOException the failure of the last address if none accepts
     */
    static HttpConnection open(
            Destination destination,
            List<InetAddress> addresses,
            Supplier<SSLContext> tls,
            Duration limit,
            HttpAttempt attempt)
            throws IOException {
        IOException last = null;
        for (InetAddress address : addresses) {
            // No proxy, since it would look the name up itself.
            Socket wire = new Socket(Proxy.NO_PROXY);
            try {
                attempt.uses(wire);
                wire.setTcpNoDelay(true);
                int limitMillis = (int) Math.max(1, limit.toMillis() / addresses.size());
                wire.connect(new InetSocketAddress(address, destination.port()), limitMillis);
                return new HttpConnection(
                        address, wire, destination.isTls() ? encrypted(wire, destination, tls.get()) : wire);
            } catch (IOException thrown) {
                wire.close();
                last = thrown;
            } catch (RuntimeException | Error thrown) {
                wire.close();
                throw thrown;
            }
        }
        throw last;
    }

    /** Starts TLS with the receiver's name and requires a certificate for that name. */
    private static Socket encrypted(Socket wire, Destination destination, SSLContext tls) throws IOException {
        SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(wire, destination.host(), destination.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    InetAddress address() {
        return address;
    }

    Socket wire() {
        return wire;
    }

    HttpReply exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return HttpReply.read(in);
    }

    /** Reads and discards the body; false if the connection cannot be reused. */
    boolean finish(HttpReply reply) {
        try {
            int left = reply.bodyBytesBeforeReuse(BODY_BYTES_MAX).orElse(-1);
            return left >= 0 && in.readNBytes(left).length == left && in.available() == 0;
        } catch (IOException thrown) {
            return false;
        }
    }

    void close() {
        try {
            wire.close();
        } catch (IOException thrown) {
            // It is closed all the same.
        }
    }
}
