package dev.obs.exporter.elasticsearch;

import dev.obs.exporter.elasticsearch.BulkAnswer.Fate;
import dev.obs.exporter.elasticsearch.BulkAnswer.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A reader of the response bodies of `_bulk`:
///
/// ```json
/// {"items": [{"create": {"status": 201}},
///   {"create": {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "..."}}}]}
/// ```
final class AnswerReader {
  private int status;
  private ServerError error = ServerError.NONE;

  private AnswerReader() {}

  /// The error of an item or request; the texts are empty if the server gives none.
  record ServerError(String type, String reason) {
    static final ServerError NONE = new ServerError("", "");
  }

  /// Returns the results of the items, or empty if the body does not have one for each document.
  static Optional<List<Item>> items(byte[] body, int count) {
    List<Item> items = new ArrayList<>(count);
    try {
      JsonReader json = new JsonReader(body);
      json.object(name -> {
        if (!name.equals("items")) {
          json.skip();
        } else if (!items.isEmpty()) {
          throw new MalformedJsonException("items twice");
        } else {
          json.array(() -> {
            if (items.size() == count) {
              throw new MalformedJsonException("more items than documents");
            }
            items.add(item(json));
          });
        }
      });
      json.end();
    } catch (MalformedJsonException notUnderstood) {
      return Optional.empty();
    }
    return items.size() == count ? Optional.of(items) : Optional.empty();
  }

  /// Returns the error of a request that failed as a whole.
  static ServerError error(byte[] body) {
    AnswerReader reader = new AnswerReader();
    try {
      JsonReader json = new JsonReader(body);
      json.object(name -> reader.member(name, json));
    } catch (MalformedJsonException unsaid) {
      return ServerError.NONE;
    }
    return reader.error;
  }

  private static Item item(JsonReader json) throws MalformedJsonException {
    AnswerReader reader = new AnswerReader();
    json.object(_ -> json.object(name -> reader.member(name, json)));
    return reader.item();
  }

  private void member(String name, JsonReader json) throws MalformedJsonException {
    switch (name) {
      case "status" -> status = json.integer();
      case "error" -> error = readError(json);
      default -> json.skip();
    }
  }

  private static ServerError readError(JsonReader json) throws MalformedJsonException {
    if (!json.isObject()) {
      json.skip();
      return ServerError.NONE;
    }
    String[] texts = {"", ""};
    json.object(name -> {
      if (name.equals("type") && json.isString()) {
        texts[0] = json.string();
      } else if (name.equals("reason") && json.isString()) {
        texts[1] = json.string();
      } else {
        json.skip();
      }
    });
    return new ServerError(texts[0], texts[1]);
  }

  private Item item() throws MalformedJsonException {
    if (status < 100 || status > 599) {
      throw new MalformedJsonException("an item without a status");
    }
    // 409: a document with this id exists, so an earlier attempt succeeded
    if (status / 100 == 2 || status == 409) {
      return new Item(Fate.DELIVERED, "");
    }
    String cause = Integer.toString(status);
    return status == 429 || status >= 500
        ? new Item(Fate.RETRY, Reason.brief(cause, error))
        : new Item(Fate.REJECT, Reason.full(cause, error));
  }
}
