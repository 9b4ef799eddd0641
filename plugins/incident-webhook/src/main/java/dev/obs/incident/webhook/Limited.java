package dev.obs.incident.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The shortening of texts to the limits of a receiver.
final class Limited {
  private Limited() {}

  /// Returns the text, or its beginning.
  static String text(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean splits = Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, splits ? most - 1 : most);
  }

  /// Returns the key, or its beginning and a hash of all of it, so that different keys stay
  /// different.
  static String key(String key, int most) {
    if (key.length() <= most) {
      return key;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      String end = "#" + HexFormat.of().formatHex(hash);
      return text(key, most - end.length()) + end;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java platform has it
    }
  }
}
