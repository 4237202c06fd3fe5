package io.jangteo.dataplatform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers each message at once as configured, and remembers what was tried and what was accepted. */
final class ListeningSink implements Sink {
    final List<String> tried = new CopyOnWriteArrayList<>();
    final List<String> taken = new CopyOnWriteArrayList<>();

    private final int capacity;
    private volatile Function<Message, Receipt> answer = Receipt::delivered;

    ListeningSink(int capacity) {
        this.capacity = capacity;
    }

    static Receipt nobodyThere(Message message) {
        return Receipt.failed(message, "Nobody is there");
    }

    static Receipt refused(Message message) {
        return Receipt.failed(message, Receipt.Answer.REFUSED, "HTTP 400", Duration.ZERO);
    }

    void answer(Function<Message, Receipt> receiptOfMessage) {
        answer = receiptOfMessage;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public void deliver(List<Message> messages, Consumer<Receipt> receipts) {
        for (Message message : messages) {
            tried.add(message.id());
            Receipt receipt = answer.apply(message);
            if (receipt.isDelivered()) {
                taken.add(message.id());
            }
            receipts.accept(receipt);
        }
    }

    @Override
    public void close() {}
}
