package org.bequest.server.label;

import java.time.InstantSource;
import org.bequest.ca.RevocationLists;
import org.bequest.server.secret.ServiceSecrets;
import org.bequest.store.Store;

/**
 * What CMC needs of the service beside the label's authority.
 *
 * @param secrets shared with devices, and the keys that sign answers and open requests
 * @param revocation of the label's authority; one that can revoke is a {@link
 *     org.bequest.ca.RevocationAuthority}
 */
public record CmcServices(
    Store store, ServiceSecrets secrets, RevocationLists revocation, InstantSource clock) {}
