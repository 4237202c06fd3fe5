package io.jangteo.web;

import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The part of a request that is known before its body.
 *
 * @param remoteAddress the other end of the connection
 */
record Head(String method, String remoteAddress, HttpFields headers) {

    static Head of(Request request) {
        return new Head(request.getMethod(), Request.getRemoteAddr(request), request.getHeaders());
    }

    /** Returns the first line of that name. */
    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    /** Returns all lines of that name, in order. */
    List<String> lines(String name) {
        return headers.getValuesList(name);
    }

    /** Returns whether there is a line with any of these names. */
    boolean hasAny(Set<String> names) {
        for (HttpField field : headers) {
            if (names.contains(field.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether this is a browser's preflight. */
    boolean isPreflight() {
        return method.equals("OPTIONS")
                && headers.contains("Origin")
                && headers.contains("Access-Control-Request-Method");
    }
}
