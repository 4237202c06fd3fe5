package io.jangteo.web;

import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before its body.
 *
 * @param remoteAddress the other end of the connection
 */
record Head(String method, String remoteAddress, HttpFields headers) {

    static Head of(Request request) {
        return new Head(request.getMethod(), Request.getRemoteAddr(request), request.getHeaders());
    }

    /** The first line of that name. */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** All lines of that name, in their order. */
    List<String> lines(String name) {
        return headers.getValuesList(name);
    }

    /** Whether there is a line of any of these names. */
    boolean hasAny(Set<String> names) {
        for (HttpField field : headers) {
            if (names.contains(field.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a browser asks what a page may send. */
    boolean isPreflight() {
        return method.equals("OPTIONS")
                && headers.contains("Origin")
                && headers.contains("Access-Control-Request-Method");
    }
}
