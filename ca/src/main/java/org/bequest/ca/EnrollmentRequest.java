package org.bequest.ca;

import org.bequest.crypto.ProvenCsr;

/**
 * A request that is well formed, proven, authenticated and linked.
 *
 * @param label of the request, empty for the default label
 * @param requestId the server's id of the HTTP request, for the audit entry
 */
public record EnrollmentRequest(
    ProvenCsr csr, Requester requester, String label, String requestId) {}
