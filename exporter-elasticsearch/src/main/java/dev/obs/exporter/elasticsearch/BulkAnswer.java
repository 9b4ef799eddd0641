package dev.obs.exporter.elasticsearch;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import dev.obs.http.sender.Answer;
import dev.obs.http.sender.AnswerRules;
import dev.obs.http.sender.RequestSize;
import dev.obs.spi.ExportResult;
import java.time.Duration;
import java.util.List;

/// The result of a `_bulk` request for its documents.
sealed interface BulkAnswer {
  /// The verdicts on the status of a whole request.
  AnswerRules RULES =
      AnswerRules.of("check hosts", "check api_key, or username and password")
          .retryingServerErrors();

  /// Each document has a result.
  record Items(List<Item> items) implements BulkAnswer {}

  /// The request was too large; smaller requests with the same documents may succeed.
  record TooLarge(String reason) implements BulkAnswer {}

  /// No document was accepted, for a reason outside of the documents: all must be sent again.
  record Unavailable(String reason, Duration after) implements BulkAnswer {}

  /// No document was accepted, and a retry cannot succeed.
  record Refused(String reason) implements BulkAnswer {}

  /// The result of one document.
  ///
  /// @param field the path of the field for which it is rejected, or as in [RefusedField]; empty if
  ///   the server names none
  record Item(Fate fate, String reason, String field) {
    /// Creates a result that is not due to a field.
    Item(Fate fate, String reason) {
      this(fate, reason, "");
    }
  }

  /// The kind of a document's result.
  enum Fate {
    /// The document is stored.
    DELIVERED,
    /// A retry may succeed.
    RETRY,
    /// The document is rejected permanently.
    REJECT
  }

  /// Evaluates a response. Only a complete, valid response with a result for each document
  /// acknowledges anything. An error that an operator can fix without losing a document
  /// (credentials, privileges, a wrong address, the limit of shards) is retried.
  ///
  /// @param count the number of documents in the request
  static BulkAnswer of(Answer answer, int count) {
    int status = answer.status();
    if (status / 100 == 2) {
      return acknowledged(answer, count);
    }
    if (answer.saysTooLarge()) {
      return new TooLarge("http " + status);
    }
    return switch (answer.toResult(new RequestSize(count, 0), RULES)) {
      case ExportResult.Retry(String reason, Duration after) -> new Unavailable(reason, after);
      default -> refused("http " + status, answer);
    };
  }

  private static BulkAnswer refused(String cause, Answer answer) {
    ServerError error = AnswerReader.error(answer.body());
    return ItemVerdict.isShardLimit(error)
        ? new Unavailable(Reason.mendable(cause, error), answer.retryAfter())
        : new Refused(Reason.full(cause, error));
  }

  private static BulkAnswer acknowledged(Answer answer, int count) {
    String status = "http " + answer.status();
    return switch (answer.reading()) {
      case TOO_LARGE -> new TooLarge(status + " with an answer that is too large");
      case BROKEN -> new Unavailable(status + " with a broken answer", answer.retryAfter());
      case WHOLE ->
          AnswerReader.items(answer.body(), count)
              .<BulkAnswer>map(Items::new)
              .orElseGet(() ->
                  new Unavailable(
                      status + " with an answer that is not understood", answer.retryAfter()));
    };
  }
}
