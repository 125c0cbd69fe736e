package org.bequest.ca.local;

import org.bequest.store.AuditLog;
import org.bequest.store.CertificateStore;
import org.bequest.store.Sequences;

/** What an authority remembers, and where. */
public record CaStores(CertificateStore certificates, Sequences sequences, AuditLog audit) {}
