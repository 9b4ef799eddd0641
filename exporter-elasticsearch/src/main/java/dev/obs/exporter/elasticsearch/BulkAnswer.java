package dev.obs.exporter.elasticsearch;

import dev.obs.http.sender.Answer;
import java.time.Duration;
import java.util.List;

/// What an answer to `_bulk` means for the documents of the request.
sealed interface BulkAnswer {

  /// Each document has a result.
  record Items(List<Item> items) implements BulkAnswer {}

  /// The same documents may do in smaller requests.
  record TooLarge(String reason) implements BulkAnswer {}

  /// None was taken, and it is not for the documents: send all of them again.
  record Unavailable(String reason, Duration after) implements BulkAnswer {}

  /// None was taken and none ever will be.
  record Refused(String reason) implements BulkAnswer {}

  /// What became of one document.
  record Item(Fate fate, String reason) {}

  /// What became of one document.
  enum Fate {
    /// It is there.
    DELIVERED,
    /// It may be taken later.
    RETRY,
    /// It will never be taken.
    REJECT
  }

  /// Judges an answer. Only one that is whole, understood and has a result for each document
  /// acknowledges anything. What an operator can put right without losing a document (credentials,
  /// a wrong address) is tried again.
  ///
  /// @param count the number of documents in the request
  static BulkAnswer of(Answer answer, int count) {
    int status = answer.status();
    if (status / 100 == 2) {
      return acknowledged(answer, count);
    }
    String cause = "http " + status;
    if (answer.saysTooLarge()) {
      return new TooLarge(cause);
    }
    return switch (status) {
      case 401, 403 ->
          new Unavailable(cause + ": check api_key, or username and password", answer.retryAfter());
      case 408, 429 -> new Unavailable(cause, answer.retryAfter());
      default ->
          switch (status / 100) {
            case 4 -> new Refused(Reason.full(cause, AnswerReader.error(answer.body())));
            case 5 -> new Unavailable(cause, answer.retryAfter());
            default -> new Unavailable(cause + ": check hosts", answer.retryAfter());
          };
    };
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
