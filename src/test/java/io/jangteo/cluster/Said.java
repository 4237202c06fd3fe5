package io.jangteo.cluster;

/** What a client and its server say on one connection, as far as it has been heard. Each has a thread of its own. */
interface Said {
    /** Hears the next bytes of the client. */
    void hear(byte[] bytes, int count);

    /** Returns whether the client's bytes heard last complete something that contains the text. */
    boolean contains(String text);

    /** Hears the next bytes of the server. */
    void hearAnswer(byte[] bytes, int count);

    /** Returns whether the server has answered all that the client has said. */
    boolean isAnswered();
}
