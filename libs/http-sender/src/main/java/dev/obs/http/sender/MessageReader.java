package dev.obs.http.sender;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reader of the message in the body of a failure: the first line of a text, the title or first
/// line of an HTML page, or a member of a JSON object. Reads the first two kilobytes.
final class MessageReader {
  private static final int LONGEST = 2_048;

  /// The members of JSON that explain a failure, the best first.
  private static final List<Pattern> MEMBERS =
      List.of(member("message"), member("error"), member("reason"), member("detail"));

  private static final Pattern JSON_TEXT = Pattern.compile(text());
  private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*\\S[^<]*)</title", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE =
      Pattern.compile(
          "<(script|style)\\b.*?</\\1[^>]*>|<!--.*?-->", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private MessageReader() {}

  private static Pattern member(String name) {
    return Pattern.compile("\"" + name + "\"\\s*:\\s*" + text());
  }

  private static String text() {
    return "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";
  }

  /// Returns the message, or an empty text if the body has none.
  static String message(Answer answer) {
    byte[] body = answer.body();
    String text =
        new String(body, 0, Math.min(body.length, LONGEST), StandardCharsets.UTF_8).strip();
    String type = answer.contentType();
    if (answer.isPage()) {
      return withoutStatus(html(text), answer.status());
    }
    if (type.endsWith("json") || (isText(type, text) && text.startsWith("{"))) {
      return json(text);
    }
    return isText(type, text) ? withoutStatus(firstLine(text), answer.status()) : "";
  }

  /// Returns whether a body is a text; without a type, if it has no control characters.
  private static boolean isText(String type, String body) {
    return type.startsWith("text/")
        || (type.isEmpty()
            && body.chars().noneMatch(c -> c != '\uFFFD' && c < ' ' && "\t\r\n".indexOf(c) < 0));
  }

  private static String json(String text) {
    for (Pattern pattern : MEMBERS) {
      Matcher member = pattern.matcher(text);
      if (member.find()) {
        return unescaped(member.group(1));
      }
    }
    Matcher whole = JSON_TEXT.matcher(text);
    return whole.matches() ? unescaped(whole.group(1)) : "";
  }

  private static String unescaped(String text) {
    return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
  }

  private static String character(MatchResult escape) {
    if (escape.group(1) != null) {
      return String.valueOf((char) Integer.parseInt(escape.group(1), 16));
    }
    return switch (escape.group(2)) {
      case "b", "f", "n", "r", "t" -> " ";
      default -> escape.group(2);
    };
  }

  private static String html(String page) {
    Matcher title = TITLE.matcher(page);
    String text =
        title.find()
            ? title.group(1)
            : TAG.matcher(CODE.matcher(page).replaceAll(" ")).replaceAll(" ");
    return firstLine(
        text.replace("&nbsp;", " ")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&"));
  }

  private static String firstLine(String text) {
    return text.lines()
        .map(ServerMessages::onOneLine)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// Removes a status at the beginning, which the reason has already.
  private static String withoutStatus(String line, int status) {
    String start = status + " ";
    return line.startsWith(start) ? line.substring(start.length()) : line;
  }
}
