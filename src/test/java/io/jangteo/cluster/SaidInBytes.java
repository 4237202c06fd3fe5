package io.jangteo.cluster;

import java.nio.charset.StandardCharsets;

/** Text in the bytes themselves, also where it comes in two parts; any bytes of the server are an answer. */
final class SaidInBytes implements Said {
    private String heard = "";
    private int newFrom;
    private boolean answered;

    @Override
    public synchronized void hear(byte[] bytes, int count) {
        String before = heard.substring(newFrom);
        heard = before + new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        newFrom = before.length();
        answered = false;
    }

    @Override
    public synchronized boolean contains(String text) {
        return heard.indexOf(text, Math.max(0, newFrom - text.length() + 1)) >= 0;
    }

    @Override
    public synchronized void hearAnswer(byte[] bytes, int count) {
        answered = true;
    }

    @Override
    public synchronized boolean isAnswered() {
        return answered;
    }
}
