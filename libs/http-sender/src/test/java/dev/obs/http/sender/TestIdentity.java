package dev.obs.http.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate with its key, made by the JDK's keytool; self-signed, unless another identity
/// signs it.
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
    keytool(store, "it", name, algorithm, host, List.of("-validity", "2"));
    KeyStore keys = load(store);
    return written(folder, name, store, keys.getCertificate("it"), keys.getKey("it", PASSWORD));
  }

  /// Creates an identity for `localhost` whose certificate this one signs.
  ///
  /// @param start the first day of its validity, which takes two days
  public TestIdentity signed(Path folder, String name, LocalDate start) throws Exception {
    Path copy = Files.copy(store, folder.resolve(name + "-and-signer.p12"));
    String noon = start.toString().replace('-', '/') + " 12:00:00";
    keytool(
        copy,
        "signed",
        name,
        "EC",
        "localhost",
        List.of("-validity", "2", "-signer", "it", "-startdate", noon));
    KeyStore both = load(copy);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    Key secret = both.getKey("signed", PASSWORD);
    own.setKeyEntry("it", secret, PASSWORD, both.getCertificateChain("signed"));
    Path ownStore = folder.resolve(name + ".p12");
    try (OutputStream out = Files.newOutputStream(ownStore)) {
      own.store(out, PASSWORD);
    }
    return written(folder, name, ownStore, both.getCertificate("signed"), secret);
  }

  private static TestIdentity written(
      Path folder, String name, Path store, Certificate owner, Key secret) throws Exception {
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    Files.writeString(certificate, pem("CERTIFICATE", owner.getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", secret.getEncoded()));
    return new TestIdentity(certificate, key, store);
  }

  private static void keytool(
      Path store, String alias, String name, String algorithm, String host, List<String> more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(more);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
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
