package io.jangteo.dataplatform;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * Reads the beginning of a reply's body and no more, in bounded time: it serves to tell why a message was refused, and
 * a receiver may send anything. It is there as soon as the header has been read, for the status decides: a body that
 * breaks off, or trickles, is as good as one that ends.
 */
final class BoundedReply implements HttpResponse.BodySubscriber<BoundedReply> {
    /** A small reply is read to its end, so that its connection can be used again. */
    static final int BYTES_MAX = 4096;

    private final HttpResponse.ResponseInfo header;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Flow.Subscription subscription;
    private boolean isCancelled;

    BoundedReply(HttpResponse.ResponseInfo header) {
        this.header = header;
    }

    HttpResponse.ResponseInfo header() {
        return header;
    }

    /** What has come by then; the connection of a body that has not ended is closed. */
    String text(Duration patience) {
        boolean isWhole = false;
        try {
            isWhole = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException thrown) {
            // The status is there, and it decides.
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (!isWhole) {
                cancel();
            }
            return beginning.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public CompletionStage<BoundedReply> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (isCancelled) {
            subscription.cancel();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), BYTES_MAX - beginning.size())];
            buffer.get(bytes);
            beginning.writeBytes(bytes);
        }
        if (beginning.size() < BYTES_MAX) {
            subscription.request(1);
        } else {
            cancel();
            ended.countDown();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ended.countDown();
    }

    private void cancel() {
        isCancelled = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
