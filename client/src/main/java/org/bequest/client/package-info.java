/**
 * The client library: {@link org.bequest.client.EstClient} has one method per operation of EST.
 *
 * <pre>{@code
 * var server = EstServer.at("est.example", "plant7");
 * CaCertificates ca = EstClient.of(server).bootstrap(Fingerprint.parse("AB:CD:..."));
 * TrustAnchorStore.in(folder).save(ca);
 * try (var client =
 *     EstClient.of(server)
 *         .trust(ca.asExplicitAnchors())
 *         .login(HttpLogin.basic("device-7", oneTimePassword))
 *         .build()) {
 *   CsrDemands demands = client.csrAttrs();
 *   var key = DemandedKey.choose(demands.key(), KeyAlgorithm.P256).orElseThrow().generate();
 *   var request = EnrollRequest.of(names, PrivateKeySigner.of(key)).following(demands);
 *   switch (client.simpleEnroll(request)) {
 *     case Enrollment.Issued issued -> ...
 *     case Enrollment.Pending pending -> ...
 *     case Enrollment.Refused refused -> ...
 *   }
 * }
 * }</pre>
 */
@NullMarked
package org.bequest.client;

import org.jspecify.annotations.NullMarked;
