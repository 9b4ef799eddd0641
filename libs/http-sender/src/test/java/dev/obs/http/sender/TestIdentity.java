package dev.obs.http.sender;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A self-signed certificate with its key, made by the JDK's keytool.
///
/// @param certificate a PEM file
/// @param key a PEM file, PKCS #8
/// @param store the same identity as a key store
public record TestIdentity(Path certificate, Path key, Path store) {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /// Creates an identity for `localhost`.
  ///
  /// @param algorithm `RSA`, `EC` or `Ed25519`
  public static TestIdentity create(Path folder, String name, String algorithm) throws Exception {
    return create(folder, name, algorithm, "localhost");
  }

  /// Creates an identity for a host.
  public static TestIdentity create(Path folder, String name, String algorithm, String host)
      throws Exception {
    Path store = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-J-XX:TieredStopAtLevel=1",
            "-genkeypair",
            "-alias",
            "it",
            "-keyalg",
            algorithm,
            "-dname",
            "CN=" + name,
            "-ext",
            "san=dns:" + host,
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            new String(PASSWORD));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
    KeyStore keys = load(store);
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    Key secret = keys.getKey("it", PASSWORD);
    Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate("it").getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
    return new TestIdentity(certificate, key, store);
  }

  /// Returns a server's context with this identity that trusts the given clients.
  public SSLContext serverContext(TestIdentity... clients) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(load(store), PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (TestIdentity client : clients) {
      trusted.setCertificateEntry(client.store.toString(), load(client.store).getCertificate("it"));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), clients.length == 0 ? null : trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  static String pem(String label, byte[] bytes) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(bytes), label);
  }
}
