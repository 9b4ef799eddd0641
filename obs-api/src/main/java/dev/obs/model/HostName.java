package dev.obs.model;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A validator of host names and IP addresses. A name has labels of letters, digits, hyphens and
/// underscores ([RFC 1123, 2.1](https://www.rfc-editor.org/rfc/rfc1123#section-2.1), [RFC 3986,
/// 3.2.2](https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2)); a label with other letters is
/// written as an A-label ([RFC 5890, 2.3.2.1](https://www.rfc-editor.org/rfc/rfc5890)).
///
/// [java.net.IDN] follows an earlier standard, by which `größe` is the name of another host.
final class HostName {
  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");

  private HostName() {}

  /// Returns a name in ASCII, or an IPv4 address.
  static String ascii(String text) {
    String host = decoded(text);
    if (IPV4.matcher(host).matches()) {
      return host;
    }
    boolean absolute = host.length() > 1 && host.endsWith(".");
    String[] labels = (absolute ? host.substring(0, host.length() - 1) : host).split("\\.", -1);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(labels[i], host);
    }
    if (labels[labels.length - 1].chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw invalid(host, "its last label is a number, and it is not an IPv4 address");
    }
    String name = String.join(".", labels);
    if (name.length() > LONGEST) {
      throw invalid(host, "it is longer than " + LONGEST + " characters");
    }
    return absolute ? name + "." : name;
  }

  /// Returns an IPv6 address without brackets.
  static String ipv6(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    if (address.indexOf(':') < 0 || zone == text.length() - 1) {
      throw invalid(text, "it is not an IPv6 address");
    }
    if (literal(address).isEmpty()) {
      throw invalid(text, "it is not an IPv6 address");
    }
    return text;
  }

  /// Returns the address that a text writes out; empty for a name.
  static Optional<InetAddress> literal(String text) {
    boolean ipv6 = text.indexOf(':') >= 0;
    if (!ipv6 && !IPV4.matcher(text).matches()) {
      return Optional.empty();
    }
    try { // in brackets, and as an IPv4 address, nothing is looked up
      return Optional.of(InetAddress.getByName(ipv6 ? "[" + text + "]" : text));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private static String label(String label, String host) {
    if (label.isEmpty()) {
      throw invalid(host, host.isEmpty() ? "it is empty" : "it has an empty label");
    }
    label
        .codePoints()
        .filter(c -> !isAllowed(c))
        .findFirst()
        .ifPresent(c -> {
          String character = Character.toString(c);
          throw invalid(host, "character '" + character + "' at " + (host.indexOf(character) + 1));
        });
    if (label.startsWith("-") || label.endsWith("-")) {
      throw invalid(host, "a label begins or ends with '-'");
    }
    String ascii = encoded(label);
    if (ascii.length() > LONGEST_LABEL) {
      throw invalid(host, "a label is longer than " + LONGEST_LABEL + " characters");
    }
    return ascii;
  }

  /// Returns a label in ASCII. One that is too long in any case is not encoded, because the numbers
  /// of the encoder would overflow.
  private static String encoded(String label) {
    if (label.chars().allMatch(c -> c < 0x80)) {
      return label;
    }
    String text = Normalizer.normalize(label.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    return text.length() > 2 * LONGEST_LABEL ? text : "xn--" + Punycode.encode(text);
  }

  private static boolean isAllowed(int c) {
    if (c < 0x80) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '-'
          || c == '_';
    }
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /// Decodes the percent-encoded UTF-8 of a URL.
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.put(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw invalid(text, "character '%' at " + (text.indexOf('%') + 1));
      }
      bytes.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException malformed) {
      throw invalid(text, "it is not UTF-8");
    }
  }

  private static IllegalArgumentException invalid(String host, String problem) {
    return new IllegalArgumentException("host '" + host + "' is invalid: " + problem);
  }
}
