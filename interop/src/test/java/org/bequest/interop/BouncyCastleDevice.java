package org.bequest.interop;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.est.ESTAuth;
import org.bouncycastle.est.jcajce.JcaHttpAuthBuilder;
import org.bouncycastle.est.jcajce.JcaJceUtils;
import org.bouncycastle.est.jcajce.JsseESTServiceBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A device made of Bouncy Castle and the JDK's TLS: nothing of ours. */
public final class BouncyCastleDevice {
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private BouncyCastleDevice() {}

  /** A client of the server on this port of this machine. */
  public static JsseESTServiceBuilder client(int port, X509Certificate root, String version) {
    return new JsseESTServiceBuilder("localhost:" + port, trust(root))
        .withTLSVersion(version)
        .withHostNameAuthorizer((name, _) -> name.startsWith("localhost"))
        .withTimeout(20_000);
  }

  public static ESTAuth login(String user, String password) {
    try {
      return new JcaHttpAuthBuilder(user, password.toCharArray()).setProvider(PROVIDER).build();
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  public static PKCS10CertificationRequestBuilder request(String name, KeyPair keys) {
    return new JcaPKCS10CertificationRequestBuilder(new X500Name(name), keys.getPublic());
  }

  public static ContentSigner signer(KeyPair keys) {
    try {
      return new JcaContentSignerBuilder("SHA256withECDSA")
          .setProvider(PROVIDER)
          .build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** To be shown in TLS. */
  public static KeyManager[] identity(KeyPair keys, X509CertificateHolder certificate) {
    try {
      X509Certificate x509 = new JcaX509CertificateConverter().getCertificate(certificate);
      KeyStore store = empty();
      char[] password = {'x'};
      store.setKeyEntry("device", keys.getPrivate(), password, new X509Certificate[] {x509});
      return JcaJceUtils.createKeyManagerFactory("SunX509", null, store, password).getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDK's: Bouncy Castle's own would want its provider registered with the JVM. */
  private static X509TrustManager trust(X509Certificate root) {
    try {
      KeyStore anchors = empty();
      anchors.setCertificateEntry("root", root);
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
