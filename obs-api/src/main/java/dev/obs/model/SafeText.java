package dev.obs.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text of foreign objects. Their `toString`, `getMessage` or `getCause` may throw anything, an
/// `Error` included; no method of this class throws.
///
/// Obs and its plugins use it in every report about a foreign object.
public final class SafeText {
  private static final int MAX_THROWABLES = 100;
  private static final int MAX_DEPTH = 10;
  private static final int MAX_TRACE = 100_000;
  private static final String SHORTENED = "... shortened";

  private static final String HIDDEN = "(hidden)";

  /// A query parameter: its name, if it has one, and its value.
  private static final Pattern PARAMETER = Pattern.compile("([^&;=]+=|)[^&;]+");

  private SafeText() {}

  /// Returns the text of a value, as [String#valueOf(Object)] does; if its `toString` throws, the
  /// names of its class and of the exception's class.
  public static String of(@Nullable Object value) {
    try {
      String text = String.valueOf(value);
      return text == null ? "null" : text; // a toString may return null
    } catch (Throwable thrown) { // also StackOverflowError and OutOfMemoryError
      return value == null ? "null" : unreadable(value, thrown);
    }
  }

  private static String unreadable(Object value, Throwable thrown) {
    try {
      return value.getClass().getName()
          + " (its text cannot be read: "
          + thrown.getClass().getName()
          + ")";
    } catch (Throwable noMemory) {
      return "(unreadable)";
    }
  }

  /// Returns the text of a URL with `(hidden)` in place of its user information, the values of its
  /// query and its fragment, which may be secrets. Accepts malformed URLs as well.
  public static String url(@Nullable Object url) {
    String text = of(url);
    int fragment = text.indexOf('#');
    String whole = fragment < 0 ? text : text.substring(0, fragment);
    int query = whole.indexOf('?');
    String shown = withoutUserInfo(query < 0 ? whole : whole.substring(0, query));
    if (query >= 0) {
      shown += "?" + PARAMETER.matcher(whole.substring(query + 1)).replaceAll("$1" + HIDDEN);
    }
    return fragment < 0 ? shown : shown + "#" + HIDDEN;
  }

  private static String withoutUserInfo(String text) {
    // the path of a valid URL may have an '@' too; a malformed one has no certain path
    int at =
        hasHost(text) ? text.split("(?<![:/])/", 2)[0].lastIndexOf('@') : text.lastIndexOf('@');
    if (at < 0) {
      return text;
    }
    int scheme = text.indexOf("://");
    String before = scheme >= 0 && scheme < at ? text.substring(0, scheme + 3) : "";
    return before + HIDDEN + text.substring(at);
  }

  private static boolean hasHost(String url) {
    try {
      return Authority.find(new URI(url)).isPresent();
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /// Returns a text of a limited length: a longer text ends with an ellipsis, and no surrogate pair
  /// is divided.
  ///
  /// @param limit the maximum number of characters, at least 1
  public static String shorten(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "\u2026";
  }

  /// Returns a text that stays on one line and moves no cursor: line feeds and all other control
  /// characters, line and paragraph separators, format characters such as those that reverse the
  /// direction of text, lone surrogates, private and unassigned characters are escaped as in
  /// `\u001b`. Tabs stay.
  public static String line(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      int next = i + Character.charCount(character);
      if (isVisible(character)) {
        out.appendCodePoint(character);
      } else {
        for (; i < next; i++) {
          out.append(String.format("\\u%04x", (int) text.charAt(i)));
        }
      }
      i = next;
    }
    return out.toString();
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character == '\t';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// Returns the message of a throwable; empty if it has none, or if its `getMessage` throws.
  public static Optional<String> message(Throwable failure) {
    try {
      return Optional.ofNullable(failure.getMessage());
    } catch (Throwable thrown) {
      return Optional.empty();
    }
  }

  /// Returns the cause of a throwable; null if it has none, or if its `getCause` throws.
  public static @Nullable Throwable cause(Throwable failure) {
    try {
      return failure.getCause();
    } catch (Throwable thrown) {
      return null;
    }
  }

  /// Returns the stack trace of a throwable with its causes and suppressed exceptions, in the
  /// format of [Throwable#printStackTrace]. Shortened after 100,000 characters or 100 throwables.
  public static String stackTrace(Throwable failure) {
    StringBuilder out = new StringBuilder();
    try {
      new Trace(out).print(failure, new StackTraceElement[0], "", "", 0);
    } catch (Throwable thrown) { // out of memory: the partial text may help
      return out.isEmpty() ? of(failure) : out.toString();
    }
    return out.toString();
  }

  /// A trace under construction. It follows causes in a loop, because their number has no limit.
  private static final class Trace {
    private final StringBuilder out;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Trace(StringBuilder out) {
      this.out = out;
    }

    void print(
        Throwable first, StackTraceElement[] outer, String caption, String prefix, int depth) {
      Throwable failure = first;
      StackTraceElement[] enclosing = outer;
      String title = caption;
      while (failure != null) {
        if (!seen.add(failure)) {
          line(prefix + title + "[CIRCULAR REFERENCE: " + of(failure) + "]");
          return;
        }
        if (seen.size() > MAX_THROWABLES || depth > MAX_DEPTH || out.length() > MAX_TRACE) {
          line(prefix + title + SHORTENED);
          return;
        }
        StackTraceElement[] frames = frames(failure);
        line(prefix + title + of(failure));
        frames(frames, enclosing, prefix);
        for (Throwable suppressed : failure.getSuppressed()) {
          print(suppressed, frames, "Suppressed: ", prefix + "\t", depth + 1);
        }
        failure = cause(failure);
        enclosing = frames;
        title = "Caused by: ";
      }
    }

    /// Appends the frames that a trace does not share with the enclosing one.
    private void frames(StackTraceElement[] frames, StackTraceElement[] enclosing, String prefix) {
      int own = frames.length - 1;
      int other = enclosing.length - 1;
      while (own >= 0 && other >= 0 && frames[own].equals(enclosing[other])) {
        own--;
        other--;
      }
      for (int i = 0; i <= own && out.length() <= MAX_TRACE; i++) {
        line(prefix + "\tat " + frames[i]);
      }
      int shared = frames.length - 1 - own;
      if (shared > 0) {
        line(prefix + "\t... " + shared + " more");
      }
    }

    private void line(String text) {
      int room = MAX_TRACE + 2 * SHORTENED.length() - out.length();
      out.append(text, 0, Math.clamp(room, 0, text.length())).append(System.lineSeparator());
    }

    private static StackTraceElement[] frames(Throwable failure) {
      try {
        StackTraceElement[] frames = failure.getStackTrace();
        return frames == null ? new StackTraceElement[0] : frames;
      } catch (Throwable thrown) {
        return new StackTraceElement[0];
      }
    }
  }
}
