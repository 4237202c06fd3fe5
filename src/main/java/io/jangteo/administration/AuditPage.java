package io.jangteo.administration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the audit. */
public record AuditPage(List<AuditEntry> entries, @Nullable String nextCursor) {}
