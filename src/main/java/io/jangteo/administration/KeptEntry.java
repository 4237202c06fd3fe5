package io.jangteo.administration;

/** An entry of the audit with its row's id, by which those of the same moment are in order. */
record KeptEntry(long id, AuditEntry entry) {}
