package dev.obs.exporter.elasticsearch;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import java.util.regex.Pattern;

/// Puts the server's word into a short reason that is the same for the same cause, because drops
/// are counted and logged by it.
final class Reason {
  private static final int MAX_LENGTH = 200;

  /// What differs from document to document: its place in the request, and behind the gist its id
  /// and its content, which is not for our log either.
  private static final Pattern PARTICULARS =
      Pattern.compile(
          "^\\[\\d+:\\d+] |(?s:"
              + "( (in|of) document with id '|[.:,]? Preview of field's value|: For input string"
              + "|, all of which were skipped).*)");

  private Reason() {}

  /// The status and the type of the error: all that is the same for a server in trouble.
  static String brief(String status, ServerError error) {
    return fit(error.type().isEmpty() ? status : status + " " + error.type());
  }

  /// The same with the gist of what the server says against a document or request.
  static String full(String status, ServerError error) {
    String gist = PARTICULARS.matcher(error.reason()).replaceAll("");
    String brief = brief(status, error);
    return gist.isEmpty() ? brief : fit(brief + ": " + gist);
  }

  private static String fit(String reason) {
    String line = reason.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
  }
}
