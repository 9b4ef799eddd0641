package dev.obs.http.sender;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The rules by which the sinks of a protocol read the answers of its servers. One table of
/// statuses serves all sinks, so that one cause has one verdict:
///
/// | status | verdict |
/// |---|---|
/// | 2xx | delivered, or retried if the body does not acknowledge the request |
/// | 1xx, 3xx, 404, 405, 421 | retried: the address is wrong |
/// | 401, 403, 407 | retried: the credentials are wrong |
/// | 408, 425, 429, 502, 503, 504 | retried |
/// | 413, or 400 with a text about the size | too large |
/// | other 4xx | rejected |
/// | other 5xx | rejected, or retried if the protocol says so |
///
/// An operator can mend an address or credentials, so records wait for that, and the reason names
/// the remedy. It contains the server's message, except about credentials, which the message may
/// repeat. An HTML page acknowledges nothing: it comes from a proxy or another server. OTLP counts
/// these statuses as final; the deviation is intended.
///
/// Immutable.
public final class AnswerRules {
  /// The rules for OTLP, Zipkin and similar protocols.
  static final AnswerRules COMMON = of("check endpoint", "check credentials");

  private final String addressRemedy;
  private final String credentialsRemedy;
  private final boolean retriesServerErrors;
  private final boolean hidesPaths;
  private final Predicate<Answer> acknowledgement;

  private AnswerRules(
      String addressRemedy,
      String credentialsRemedy,
      boolean retriesServerErrors,
      boolean hidesPaths,
      Predicate<Answer> acknowledgement) {
    this.addressRemedy = addressRemedy;
    this.credentialsRemedy = credentialsRemedy;
    this.retriesServerErrors = retriesServerErrors;
    this.hidesPaths = hidesPaths;
    this.acknowledgement = acknowledgement;
  }

  /// Creates rules that name the settings of a sink.
  ///
  /// @param addressRemedy the remedy if another server answers, such as `check endpoint`
  /// @param credentialsRemedy the remedy if the server refuses the credentials
  public static AnswerRules of(String addressRemedy, String credentialsRemedy) {
    return new AnswerRules(
        addressRemedy, credentialsRemedy, false, false, answer -> !answer.isPage());
  }

  /// Returns these rules with each status of 5xx retried, not only 502, 503 and 504.
  public AnswerRules retryingServerErrors() {
    return new AnswerRules(addressRemedy, credentialsRemedy, true, hidesPaths, acknowledgement);
  }

  /// Returns these rules with the path of a redirect hidden, for URLs whose path is a secret.
  public AnswerRules hidingPaths() {
    return new AnswerRules(
        addressRemedy, credentialsRemedy, retriesServerErrors, true, acknowledgement);
  }

  /// Returns these rules with another test of an answer of 2xx; by default each one acknowledges
  /// the request, unless it is an HTML page.
  public AnswerRules acknowledgedBy(Predicate<Answer> test) {
    return new AnswerRules(addressRemedy, credentialsRemedy, retriesServerErrors, hidesPaths, test);
  }

  private enum Verdict {
    DELIVERED,
    WAIT,
    MEND_ADDRESS,
    MEND_CREDENTIALS,
    TOO_LARGE,
    FINAL
  }

  private Verdict verdict(Answer answer) {
    if (answer.saysTooLarge()) {
      return Verdict.TOO_LARGE;
    }
    int status = answer.status();
    return switch (status) {
      case 401, 403, 407 -> Verdict.MEND_CREDENTIALS;
      case 404, 405, 421 -> Verdict.MEND_ADDRESS;
      case 408, 425, 429, 502, 503, 504 -> Verdict.WAIT;
      default ->
          switch (status / 100) {
            case 1, 3 -> Verdict.MEND_ADDRESS;
            case 2 -> Verdict.DELIVERED;
            case 5 -> retriesServerErrors ? Verdict.WAIT : Verdict.FINAL;
            default -> Verdict.FINAL;
          };
    };
  }

  ExportResult result(Answer answer, RequestSize request) {
    return switch (verdict(answer)) {
      case DELIVERED -> accepted(answer, request);
      case WAIT -> new Retry(reason(answer, answer.message()), answer.retryAfter());
      case MEND_ADDRESS ->
          new Retry(
              reason(answer, redirect(answer), addressRemedy, message(answer)),
              answer.retryAfter());
      case MEND_CREDENTIALS -> new Retry(reason(answer, credentialsRemedy), answer.retryAfter());
      case TOO_LARGE -> tooLarge(answer, request);
      case FINAL -> new Rejected(reason(answer, answer.message()));
    };
  }

  private ExportResult accepted(Answer answer, RequestSize request) {
    String cause = "http " + answer.status();
    return switch (answer.reading()) {
      case WHOLE ->
          acknowledgement.test(answer) ? ExportResult.delivered() : unacknowledged(answer);
      case BROKEN -> new Retry(cause + " with a broken answer", answer.retryAfter());
      case TOO_LARGE ->
          new PartlyRejected(request.records(), cause + " with an answer that is too large");
    };
  }

  /// Returns the result for an answer of 2xx that is not an acknowledgement.
  public Retry unacknowledged(Answer answer) {
    return new Retry(
        reason(
            "http " + answer.status() + " without an acknowledgement",
            addressRemedy,
            answer.message()),
        answer.retryAfter());
  }

  private static Rejected tooLarge(Answer answer, RequestSize request) {
    Rejected sized = request.tooLarge("http " + answer.status());
    if (answer.message().isEmpty()) {
      return sized;
    }
    String separator = sized.reason().contains(": ") ? "; " : ": ";
    return new Rejected(sized.reason() + separator + answer.message());
  }

  private String redirect(Answer answer) {
    if (!isRedirect(answer)) {
      return "";
    }
    String target = answer.redirect();
    return "redirects to " + (hidesPaths ? Redirect.origin(target) : target);
  }

  /// Returns the server's message; the page of a redirect says no more than its target.
  private static String message(Answer answer) {
    return isRedirect(answer) ? "" : answer.message();
  }

  private static boolean isRedirect(Answer answer) {
    return answer.status() / 100 == 3 && !answer.redirect().isEmpty();
  }

  private static String reason(Answer answer, String... details) {
    return reason("http " + answer.status(), details);
  }

  /// Returns the cause with its details, which are the same for the same cause. The server's
  /// message is the last one: a secret that was cut off in it is recognized at the end of a text.
  private static String reason(String cause, String... details) {
    List<String> known = new ArrayList<>(List.of(details));
    known.removeIf(String::isEmpty);
    return known.isEmpty() ? cause : cause + ": " + String.join("; ", known);
  }
}
