package dev.obs.kernel.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One way in which a secret may be written: as it is, escaped, or within Base64.
///
/// Secrets of fewer than four characters and common words are not looked for: hiding each `1` or
/// `true` would make texts unreadable and would reveal the secret by its place. Secrets of fewer
/// than eight characters are looked for as whole words.
///
/// @param text the text to find
/// @param kind where it may begin and end
record SecretForm(String text, Kind kind) {
  private static final int SHORTEST = 4;
  private static final int DISTINCT = 8;

  private static final Set<String> COMMON =
      Set.of(
          "true",
          "false",
          "null",
          "none",
          "http",
          "https",
          "localhost",
          "basic",
          "bearer",
          "gzip",
          "identity",
          "default",
          "utf-8");
  private static final Pattern MEDIA_TYPE = Pattern.compile("(?:application|text)/[a-z0-9.+-]+");

  /// `Bearer TOKEN` and the like.
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9-]*) +(?<token>\\S+)");

  /// The borders of a form.
  enum Kind {
    /// Anywhere.
    PART,
    /// Not within a longer word.
    WORD,
    /// Within a longer text in Base64, which is hidden as a whole.
    BASE64
  }

  /// All forms of a secret.
  static Set<SecretForm> of(String secret) {
    Set<String> plain = new LinkedHashSet<>();
    plain.add(secret);
    plain.add(secret.strip());
    for (String word : secret.split("[\\s,;]+", -1)) {
      String value = word.replaceFirst("^[A-Za-z0-9_.-]+=(?!=*$)", "").replace("\"", "");
      if (value.length() >= DISTINCT) {
        plain.add(value);
      }
    }
    Matcher credentials = CREDENTIALS.matcher(secret.strip());
    if (credentials.matches()) {
      plain.add(credentials.group("token"));
      plain.addAll(decoded(credentials.group("token")));
    }
    Set<SecretForm> forms = new LinkedHashSet<>();
    for (String each : plain) {
      if (isLookedFor(each)) {
        escaped(each).forEach(form -> forms.add(new SecretForm(form, kind(form))));
        base64(each).forEach(form -> forms.add(new SecretForm(form, Kind.BASE64)));
      }
    }
    return forms;
  }

  private static boolean isLookedFor(String secret) {
    return secret.length() >= SHORTEST
        && !COMMON.contains(secret.toLowerCase(Locale.ROOT))
        && !MEDIA_TYPE.matcher(secret).matches();
  }

  private static Kind kind(String text) {
    return text.length() < DISTINCT ? Kind.WORD : Kind.PART;
  }

  /// `user:password` and the password out of basic authentication.
  private static Set<String> decoded(String token) {
    try {
      String plain = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      return colon < 0 ? Set.of() : Set.of(plain, plain.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return Set.of();
    }
  }

  private static Set<String> escaped(String secret) {
    String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return new LinkedHashSet<>(
        Arrays.asList(
            secret,
            percent,
            percent.replace("+", "%20"),
            lowerCaseDigits(percent),
            lowerCaseDigits(percent.replace("+", "%20")),
            json,
            json.replace("/", "\\/"),
            json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"),
            html.replace("\"", "&quot;").replace("'", "&#39;"),
            html.replace("\"", "&#34;").replace("'", "&#x27;")));
  }

  private static String lowerCaseDigits(String percent) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(percent)
        .replaceAll(digits -> digits.group().toLowerCase(Locale.ROOT));
  }

  /// The forms of a secret within a longer text in Base64, which depend on how many bytes are
  /// before it. The characters at both ends hold bits of its neighbours and are left out.
  private static Set<String> base64(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    Set<String> parts = new LinkedHashSet<>();
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int first = before == 0 ? 0 : before + 1;
      int last = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
      String part = encoded.substring(first, last);
      if (part.length() >= SHORTEST) {
        parts.add(part);
        parts.add(part.replace('+', '-').replace('/', '_'));
      }
    }
    return parts;
  }

  /// Whether a text has this form at a place.
  boolean isAt(String whole, int index) {
    if (!whole.startsWith(text, index)) {
      return false;
    }
    int end = index + text.length();
    return kind != Kind.WORD
        || ((index == 0 || !isWordPart(whole.charAt(index - 1)))
            && (end == whole.length() || !isWordPart(whole.charAt(end))));
  }

  /// The begin of the text to hide.
  int start(String whole, int index) {
    int start = index;
    while (kind == Kind.BASE64 && start > 0 && isBase64(whole.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /// The end of the text to hide.
  int end(String whole, int index) {
    int end = index + text.length();
    while (kind == Kind.BASE64 && end < whole.length() && isBase64(whole.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c);
  }

  private static boolean isBase64(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "+/=_-".indexOf(c) >= 0);
  }
}
