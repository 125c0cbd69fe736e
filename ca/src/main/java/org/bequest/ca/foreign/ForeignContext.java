package org.bequest.ca.foreign;

import java.time.InstantSource;
import org.bequest.store.AuditLog;
import org.bequest.store.CertificateStore;
import org.bequest.store.RequestStore;

/** What an authority elsewhere is wired to. */
public record ForeignContext(
    ForeignRules rules,
    CertificateStore certificates,
    RequestStore requests,
    AuditLog audit,
    InstantSource clock) {}
