package dev.obs.exporter.otlp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reader of an `ExportServiceResponse` in JSON, such as `{}` or `{"partialSuccess":
/// {"rejectedSpans": "2", "errorMessage": "too old"}}`. It knows no other members, because any JSON
/// object would be a response otherwise.
final class PartialSuccessJson {
  private static final int LONGEST = 10_000;
  private static final String TEXT = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";
  private static final String MEMBER =
      "\\s*(?:\"rejected\\w{1,20}\"\\s*:\\s*(?:\"-?\\d{1,18}\"|-?\\d{1,18})"
          + "|\"error_?[mM]essage\"\\s*:\\s*"
          + TEXT
          + ")\\s*";
  private static final Pattern RESPONSE =
      Pattern.compile(
          "\\s*\\{\\s*(?:\"partial_?[sS]uccess\"\\s*:\\s*(?:null|\\{(?<partial>\\s*+|"
              + MEMBER
              + "(?:,"
              + MEMBER
              + ")?)\\})\\s*)?\\}\\s*",
          Pattern.DOTALL);
  private static final Pattern REJECTED = Pattern.compile("\"rejected\\w+\"\\s*:\\s*\"?(-?\\d+)");
  private static final Pattern MESSAGE =
      Pattern.compile("\"error_?[mM]essage\"\\s*:\\s*" + TEXT, Pattern.DOTALL);

  private PartialSuccessJson() {}

  /// Returns the report, or empty if the text is something else.
  static Optional<PartialSuccess> read(byte[] text) {
    if (text.length > LONGEST) {
      return Optional.empty();
    }
    Matcher response = RESPONSE.matcher(new String(text, StandardCharsets.UTF_8));
    if (!response.matches()) {
      return Optional.empty();
    }
    String partial = response.group("partial") == null ? "" : response.group("partial");
    Matcher rejected = REJECTED.matcher(partial);
    Matcher message = MESSAGE.matcher(partial);
    return Optional.of(
        new PartialSuccess(
            rejected.find() ? Long.parseLong(rejected.group(1)) : 0,
            message.find() ? message.group(1) : ""));
  }
}
