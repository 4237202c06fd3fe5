package io.jangteo.torture;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes of which it is disputed, or should be clear, how many requests they are.
 *
 * @param bytes one character each
 * @param served how many replies of success there are; of a refused one none
 */
record Shape(String name, String bytes, Answer answer, int served) {
    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String CLOSE = "Connection: close\r\n";
    private static final String PRODUCTS = "GET /api/v1/products HTTP/1.1\r\n" + HOST;
    private static final String BODY = "{\"name\":\"framed\"}";
    private static final String POST = "POST /api/v1/admin/users HTTP/1.1\r\n" + HOST + "Authorization: Bearer "
            + DoorServer.KEY + "\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n";
    private static final String IN_ONE_CHUNK = "11\r\n" + BODY + "\r\n0\r\n\r\n";

    /** What would be done if the server and whoever stands before it disagreed. */
    private static final String SMUGGLED = POST + "Content-Length: 19\r\n\r\n{\"name\":\"smuggled\"}";

    /** How it has to be answered. */
    enum Answer {
        /** With a 4xx, or by the end of the connection; nothing of it is done. */
        REFUSED,
        SERVED,
        /** Refused, or served as what it most plainly is; nothing is smuggled. */
        EITHER
    }

    static List<Shape> all() {
        List<Shape> all = new ArrayList<>();
        addLengths(all);
        addCodings(all);
        addChunks(all);
        addTrailers(all);
        addLines(all);
        addHeaders(all);
        addSizes(all);
        addRows(all);
        return all;
    }

    private static Shape refused(String name, String bytes) {
        return new Shape(name, bytes, Answer.REFUSED, 0);
    }

    private static Shape served(String name, int replies, String bytes) {
        return new Shape(name, bytes, Answer.SERVED, replies);
    }

    private static Shape either(String name, String bytes) {
        return new Shape(name, bytes, Answer.EITHER, 1);
    }

