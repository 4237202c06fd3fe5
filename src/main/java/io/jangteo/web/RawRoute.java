package io.jangteo.web;

import io.javalin.http.Handler;

/** A page or file for people and tools beside the API: answered to GET as it is, and not in the OpenAPI document. */
public record RawRoute(String path, Handler handler) {}
