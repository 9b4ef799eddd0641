package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final Setting<Path> CERTIFICATE = Setting.path("certificate");
  private static final Setting<Path> CHAIN = Setting.path("client_certificate");
  private static final Setting<Path> KEY = Setting.path("client_key");

  @TempDir static Path folder;
  private static TestIdentity server;
  private static TestIdentity client;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestIdentity.create(folder, "server", "EC");
    client = TestIdentity.create(folder, "client", "RSA");
  }

  @Test
  void sendsToAServerWhoseCertificateIsTrusted() throws Exception {
    assertEquals(200, send(server, Tls.system().trusting(CERTIFICATE, server.certificate())));
  }

  @Test
  void refusesAServerWhoseCertificateIsNotTrusted() {
    assertEquals(
        "the certificate of localhost is not trusted: its authority is unknown",
        assertThrows(IOException.class, () -> send(server, Tls.system())).getMessage());
  }

  @Test
  void refusesACertificateOfAnotherHost() throws Exception {
    TestIdentity other = TestIdentity.create(folder, "other", "EC", "elsewhere.example");
    Tls tls = Tls.system().trusting(CERTIFICATE, other.certificate());
    assertEquals(
        "the certificate of localhost is for another name",
        assertThrows(IOException.class, () -> send(other, tls)).getMessage());
  }

  @Test
  void saysThatACertificateHasExpired() throws Exception {
    TestIdentity expired = server.signed(folder, "expired", LocalDate.of(2020, 1, 1));
    assertEquals("the certificate of localhost has expired (2020-01-03)", refusal(expired));
  }

  @Test
  void saysThatACertificateIsNotValidYet() throws Exception {
    TestIdentity early = server.signed(folder, "early", LocalDate.of(2199, 1, 1));
    assertEquals(
        "the certificate of localhost is not valid yet (before 2199-01-01)", refusal(early));
  }

  private static String refusal(TestIdentity signed) throws Exception {
    Tls tls = Tls.system().trusting(CERTIFICATE, server.certificate());
    return assertThrows(IOException.class, () -> send(signed, tls)).getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void appearsWithAClientCertificate(String algorithm) throws Exception {
    TestIdentity me = TestIdentity.create(folder, "client-" + algorithm, algorithm);
    Tls tls =
        Tls.system()
            .trusting(CERTIFICATE, server.certificate())
            .appearingAs(CHAIN, me.certificate(), KEY, me.key());
    try (FakeServer https = FakeServer.start(server.serverContext(me), true);
        HttpSender sender = HttpSender.to(https.uri("/")).tls(tls).build()) {
      assertEquals(200, sender.send(new byte[1]).status());
    }
  }

  @Test
  void failsWhereAClientCertificateIsWantedAndNoneGiven() throws Exception {
    Tls tls = Tls.system().trusting(CERTIFICATE, server.certificate());
    try (FakeServer https = FakeServer.start(server.serverContext(client), true);
        HttpSender sender = HttpSender.to(https.uri("/")).tls(tls).build()) {
      assertThrows(IOException.class, () -> sender.send(new byte[1]));
    }
  }

  @Test
  void trustsEveryCertificateOfABundleWithComments() throws Exception {
    Path bundle = folder.resolve("bundle.pem");
    Files.writeString(
        bundle,
        "# one\n"
            + Files.readString(client.certificate())
            + "# two\n"
            + Files.readString(server.certificate()));
    assertEquals(200, send(server, Tls.system().trusting(CERTIFICATE, bundle)));
  }

  @Test
  void saysWhichFileDoesNotExist() {
    Path absent = folder.resolve("absent.pem");
    assertProblem(CERTIFICATE, absent + " does not exist", absent, null);
  }

  @Test
  void saysThatAFolderIsNoFile() {
    assertProblem(CERTIFICATE, folder + " is not a file", folder, null);
  }

  @Test
  void saysThatAFileHoldsNoCertificate() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    String problem = " holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)";
    assertProblem(CERTIFICATE, empty + problem, empty, null);
    assertProblem(CHAIN, empty + problem, empty, client.key());
  }

  @Test
  void saysThatACertificateIsDamaged() throws Exception {
    Path damaged = folder.resolve("damaged.pem");
    Files.writeString(damaged, TestIdentity.pem("CERTIFICATE", new byte[] {1, 2, 3}));
    assertProblem(CERTIFICATE, damaged + " holds a certificate that cannot be read", damaged, null);
  }

  @Test
  void saysThatAFileIsTooLarge() throws Exception {
    Path large = Files.write(folder.resolve("large.pem"), new byte[2 << 20]);
    assertProblem(CERTIFICATE, large + " is larger than 1 MB: not a PEM file", large, null);
  }

  /// Keys of OpenSSL in PKCS #1 and SEC 1; the latter begin with `EC PARAMETERS`.
  @ParameterizedTest
  @ValueSource(strings = {"rsa", "p256", "p384"})
  void readsKeysInTheFormOfTheirAlgorithm(String name) throws Exception {
    Tls tls =
        Tls.system()
            .trusting(CERTIFICATE, server.certificate())
            .appearingAs(CHAIN, resource(name + ".crt"), KEY, resource(name + ".key"));
    assertEquals("Tls[trusted=1, identity=true]", tls.toString());
  }

  @Test
  void refusesAKeyOfAnotherCertificateInAnyForm() throws Exception {
    assertProblem(
        KEY,
        resource("p256.key")
            + " does not hold the key of the certificate in "
            + resource("p384.crt"),
        resource("p384.crt"),
        resource("p256.key"));
    assertProblem(
        KEY,
        resource("p256.key") + " holds no readable RSA key, as its certificate needs",
        resource("rsa.crt"),
        resource("p256.key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa-encrypted.key", "pkcs8-encrypted.key"})
  void saysThatAKeyIsEncrypted(String name) throws Exception {
    Path key = resource(name);
    assertProblem(
        KEY,
        key + " holds an encrypted key; decrypt it with openssl pkey",
        resource("rsa.crt"),
        key);
  }

  @Test
  void saysHowToConvertAKeyInAnotherForm() throws Exception {
    Path other = folder.resolve("other.key");
    Files.writeString(other, TestIdentity.pem("DSA PRIVATE KEY", new byte[] {1, 2, 3}));
    assertProblem(
        KEY,
        other
            + " holds a key in the form DSA PRIVATE KEY; convert it with openssl pkcs8 -topk8"
            + " -nocrypt",
        client.certificate(),
        other);
    Path damaged = folder.resolve("damaged.key");
    Files.writeString(damaged, TestIdentity.pem("RSA PRIVATE KEY", new byte[] {1, 2, 3}));
    assertProblem(
        KEY,
        damaged + " holds no readable RSA key, as its certificate needs",
        client.certificate(),
        damaged);
  }

  @Test
  void saysThatAFileIsCutOff() throws Exception {
    String whole = Files.readString(server.certificate());
    Path half = Files.writeString(folder.resolve("half.pem"), whole.substring(0, 100));
    assertProblem(CERTIFICATE, half + " holds a CERTIFICATE without its end", half, null);
  }

  @Test
  void saysThatACertificateIsInTheFormOfOpenssl() throws Exception {
    Path trusted = folder.resolve("trusted.pem");
    Files.writeString(trusted, TestIdentity.pem("TRUSTED CERTIFICATE", new byte[] {1, 2, 3}));
    assertProblem(
        CERTIFICATE,
        trusted + " holds a TRUSTED CERTIFICATE; convert it with openssl x509",
        trusted,
        null);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(TlsTest.class.getResource(name).toURI());
  }

  @Test
  void saysThatAKeyBelongsToAnotherCertificate() throws Exception {
    TestIdentity other = TestIdentity.create(folder, "another", "RSA");
    assertProblem(
        KEY,
        other.key() + " does not hold the key of the certificate in " + client.certificate(),
        client.certificate(),
        other.key());
    assertProblem(
        KEY,
        server.key() + " holds no readable RSA key, as its certificate needs",
        client.certificate(),
        server.key());
  }

  @Test
  void hidesTheKey() throws Exception {
    Tls tls = Tls.system().appearingAs(CHAIN, client.certificate(), KEY, client.key());
    assertEquals("Tls[trusted=0, identity=true]", tls.toString());
  }

  private static int send(TestIdentity identity, Tls tls) throws Exception {
    try (FakeServer https = FakeServer.start(identity.serverContext(), false);
        HttpSender sender = HttpSender.to(https.uri("/")).tls(tls).build()) {
      return sender.send(new byte[1]).status();
    }
  }

  private static void assertProblem(
      Setting<Path> culprit, String message, Path certificates, Path key) {
    SettingException problem =
        assertThrows(
            SettingException.class,
            () -> {
              if (key == null) {
                Tls.system().trusting(CERTIFICATE, certificates);
              } else {
                Tls.system().appearingAs(CHAIN, certificates, KEY, key);
              }
            });
    assertEquals(message, problem.getMessage());
    assertSame(culprit, problem.setting());
    assertTrue(!message.contains("BEGIN PRIVATE"));
  }
}