    private static void addLengths(List<Shape> all) {
        for (String length : new String[] {
            "-1", "+17", "abc", "17, 17", "1 7", "0x11", "99999999999999999999", "17.0", "", "17;x", "\u00b9\u2077"
        }) {
            all.add(refused("the length " + length, POST + "Content-Length: " + length + "\r\n\r\n" + BODY));
        }
        for (String lengths : new String[] {
            "Content-Length: 17\r\nContent-Length: 17\r\n",
            "Content-Length: 0\r\nContent-Length: 17\r\n",
            "Content-Length: 17\r\nContent-Length: 0\r\n",
            "Content-Length : 17\r\n",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n"
        }) {
            all.add(refused(lengths.strip().replace("\r\n", ", "), POST + lengths + "\r\n0\r\n\r\n" + SMUGGLED));
        }
        all.add(refused("a body longer than said", POST + CLOSE + "Content-Length: 16\r\n\r\n" + BODY));
        all.add(served("a length with zeros before it", 1, POST + CLOSE + "Content-Length: 0017\r\n\r\n" + BODY));
        all.add(served(
                "a request in the body of a read",
                1,
                PRODUCTS + CLOSE + "Content-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED));
    }

    private static void addCodings(List<Shape> all) {
        for (String coding : new String[] {
            "chunked, identity",
            "identity",
            "x",
            "chunked, chunked",
            "chunked;q=1",
            "\"chunked\"",
            "\u000bchunked",
            "chunked\u000b",
            "xchunked",
            "chunked,",
            ""
        }) {
            String name = "the coding " + coding.replace("\u000b", "VT ");
            String bytes = POST + CLOSE + "Transfer-Encoding: " + coding + "\r\n\r\n" + IN_ONE_CHUNK + SMUGGLED;
            all.add(coding.equals("chunked,") ? either(name, bytes) : refused(name, bytes));
        }
        all.add(refused(
                "a space after Transfer-Encoding", POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED));
        all.add(refused("a folded coding", POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED));
        all.add(refused("two codings", CHUNKED + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n" + SMUGGLED));
        all.add(refused("chunks in HTTP/1.0", CHUNKED.replace("HTTP/1.1", "HTTP/1.0") + "\r\n" + IN_ONE_CHUNK));
        all.add(served("Chunked", 1, POST + CLOSE + "Transfer-Encoding: Chunked\r\n\r\n" + IN_ONE_CHUNK));
    }

    private static void addChunks(List<Shape> all) {
        for (String size : new String[] {
            "zz", "-11", "0x11", "", "ffffffffffffffff", "7fffffffffffffff", "80000000", "1 1", "+11", "\u00b911"
        }) {
            all.add(refused("a chunk of " + size, CHUNKED + "\r\n" + size + "\r\n" + BODY + "\r\n0\r\n\r\n"));
        }
        all.add(refused("a chunk without its end", CHUNKED + "\r\n11\r\n" + BODY + "0\r\n\r\n"));
        all.add(refused("a chunk longer than said", CHUNKED + "\r\n5\r\n" + BODY + "\r\n0\r\n\r\n"));
        all.add(refused("8,000 chunks of a byte", CHUNKED + "\r\n" + "1\r\n \r\n".repeat(8_000) + IN_ONE_CHUNK));
        all.add(refused(
                "8,000 chunks of a byte to nowhere",
                CHUNKED.replace("/api/v1/admin/users", "/nosuch") + "\r\n" + "1\r\n \r\n".repeat(8_000)
                        + IN_ONE_CHUNK));
        all.add(refused("a body past the bound", CHUNKED + "\r\n20000\r\n" + " ".repeat(131_072) + "\r\n0\r\n\r\n"));
        all.add(either("a chunk with an extension", CHUNKED + CLOSE + "\r\n11;a=b\r\n" + BODY + "\r\n0\r\n\r\n"));
        all.add(either(
                "an extension of 40,000 bytes",
                CHUNKED + CLOSE + "\r\n11;" + "a".repeat(40_000) + "\r\n" + BODY + "\r\n0\r\n\r\n"));
        all.add(either(
                "an end of line in an extension",
                CHUNKED + CLOSE + "\r\n11;a=\"\n0\n\n\"\r\n" + BODY + "\r\n0\r\n\r\n"));
        all.add(either("chunks ended by LF", CHUNKED + CLOSE + "\r\n11\n" + BODY + "\n0\n\n"));
        all.add(either("a size with zeros", CHUNKED + CLOSE + "\r\n000000011\r\n" + BODY + "\r\n000\r\n\r\n"));
        all.add(served("one chunk", 1, CHUNKED + CLOSE + "\r\n" + IN_ONE_CHUNK));
    }

    private static void addTrailers(List<Shape> all) {
        String chunks = CHUNKED + CLOSE + "\r\n11\r\n" + BODY + "\r\n0\r\n";
        all.add(served("a trailer", 1, chunks + "X-Sum: 1\r\n\r\n"));
        all.add(either("a length in the trailer", chunks + "Content-Length: 500\r\n\r\n" + SMUGGLED));
        all.add(either("a coding in the trailer", chunks + "Transfer-Encoding: chunked\r\n\r\n" + SMUGGLED));
        all.add(either("a key in the trailer", chunks + "Authorization: Bearer x\r\n\r\n"));
        all.add(refused("a trailer that is none", chunks + "X\r\n\r\n"));
        all.add(either("a trailer of 40,000 bytes", chunks + "X: " + "a".repeat(40_000) + "\r\n\r\n"));
    }

    private static void addLines(List<Shape> all) {
        String rest = " HTTP/1.1\r\n" + HOST + CLOSE + "\r\n";
        all.add(refused("no request line", "HELLO\r\n\r\n"));
        all.add(refused("a TLS greeting", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001" + "\0".repeat(40) + "\r\n\r\n"));
        all.add(refused("a greeting of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
        all.add(refused("a line of a proxy", "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\r\n" + PRODUCTS + "\r\n"));
        all.add(either("two spaces", "GET  /api/v1/products" + rest));
        all.add(refused("a tab for a space", "GET\t/api/v1/products" + rest));
        all.add(refused("no version", "GET /api/v1/products\r\n" + HOST + "\r\n"));
        all.add(refused("HTTP/1.2", PRODUCTS.replace("1.1", "1.2") + CLOSE + "\r\n"));
        all.add(refused("a space in the path", "GET /api/v1/products x" + rest));
        all.add(refused("a NUL in the path", "GET /api/v1/products\0" + rest));
        all.add(refused("a backslash in the path", "GET \\api\\v1\\products" + rest));
        all.add(refused("two dots", "GET /../../etc/passwd" + rest));
        all.add(refused("two dots, escaped", "GET /files/%2e%2e/%2e%2e/passwd" + rest));
        all.add(refused("a broken escape", "GET /api/v1/products/%zz" + rest));
        all.add(refused("an ambiguous slash", "GET /api/v1%2fproducts" + rest));
        all.add(either("two slashes", "GET //api/v1/products" + rest));
        all.add(either("a parameter of a segment", "GET /api/v1;x=y/products" + rest));
        all.add(either("a whole address", "GET http://127.0.0.1/api/v1/products" + rest));
        all.add(either("a whole address elsewhere", "GET http://example.com/api/v1/products" + rest));
        all.add(refused("a tunnel", "CONNECT example.com:443" + rest));
        all.add(either("lines ended by LF", (PRODUCTS + CLOSE + "\r\n").replace("\r\n", "\n")));
        all.add(refused("lines ended by CR", (PRODUCTS + CLOSE + "\r\n").replace("\r\n", "\r")));
        all.add(either("empty lines before it", "\r\n\r\n\n" + PRODUCTS + CLOSE + "\r\n"));
    }

    private static void addHeaders(List<Shape> all) {
        for (String header : new String[] {
            "Host: 127.0.0.1\r\n",
            "Host: example.com\r\n",
            "Authorization: Bearer x\r\nAuthorization: Bearer y\r\n",
            "Origin: http://a\r\nOrigin: http://b\r\n",
            "X-A : 1\r\n",
            "X-A: 1\r\n 2\r\n",
            " X-A: 1\r\n",
            "X-A\r\n",
            ": 1\r\n",
            "X@(): 1\r\n",
            "X-A: a\0b\r\n",
            "X-A: a\rContent-Length: 500\r\n",
            "\u00e9: 1\r\n"
        }) {
            String name = "the header " + header.strip().replaceAll("[\\r\\n\0]+", "_");
            all.add(refused(name, PRODUCTS + CLOSE + header + "\r\n"));
        }
        all.add(refused(
                "two types", POST + CLOSE + "Content-Type: application/json\r\nContent-Length: 17\r\n\r\n" + BODY));
        all.add(refused("no host", "GET /api/v1/products HTTP/1.1\r\n\r\n"));
        all.add(refused("an empty host", "GET /api/v1/products HTTP/1.1\r\nHost:\r\n\r\n"));
        all.add(either("HTTP/1.0", "GET /api/v1/products HTTP/1.0\r\n" + HOST + "\r\n"));
        all.add(served("another protocol offered", 1, PRODUCTS + "Upgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n"));
        all.add(served(
                "a body that waits to be asked for",
                1,
                POST + CLOSE + "Expect: 100-continue\r\nContent-Length: 17\r\n\r\n" + BODY));
        all.add(refused("another expectation", POST + "Expect: 200-ok\r\nContent-Length: 17\r\n\r\n" + BODY));
    }

    private static void addSizes(List<Shape> all) {
        for (int length : new int[] {2_000, 4_000, 30_000, 40_000}) {
            all.add(refused(
                    "a path of " + length,
                    "GET /" + "a/".repeat(length / 2) + " HTTP/1.1\r\n" + HOST + CLOSE + "\r\n"));
        }
        all.add(refused("a header of 40,000", PRODUCTS + "X: " + "a".repeat(40_000) + "\r\n\r\n"));
        all.add(refused("6,000 headers", PRODUCTS + "X: 1\r\n".repeat(6_000) + "\r\n"));
        all.add(refused("a method of 40,000", "A".repeat(40_000) + " / HTTP/1.1\r\n" + HOST + "\r\n"));
        all.add(refused(
                "a query of 40,000",
                "GET /api/v1/products?" + "a".repeat(40_000) + " HTTP/1.1\r\n" + HOST + CLOSE + "\r\n"));
        all.add(served("a header of 30,000", 1, PRODUCTS + CLOSE + "X: " + "a".repeat(30_000) + "\r\n\r\n"));
    }

    private static void addRows(List<Shape> all) {
        all.add(served("three in a row", 3, (PRODUCTS + "\r\n").repeat(2) + PRODUCTS + CLOSE + "\r\n"));
        all.add(served("fifty in a row", 50, (PRODUCTS + "\r\n").repeat(49) + PRODUCTS + CLOSE + "\r\n"));
        all.add(served("a write and a read in a row", 2, CHUNKED + "\r\n" + IN_ONE_CHUNK + PRODUCTS + CLOSE + "\r\n"));
        all.add(either("a read and nonsense in a row", PRODUCTS + "\r\n" + "\u0001\u0002\r\n\r\n"));
    }
}
