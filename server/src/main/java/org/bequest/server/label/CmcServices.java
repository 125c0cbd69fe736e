package org.bequest.server.label;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.bequest.ca.RevocationLists;
import org.bequest.ca.profile.Profile;
import org.bequest.server.secret.ChallengeCheck;
import org.bequest.server.secret.ServiceSecrets;
import org.bequest.store.Store;

/**
 * What CMC needs of the service beside the label's authority.
 *
 * @param secrets shared with devices, and the keys that sign answers and open requests
 * @param revocation of the label's authority; one that can find and revoke is an {@link
 *     org.bequest.ca.IssuedCertificates}
 * @param profile of the label's certificates
 * @param challenges compares revocation challenges
 * @param seed what nonces and challenges are made from, the same for all who share the store
 */
public record CmcServices(
    Store store,
    ServiceSecrets secrets,
    RevocationLists revocation,
    InstantSource clock,
    Profile profile,
    ChallengeCheck challenges,
    Supplier<byte[]> seed) {}
