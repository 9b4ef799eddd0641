package dev.obs.exporter.elasticsearch;

import dev.obs.exporter.elasticsearch.AnswerReader.ServerError;
import dev.obs.exporter.elasticsearch.BulkAnswer.Fate;
import dev.obs.exporter.elasticsearch.BulkAnswer.Item;
import java.util.regex.Pattern;

/// The result of one document by its status and error. A cause has the same verdict as in the
/// answer to a whole request ([dev.obs.http.sender.AnswerRules]):
///
/// | status | verdict |
/// |---|---|
/// | 2xx; 409, because an earlier attempt has stored the document | delivered |
/// | 408, 425, 429, 5xx | retried |
/// | 401, 403, 404, 405, 407, 421; 400 about the limit of shards | retried: an operator can mend it |
/// | others | rejected |
///
/// An API key without the privilege to write gets status 200 with 403 for each document, and a
/// missing index 404, so only the error of a document tells the operator the remedy.
final class ItemVerdict {
  private static final Pattern SHARD_LIMIT =
      Pattern.compile("this action would add \\[\\d+] .*shards|maximum (normal )?shards open");

  private ItemVerdict() {}

  static Item of(int status, ServerError error) {
    String cause = Integer.toString(status);
    return switch (fate(status)) {
      case DELIVERED -> new Item(Fate.DELIVERED, "");
      case RETRY ->
          new Item(
              Fate.RETRY,
              isMendable(status) ? Reason.mendable(cause, error) : Reason.brief(cause, error));
      case REJECT ->
          isShardLimit(error)
              ? new Item(Fate.RETRY, Reason.mendable(cause, error))
              : new Item(Fate.REJECT, Reason.full(cause, error), RefusedField.in(error));
    };
  }

  /// Returns whether the cluster has no room for the shards of a new index.
  static boolean isShardLimit(ServerError error) {
    return SHARD_LIMIT.matcher(error.reason()).find();
  }

  private static Fate fate(int status) {
    return switch (status) {
      case 409 -> Fate.DELIVERED;
      case 408, 425, 429 -> Fate.RETRY;
      default ->
          switch (status / 100) {
            case 2 -> Fate.DELIVERED;
            case 5 -> Fate.RETRY;
            default -> isMendable(status) ? Fate.RETRY : Fate.REJECT;
          };
    };
  }

  private static boolean isMendable(int status) {
    return switch (status) {
      case 401, 403, 404, 405, 407, 421 -> true;
      default -> false;
    };
  }
}
