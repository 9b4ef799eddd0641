package dev.obs.http.sender;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The cause of the refusal of a server's certificate, as the end of a sentence that begins with
/// "the certificate of HOST". The specific causes are at the end of a chain of exceptions, whose
/// beginning is the same for all.
final class CertificateFailure {

  private CertificateFailure() {}

  /// Returns the cause, or empty if the failure is not about a certificate.
  static Optional<String> of(List<Throwable> causes) {
    if (has(causes, CertificateExpiredException.class)) {
      return Optional.of("has expired" + date(causes, " (", X509Certificate::getNotAfter, ")"));
    }
    if (has(causes, CertificateNotYetValidException.class)) {
      return Optional.of(
          "is not valid yet" + date(causes, " (before ", X509Certificate::getNotBefore, ")"));
    }
    if (has(causes, CertificateRevokedException.class)) {
      return Optional.of("was revoked");
    }
    if (has(causes, CertPathBuilderException.class)) {
      return Optional.of("is not trusted: its authority is unknown");
    }
    if (has(causes, CertPathValidatorException.class)) {
      return Optional.of("is not trusted: it cannot be verified");
    }
    // the check of the host name throws no subclass
    if (causes.stream().anyMatch(cause -> cause.getClass() == CertificateException.class)) {
      return Optional.of("is for another name");
    }
    return has(causes, CertificateException.class)
        ? Optional.of("is not trusted: it cannot be verified")
        : Optional.empty();
  }

  /// Returns the day only, so that the reason is the same for the same certificate.
  private static String date(
      List<Throwable> causes, String before, Function<X509Certificate, Date> limit, String after) {
    for (Throwable cause : causes) {
      if (cause instanceof CertPathValidatorException invalid
          && invalid.getCertPath() != null
          && invalid.getIndex() >= 0
          && invalid.getCertPath().getCertificates().get(invalid.getIndex())
              instanceof X509Certificate certificate) {
        return before
            + LocalDate.ofInstant(limit.apply(certificate).toInstant(), ZoneOffset.UTC)
            + after;
      }
    }
    return "";
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }
}
