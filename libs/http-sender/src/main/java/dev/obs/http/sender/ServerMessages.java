package dev.obs.http.sender;

import dev.obs.model.SafeText;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The messages of a server in a form for reasons and log lines: on one line, without control
/// characters, with at most 120 characters. Their number is limited, because drops are counted and
/// logged by reason: the first message stands for all that differ only in words with digits, such
/// as the id of a request, and after 16 different messages further ones are left out.
///
/// Thread-safe.
public final class ServerMessages {
  private static final int DISTINCT = 16;
  private static final int LONGEST = 120;
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Z}]+");
  private static final Pattern WITH_DIGITS = Pattern.compile("\\S*\\d\\S*");

  private final Map<String, String> known = new HashMap<>();

  /// Creates an empty set of messages.
  public ServerMessages() {}

  /// Returns a message on one line and without invisible characters, but with any length.
  static String onOneLine(String message) {
    return INVISIBLE.matcher(message).replaceAll(" ").strip();
  }

  /// Returns the form of a message that can be shown; empty if it has no visible character, or if
  /// there are too many different messages.
  public synchronized String prepare(String message) {
    String line = SafeText.shorten(onOneLine(message), LONGEST);
    String pattern = WITH_DIGITS.matcher(line).replaceAll("#");
    if (line.isEmpty() || (known.size() == DISTINCT && !known.containsKey(pattern))) {
      return "";
    }
    return known.computeIfAbsent(pattern, unused -> line);
  }
}
