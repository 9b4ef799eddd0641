package dev.obs.http.sender;

import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Validation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The trusted certificates and the client's identity for TLS. Files are read immediately, so that
/// errors are found at the start; expensive work waits for the first connection. A sender reads
/// them again when they change.
///
/// Immutable.
public final class Tls {
  private static final char[] NO_PASSWORD = {};

  private final List<X509Certificate> trusted;
  private final @Nullable Identity identity;
  private final Files files;

  private Tls(List<X509Certificate> trusted, @Nullable Identity identity, Files files) {
    this.trusted = trusted;
    this.identity = identity;
    this.files = files;
  }

  /// Trusts the JDK's certificate authorities and has no identity.
  public static Tls system() {
    return new Tls(
        List.of(), null, new Files(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /// Returns this configuration with only the certificates of a PEM file trusted.
  ///
  /// @param setting the setting for error messages
  /// @throws SettingException if the file cannot be used
  public Tls trusting(Setting<Path> setting, Path certificates) throws SettingException {
    return new Tls(
        Certificates.in(Pem.read(setting, certificates)),
        identity,
        new Files(Optional.of(new File(setting, certificates)), files.chain, files.key));
  }

  /// Returns this configuration with a client certificate.
  ///
  /// @param chainSetting the setting for errors in the certificates
  /// @param chain a PEM file with the certificate and its chain to the authority
  /// @param keySetting the setting for errors in the key
  /// @param key a PEM file with the certificate's private key in PKCS #8, PKCS #1 or SEC 1, not
  ///   encrypted
  /// @throws SettingException if a file cannot be used
  public Tls appearingAs(Setting<Path> chainSetting, Path chain, Setting<Path> keySetting, Path key)
      throws SettingException {
    return new Tls(
        trusted,
        Identity.of(Pem.read(chainSetting, chain), Pem.read(keySetting, key)),
        new Files(
            files.trusted,
            Optional.of(new File(chainSetting, chain)),
            Optional.of(new File(keySetting, key))));
  }

  /// A file and the setting that names it.
  public record File(Setting<Path> setting, Path path) {}

  /// The files of a connection, each of which may be absent.
  ///
  /// @param trusted as for [#trusting]
  /// @param chain as for [#appearingAs]
  /// @param key as for [#appearingAs]
  public record Files(Optional<File> trusted, Optional<File> chain, Optional<File> key) {}

  /// Reads the configured files; without files, the same as [#system].
  ///
  /// @throws SettingException if a file cannot be used, or a certificate has no key
  public static Tls of(Files files) throws SettingException {
    Tls tls = system();
    if (files.trusted.isPresent()) {
      tls = tls.trusting(files.trusted.get().setting, files.trusted.get().path);
    }
    if (files.chain.isPresent() && files.key.isPresent()) {
      File chain = files.chain.get();
      File key = files.key.get();
      return tls.appearingAs(chain.setting, chain.path, key.setting, key.path);
    }
    if (files.chain.isPresent()) {
      throw new SettingException(files.chain.get().setting, "needs client_key as well");
    }
    if (files.key.isPresent()) {
      throw new SettingException(files.key.get().setting, "needs client_certificate as well");
    }
    return tls;
  }

  /// Returns whether a connection to a URL uses TLS.
  public static boolean isFor(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /// Finds all files that [#of] refuses.
  static void validate(Files files, Consumer<SettingException> refused) {
    Validation validation = new Validation(refused);
    files.trusted.ifPresent(
        file -> validation.check(() -> Certificates.in(Pem.read(file.setting, file.path))));
    if (files.chain.isEmpty() || files.key.isEmpty()) {
      validation.check(() -> of(new Files(Optional.empty(), files.chain, files.key)));
      return;
    }
    File chain = files.chain.get();
    File key = files.key.get();
    List<SettingException> unreadable = new ArrayList<>();
    new Validation(unreadable::add)
        .check(() -> Certificates.in(Pem.read(chain.setting, chain.path)))
        .check(() -> Identity.requireKey(Pem.read(key.setting, key.path)));
    unreadable.forEach(refused);
    if (unreadable.isEmpty()) {
      validation.check(
          () -> system().appearingAs(chain.setting, chain.path, key.setting, key.path));
    }
  }

  /// Returns the files that the certificates are from.
  List<Path> paths() {
    return Stream.of(files.trusted, files.chain, files.key)
        .flatMap(Optional::stream)
        .map(File::path)
        .toList();
  }

  /// Returns this configuration with the file of trusted certificates read again.
  Tls withTrustedAgain() throws SettingException {
    return files.trusted.isPresent()
        ? trusting(files.trusted.get().setting, files.trusted.get().path)
        : this;
  }

  /// Returns this configuration with the files of the client's identity read again.
  Tls withIdentityAgain() throws SettingException {
    if (files.chain.isEmpty() || files.key.isEmpty()) {
      return this;
    }
    File chain = files.chain.get();
    File key = files.key.get();
    return appearingAs(chain.setting, chain.path, key.setting, key.path);
  }

  /// Returns whether another configuration has the same certificates and the same key.
  boolean isSameAs(Tls other) {
    return trusted.equals(other.trusted) && Objects.equals(identity, other.identity);
  }

  SSLContext context() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers(), trustManagers(), null);
    return context;
  }

  private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
    if (identity == null) {
      return null;
    }
    KeyStore store = emptyStore();
    X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
    store.setKeyEntry("client", identity.key(), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
    if (trusted.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("trusted-" + i, trusted.get(i));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  /// Hides the key.
  @Override
  public String toString() {
    return "Tls[trusted=" + trusted.size() + ", identity=" + (identity != null) + "]";
  }
}
