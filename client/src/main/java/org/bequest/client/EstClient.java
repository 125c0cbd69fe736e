package org.bequest.client;

import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.client.cmc.FullRequest;
import org.bequest.client.trust.AnchorUpdate;
import org.bequest.client.trust.CaCertificates;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.wire.EstOperation;
import org.bequest.formats.wire.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * A client of one EST server and label: one method per operation.
 *
 * <p>Keeps one connection, opens it when it is needed, and opens it anew when the server has closed
 * it. The server is authenticated and authorised (RFC 7030 3.3.1, 3.6) before anything that it says
 * is believed and before any credential is sent. To be used by one thread at a time.
 *
 * <p>Every method throws {@link EstException} when it comes to no outcome.
 */
public final class EstClient implements AutoCloseable {
  private final Conversation conversation;
  private final ClientSettings settings;
  private final EstServer server;
  private final AnswerReader reader;
  private final Verification verification;
  private final FullCmcExchange cmc;
  private @Nullable Submission waiting;

  EstClient(ClientSettings settings) {
    this.settings = settings;
    this.server = settings.server();
    this.conversation = new Conversation(settings);
    this.reader = new AnswerReader(settings.clock());
    this.verification = new Verification(settings.trust(), settings.clock());
    this.cmc =
        new FullCmcExchange(
            conversation,
            server.uriOf(EstOperation.FULL_CMC),
            new FullCmcExchange.Context(reader, verification, settings.clock(), this::caCerts));
  }

  public static EstClientBuilder of(EstServer server) {
    return new EstClientBuilder(server);
  }

  /**
   * RFC 7030 4.1: the certificates that the server serves, as they came. What of them to believe
   * {@link #refreshAnchors} says.
   */
  public CaCertificates caCerts() {
    CaCertificates certificates = reader.caCerts(get(EstOperation.CA_CERTS));
    var _ = verification.learn(certificates, conversation.authorization());
    return certificates;
  }

  /** RFC 7030 4.1.2 and 4.1.3: fetches /cacerts, and says which anchors to store from now on. */
  public AnchorUpdate refreshAnchors() {
    CaCertificates certificates = reader.caCerts(get(EstOperation.CA_CERTS));
    return verification.learn(certificates, conversation.authorization());
  }

  /**
   * RFC 7030 4.2.1: a first certificate, or a further one.
   *
   * @return issued, pending or refused
   */
  public Enrollment simpleEnroll(EnrollRequest request) {
    return enroll(EstOperation.SIMPLE_ENROLL, request);
  }

  /**
   * RFC 7030 4.2.2: renews the certificate that this client presents in TLS, or gives it a new key.
   * The names must be the old ones: {@link EnrollRequest#renewing}.
   */
  public Enrollment simpleReenroll(EnrollRequest request) {
    return enroll(EstOperation.SIMPLE_REENROLL, request);
  }

  /**
   * RFC 7030 4.3: whatever RFC 5272 has requests for. Challenges to requested keys are answered on
   * the way, and certificates that the server wants accepted are, if the request says so. A request
   * that was pending, given again, asks what has become of it.
   */
  public CmcOutcome fullCmc(FullRequest request) {
    return cmc.outcome(request);
  }

  /** Accepts what the server offered for this request; only then may it be used. */
  public CmcOutcome accept(FullRequest request, CmcOutcome.ConfirmRequired offered) {
    return cmc.accepted(request, offered);
  }

  /**
   * Rejects what the server offered for this request.
   *
   * @param why for people, in one clause
   */
  public void reject(FullRequest request, String why) {
    cmc.rejected(request, why);
  }

  /**
   * RFC 7030 4.4, RFC 8295 8: a key that the server makes, with its certificate.
   *
   * @return delivered, not usable, pending or refused
   */
  public KeyGeneration serverKeygen(KeygenRequest request) {
    EnrollRequest.Composed asked = request.enrolment();
    Submission submission = submission(asked, request.accepted());
    HttpAnswer answer = conversation.post(server.uriOf(EstOperation.SERVER_KEYGEN), submission);
    KeyGeneration outcome =
        switch (answer.status()) {
          case 200, 201 ->
              new KeyReception(request, verification, this::caCerts)
                  .receive(answer, submission.sent());
          case 202 -> reader.pending(answer);
          default -> reader.refused(answer);
        };
    waiting = outcome instanceof Enrollment.Pending ? submission : null;
    return outcome;
  }

