package dev.obs.http.sender;

import dev.obs.spi.SettingException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// A reader of X.509 certificates from PEM blocks.
final class Certificates {

  private Certificates() {}

  static List<X509Certificate> in(Pem pem) throws SettingException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Pem.Block block : pem.blocks()) {
        if (block.label().equals("CERTIFICATE")) {
          certificates.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(block.bytes())));
        }
      }
    } catch (CertificateException damaged) {
      throw pem.unusable("holds a certificate that cannot be read");
    }
    if (certificates.isEmpty()
        && pem.blocks().stream().anyMatch(each -> each.label().equals("TRUSTED CERTIFICATE"))) {
      throw pem.unusable("holds a TRUSTED CERTIFICATE; convert it with openssl x509");
    }
    if (certificates.isEmpty()) {
      throw pem.unusable("holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
    }
    return List.copyOf(certificates);
  }
}
