package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.spi.Setting;
import dev.obs.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of certificates that are replaced while a sender is open.
class ChangedCertificatesTest {
  private static final Setting<Path> CERTIFICATE = Setting.path("certificate");
  private static final Setting<Path> CHAIN = Setting.path("client_certificate");
  private static final Setting<Path> KEY = Setting.path("client_key");

  /// For a machine that is busy.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir static Path identities;
  private static TestIdentity server;
  private static TestIdentity other;

  @TempDir Path folder;
  private final TestContext context = new TestContext();
  private Path trusted;
  private FakeServer https;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = TestIdentity.create(identities, "server", "EC");
    other = TestIdentity.create(identities, "other", "EC");
  }

  @BeforeEach
  void start() throws Exception {
    https = FakeServer.start(server.serverContext(other), false);
    trusted = folder.resolve("trusted.pem");
  }

  @AfterEach
  void stop() {
    https.close();
  }

  @Test
  void aNewAuthorityIsTrustedWithTheNextRequest() throws Exception {
    replace(trusted, other.certificate());
    try (HttpSender sender = sender(trusting())) {
      assertUntrusted(sender);
      replace(trusted, server.certificate());
      assertSends(sender);
    }
  }

  @Test
  void anOpenConnectionIsNotUsedWithOtherCertificates() throws Exception {
    replace(trusted, server.certificate());
    try (HttpSender sender = sender(trusting())) {
      assertSends(sender);
      assertSends(sender);
      assertEquals(1, connections(), "unchanged files leave the connection open");
      replace(trusted, other.certificate());
      assertUntrusted(sender);
    }
  }

  @Test
  void aLinkToOtherFilesIsFollowed() throws Exception {
    Path data = folder.resolve("..data");
    for (String version : new String[] {"1", "2"}) {
      Path versioned = Files.createDirectory(folder.resolve(version));
      replace(
          versioned.resolve("ca.pem"),
          version.equals("1") ? other.certificate() : server.certificate());
    }
    Files.createSymbolicLink(data, Path.of("1"));
    trusted = Files.createSymbolicLink(folder.resolve("ca.pem"), Path.of("..data/ca.pem"));
    try (HttpSender sender = sender(trusting())) {
      assertUntrusted(sender);
      Path next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("2"));
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
      assertSends(sender);
    }
  }

  @Test
  void aFailedHandshakeReadsFilesThatSeemUnchanged() throws Exception {
    write(trusted, other.certificate());
    FileTime modified = Files.getLastModifiedTime(trusted);
    try (HttpSender sender = sender(trusting())) {
      assertUntrusted(sender);
      write(trusted, server.certificate());
      Files.setLastModifiedTime(trusted, modified);
      assertSends(sender);
    }
  }

  @Test
  void unusableFilesLeaveTheEarlierOnesInUseWithOneWarning() throws Exception {
    replace(trusted, server.certificate());
    try (HttpSender sender = sender(trusting())) {
      assertSends(sender);
      Files.delete(trusted);
      assertSends(sender);
      assertSends(sender);
      Files.writeString(trusted, "no certificate");
      assertSends(sender);
      assertSends(sender);
      assertEquals(2, context.logged().size(), context.logged()::toString);
      assertTrue(
          context
              .logged()
              .getFirst()
              .endsWith(trusted + " does not exist; the earlier certificates stay in use"),
          context.logged()::toString);
      replace(trusted, other.certificate());
      assertUntrusted(sender);
    }
  }

  @Test
  void aClientCertificateAndItsKeyAreReplacedTogether() throws Exception {
    https.close();
    https = FakeServer.start(server.serverContext(other), true);
    replace(trusted, server.certificate());
    Path chain = folder.resolve("client.crt");
    Path key = folder.resolve("client.key");
    replace(chain, server.certificate());
    replace(key, server.key());
    try (HttpSender sender = sender(trusting().appearingAs(CHAIN, chain, KEY, key))) {
      assertThrows(IOException.class, () -> sender.send(new byte[1]));
      replace(chain, other.certificate());
      assertThrows(IOException.class, () -> sender.send(new byte[1]), "half of the pair");
      assertEquals(1, context.logged().size(), context.logged()::toString);
      replace(key, other.key());
      assertSends(sender);
    }
  }

  private Tls trusting() throws Exception {
    return Tls.system().trusting(CERTIFICATE, trusted);
  }

  private HttpSender sender(Tls tls) {
    return HttpSender.to(https.uri("/"))
        .tls(tls)
        .in(context)
        .timeout(PATIENCE)
        .connectTimeout(PATIENCE)
        .build();
  }

  private static void assertSends(HttpSender sender) throws Exception {
    assertEquals(200, sender.send(new byte[1]).status());
  }

  private static void assertUntrusted(HttpSender sender) {
    assertEquals(
        "the certificate of localhost is not trusted: its authority is unknown",
        assertThrows(IOException.class, () -> sender.send(new byte[1])).getMessage());
  }

  private long connections() {
    return https.requests().stream().map(FakeServer.Request::connection).distinct().count();
  }

  /// Replaces a file as a certificate manager does.
  private static void replace(Path file, Path content) throws IOException {
    Path next = Files.copy(content, file.resolveSibling(file.getFileName() + ".next"));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Writes into a file, always with the same length.
  private static void write(Path file, Path content) throws IOException {
    String text = Files.readString(content);
    Files.writeString(file, text + "#".repeat(2_000 - text.length()));
  }
}
