package dev.obs.exporter.elasticsearch;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import java.util.regex.Pattern;

/// Puts the server's word into a short reason that is the same for the same cause: without the
/// place in the document, its id, and its content, which is not for our log either.
final class Reason {
  private static final int MAX_LENGTH = 200;

  /// `[1:43] ` before and ` in document with id '...'. Preview of field's value: '...'` behind.
  private static final Pattern PLACE = Pattern.compile("^\\[\\d+:\\d+\\] ");

  private static final Pattern ID =
      Pattern.compile(" (in|of) document with id '.*", Pattern.DOTALL);
  private static final Pattern CONTENT =
      Pattern.compile(
          "[.,;:]? (Preview of|For input string|with value|\\[[A-Za-z0-9_-]{32}\\]).*",
          Pattern.DOTALL);

  private Reason() {}

  /// The status, the type of the error and the gist of its reason.
  static String of(String status, ServerError error) {
    if (error.type().isEmpty()) {
      return status;
    }
    String gist = PLACE.matcher(error.reason()).replaceFirst("");
    gist = ID.matcher(gist).replaceFirst("");
    gist = CONTENT.matcher(gist).replaceFirst("");
    String reason = status + " " + error.type() + (gist.isEmpty() ? "" : ": " + gist);
    reason = reason.length() > MAX_LENGTH ? reason.substring(0, MAX_LENGTH) : reason;
    return reason.replaceAll("\\p{Cntrl}+", " ");
  }
}
