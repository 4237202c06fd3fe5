package io.jangteo.json;

/** A request's body that gives the administrator's reason, which the audit shows. */
public interface Reasoned {
    String reason();
}
