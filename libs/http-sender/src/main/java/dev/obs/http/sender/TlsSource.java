package dev.obs.http.sender;

import dev.obs.spi.SettingException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The certificates of a sender, read again when one of their files changes or after a failure that
/// other certificates might mend. Files that cannot be used leave the earlier certificates in use,
/// with one warning; they are read again before the next request. A client certificate and its key
/// are replaced together, because they may be written one after the other.
///
/// Thread-safe.
final class TlsSource {
  private final System.@Nullable Logger logger;
  private Tls current;
  private List<Optional<FileStamp>> seen = List.of();
  private boolean doubted = true;
  private String warned = "";

  TlsSource(Tls configured, System.@Nullable Logger logger) {
    this.current = configured;
    this.logger = logger;
  }

  /// Returns the certificates for the next request; the same object as long as they are the same.
  synchronized Tls current() {
    List<Optional<FileStamp>> now = current.paths().stream().map(FileStamp::of).toList();
    if (doubted || !now.equals(seen)) {
      seen = now;
      doubted = false;
      String problem = replaced(Tls::withTrustedAgain) + replaced(Tls::withIdentityAgain);
      doubted = !problem.isEmpty();
      warn(problem);
    }
    return current;
  }

  /// Notes a failure after which the files are read again even if they seem unchanged.
  synchronized void doubt() {
    doubted = true;
  }

  /// Replaces a part of the certificates and returns the problem, if there is one.
  private String replaced(Part part) {
    try {
      Tls read = part.again(current);
      current = read.isSameAs(current) ? current : read;
      return "";
    } catch (SettingException unusable) {
      return unusable.getMessage() + "; ";
    }
  }

  private void warn(String problem) {
    if (logger != null && !problem.isEmpty() && !problem.equals(warned)) {
      logger.log(Level.WARNING, "{0}the earlier certificates stay in use", problem);
    }
    warned = problem;
  }

  private interface Part {
    Tls again(Tls earlier) throws SettingException;
  }
}
