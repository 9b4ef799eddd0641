package dev.obs.http.sender;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// A handshake of TLS as a client, which names the server and verifies that its certificate is for
/// this name ([RFC 6125](https://www.rfc-editor.org/rfc/rfc6125)). The JDK knows no name with an
/// underscore: its servers refuse such a name, so it is not sent, and its check has a replacement
/// here.
final class TlsHandshake {
  private static final int DNS_NAME = 2;

  private TlsHandshake() {}

  static SSLSocket over(Socket connected, SSLContext context, Target target) throws IOException {
    String host = target.host();
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(connected, name, target.port(), true);
    boolean address = Connector.literal(name) != null;
    boolean usual = !address && isUsual(name);
    SSLParameters parameters = socket.getSSLParameters();
    if (usual) {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    if (usual || address) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    if (!usual && !address) {
      verify(name, (X509Certificate) socket.getSession().getPeerCertificates()[0]);
    }
    return socket;
  }

  private static boolean isUsual(String name) {
    try {
      SNIHostName unused = new SNIHostName(name);
      return true;
    } catch (IllegalArgumentException unusual) {
      return false;
    }
  }

  /// @throws SSLHandshakeException if the certificate is for another name
  static void verify(String name, X509Certificate certificate) throws SSLHandshakeException {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null
          && names.stream()
              .anyMatch(each ->
                  Integer.valueOf(DNS_NAME).equals(each.getFirst())
                      && matches(String.valueOf(each.get(1)), name))) {
        return;
      }
    } catch (CertificateParsingException unreadable) {
      // it is for no name
    }
    SSLHandshakeException refusal = new SSLHandshakeException("no name of the certificate matches");
    refusal.initCause(new CertificateException("no subject alternative name matches"));
    throw refusal;
  }

  /// Compares a name with a pattern. A wildcard matches exactly one label, the first.
  private static boolean matches(String pattern, String name) {
    String expected = pattern.toLowerCase(Locale.ROOT);
    String actual = name.toLowerCase(Locale.ROOT);
    int dot = actual.indexOf('.');
    return expected.equals(actual)
        || (expected.startsWith("*.")
            && expected.indexOf('.', 2) > 0
            && dot > 0
            && expected.substring(1).equals(actual.substring(dot)));
  }
}
