package dev.obs.http.sender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateParsingException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class CertificateFailureTest {
  private static final Throwable HANDSHAKE = new SSLHandshakeException("failed");
  private static final String UNVERIFIED = "is not trusted: it cannot be verified";

  @Test
  void theMostSpecificCauseWins() {
    Throwable builder = new CertPathBuilderException("no path");
    Throwable name = new CertificateException("no name matching");
    Throwable invalid = new CertPathValidatorException("invalid");
    assertEquals(
        "has expired",
        problem(HANDSHAKE, name, builder, invalid, new CertificateExpiredException()));
    assertEquals("is not trusted: its authority is unknown", problem(HANDSHAKE, name, builder));
    assertEquals(UNVERIFIED, problem(HANDSHAKE, name, invalid));
    assertEquals("is for another name", problem(HANDSHAKE, name));
    assertEquals(UNVERIFIED, problem(HANDSHAKE, new CertificateParsingException()));
  }

  @Test
  void anotherFailureIsNotAboutACertificate() {
    assertEquals(Optional.empty(), CertificateFailure.of(List.of(HANDSHAKE)));
  }

  private static String problem(Throwable... causes) {
    return CertificateFailure.of(List.of(causes)).orElseThrow();
  }
}
