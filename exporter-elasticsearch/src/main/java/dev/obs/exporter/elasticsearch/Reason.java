package dev.obs.exporter.elasticsearch;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import dev.obs.model.SafeText;
import java.util.regex.Pattern;

/// A short reason from the server's message that is the same for the same cause, because drops are
/// counted and logged by it.
final class Reason {
  private static final int MAX_LENGTH = 200;

  /// The parts that differ from document to document: its position in the request, and after the
  /// gist its id and its content, which must not appear in our log either.
  private static final Pattern PARTICULARS =
      Pattern.compile(
          "^\\[\\d+:\\d+] |(?s:"
              + "( (in|of) document with id '|[.:,]? Preview of field's value|: For input string"
              + "|, all of which were skipped).*)");

  private static final Pattern NUMBER = Pattern.compile("\\[\\d+]");

  private Reason() {}

  /// Returns the status and the type of the error, which are the same for every request to a
  /// failing server.
  static String brief(String status, ServerError error) {
    return fit(error.type().isEmpty() ? status : status + " " + error.type());
  }

  /// Returns the brief reason with the gist of the server's message about a document or request.
  static String full(String status, ServerError error) {
    String gist = PARTICULARS.matcher(error.reason()).replaceAll("");
    String brief = brief(status, error);
    return gist.isEmpty() ? brief : fit(brief + ": " + gist);
  }

  /// Returns the full reason of a failure that an operator can mend, without the numbers that
  /// change between attempts, such as the count of shards.
  static String mendable(String status, ServerError error) {
    return NUMBER.matcher(full(status, error)).replaceAll("[#]");
  }

  private static String fit(String reason) {
    String line = SafeText.line(reason.replaceAll("\\p{Cntrl}+", " "));
    return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
  }
}