  /**
   * RFC 8295 8.2: confirms a key package, or says why it is of no use.
   *
   * @throws EstException also when the server does not take it
   */
  public void serverKeygenReturn(PackageReturn about) {
    HttpAnswer answer =
        conversation.post(
            server.uriOf(EstOperation.SERVER_KEYGEN_RETURN), about.message(settings.clock()));
    if (answer.status() < 200 || answer.status() > 299) {
      throw new EstException(reader.refused(answer));
    }
  }

  /** RFC 7030 4.5: what the server wants in requests; {@link CsrDemands#NONE} when nothing. */
  public CsrDemands csrAttrs() {
    return reader.csrAttrs(get(EstOperation.CSR_ATTRS));
  }

  /** The answer to the same question in the server's own words, for whoever passes it on. */
  public CsrAttributes csrAttributes() {
    return reader.csrAttributes(get(EstOperation.CSR_ATTRS));
  }

  /**
   * RFC 8295 4: revocation lists. Those that do not come from the Explicit anchors are discarded.
   */
  public List<X509CRL> crls() {
    return verification.authentic(reader.crls(get(EstOperation.CRLS)), this::caCerts);
  }

  /** Those of these lists, from wherever they came, that lead to the Explicit anchors. */
  public List<X509CRL> authentic(List<X509CRL> lists) {
    return verification.authentic(lists, this::caCerts);
  }

  /**
   * What RFC 7030 has a client do before it enrols: fetches the current certificates of the
   * authority (4.2), with which the answer's path is validated, and then asks what the server wants
   * in the request (4.5).
   *
   * @return the request, following what the server wants
   */
  public EnrollRequest.Composed prepared(EnrollRequest.Composed request) {
    caCerts();
    return request.following(csrAttrs());
  }

  /** The same for a key that the server makes. */
  public KeygenRequest prepared(KeygenRequest request) {
    return request.with(prepared(request.request()));
  }

  /**
   * What RFC 7030 section 6 advises against and this client is about to do, one clause each:
   * whoever gets a certificate from any of the Implicit anchors could be the server.
   */
  public List<String> cautions(EnrollRequest.Composed request) {
    List<String> cautions = new ArrayList<>();
    if (!settings.trust().implicit().isEmpty() && settings.login().isPresent()) {
      cautions.add(
          "a password goes to a server that any public authority can vouch for;"
              + " a certificate in TLS would not give anything away");
    }
    if (!settings.trust().implicit().isEmpty() && !request.linked()) {
      cautions.add(
          "the request is not linked to its connection, and any public authority can vouch for"
              + " whoever is in between");
    }
    return cautions;
  }

  /** The same, and that the key itself would come from there. */
  public List<String> cautions(KeygenRequest request) {
    List<String> cautions = new ArrayList<>(cautions(request.request()));
    if (!settings.trust().implicit().isEmpty()) {
      cautions.add("a private key comes from a server that any public authority can vouch for");
    }
    return List.copyOf(cautions);
  }

  private HttpAnswer get(EstOperation operation) {
    return conversation.get(server.uriOf(operation));
  }

  private Enrollment enroll(EstOperation operation, EnrollRequest request) {
    Submission submission = submission(request, Optional.empty());
    HttpAnswer answer = conversation.post(server.uriOf(operation), submission);
    Enrollment outcome =
        switch (reader.enrollment(answer)) {
          case AnswerReader.Enrolled.Certificates bag ->
              verification.issued(bag.certificates(), submission.sent(), this::caCerts);
          case AnswerReader.Enrolled.NotYet(Enrollment notYet) -> notYet;
        };
    waiting = outcome instanceof Enrollment.Pending ? submission : null;
    return outcome;
  }

  /** RFC 7030 4.2.3: a request that was pending is repeated, not made anew. */
  private Submission submission(EnrollRequest request, Optional<MediaType> accepted) {
    Submission pending = waiting;
    return pending != null && pending.isOf(request) ? pending : new Submission(request, accepted);
  }

  /** Closes the connection. The client opens another one when it is used again. */
  @Override
  public void close() {
    conversation.close();
  }
}
