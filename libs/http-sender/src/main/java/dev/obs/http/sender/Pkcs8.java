package dev.obs.http.sender;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.PublicKey;

/// The form of private keys that the JDK reads, PKCS #8 ([RFC
/// 5208](https://www.rfc-editor.org/rfc/rfc5208#section-5)), around the forms of one algorithm:
/// PKCS #1 ([RFC 8017, A.1.2](https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2)) and SEC 1
/// ([RFC 5915](https://www.rfc-editor.org/rfc/rfc5915)). The algorithm and its parameters, such as
/// the curve, are those of the public key.
final class Pkcs8 {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  private Pkcs8() {}

  static byte[] wrapping(byte[] key, PublicKey owner) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(VERSION);
    content.writeBytes(algorithm(owner.getEncoded()));
    content.writeBytes(element(OCTET_STRING, key));
    return element(SEQUENCE, content.toByteArray());
  }

  /// Returns the first element of a SubjectPublicKeyInfo.
  private static byte[] algorithm(byte[] publicKey) {
    ByteBuffer der = ByteBuffer.wrap(publicKey);
    int unused = enter(der);
    int start = der.position();
    byte[] algorithm = new byte[enter(der) + der.position() - start];
    der.get(start, algorithm);
    return algorithm;
  }

  /// Reads the tag and the length of an element and returns the length.
  private static int enter(ByteBuffer der) {
    byte unused = der.get();
    int first = der.get() & 0xFF;
    int length = first;
    if (first >= 0x80) {
      length = 0;
      for (int i = 0; i < first - 0x80; i++) {
        length = (length << 8) | (der.get() & 0xFF);
      }
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.length;
    if (length < 0x80) {
      element.write(length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      element.write(0x80 + bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        element.write(length >> (8 * i));
      }
    }
    element.writeBytes(content);
    return element.toByteArray();
  }
}
