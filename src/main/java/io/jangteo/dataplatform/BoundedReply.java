package io.jangteo.dataplatform;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * Reads the beginning of a reply's body and no more, in bounded time: it serves to tell why a message was refused, and
 * a receiver may send anything. The status decides, so a body that breaks off is as good as one that ends.
 */
final class BoundedReply implements HttpResponse.BodySubscriber<String> {
    /** A small reply is read to its end, so that its connection can be used again. */
    static final int BYTES_MAX = 4096;

    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private final CompletableFuture<String> body;
    private Flow.Subscription subscription;

    private BoundedReply(CompletableFuture<String> body) {
        this.body = body;
    }

    /** The time runs from here: the client's own timeout ends with the reply's header, and the body may trickle. */
    static HttpResponse.BodyHandler<String> handler(Duration timeout) {
        CompletableFuture<String> body = new CompletableFuture<>();
        body.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return header -> new BoundedReply(body);
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        body.exceptionally(timedOut -> {
            subscription.cancel();
            return null;
        });
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), BYTES_MAX - beginning.size())];
            buffer.get(bytes);
            beginning.writeBytes(bytes);
        }
        if (beginning.size() < BYTES_MAX) {
            subscription.request(1);
        } else {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        onComplete();
    }

    @Override
    public void onComplete() {
        body.complete(beginning.toString(StandardCharsets.UTF_8));
    }
}
