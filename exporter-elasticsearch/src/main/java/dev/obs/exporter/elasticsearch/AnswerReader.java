package dev.obs.exporter.elasticsearch;

import dev.obs.exporter.elasticsearch.BulkAnswer.Item;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/// A reader of the response bodies of `_bulk`:
///
/// ```json
/// {"items": [{"create": {"status": 201}},
///   {"create": {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "..."}}}]}
/// ```
final class AnswerReader {
  private static final int MAX_DEPTH = 64;

  /// The server may be broken or hostile: memory is proportional to the answer and not kept after
  /// it.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .build();

  private final JsonParser json;
  private int status;
  private ServerError error = ServerError.NONE;

  private AnswerReader(JsonParser json) {
    this.json = json;
  }

  /// The error of an item or request; the texts are empty if the server gives none.
  record ServerError(String type, String reason) {
    static final ServerError NONE = new ServerError("", "");
  }

  /// Returns the results of the items, or empty if the body does not have one for each document.
  static Optional<List<Item>> items(byte[] body, int count) {
    List<Item> items = new ArrayList<>(count);
    try (JsonParser json = parser(body)) {
      json.nextToken();
      expect(json, JsonToken.START_OBJECT);
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        if (name.equals("items")) {
          items(json, count, items);
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        return Optional.empty();
      }
    } catch (JacksonException | CharacterCodingException notUnderstood) {
      return Optional.empty();
    }
    return items.size() == count ? Optional.of(items) : Optional.empty();
  }

  /// Returns the error of a request that failed as a whole.
  static ServerError error(byte[] body) {
    try (JsonParser json = parser(body)) {
      json.nextToken();
      AnswerReader reader = new AnswerReader(json);
      reader.result();
      return reader.error;
    } catch (JacksonException | CharacterCodingException unsaid) {
      return ServerError.NONE;
    }
  }

  /// Decodes the body strictly; the parser's own decoder replaces or accepts malformed bytes.
  private static JsonParser parser(byte[] body) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    return JSON.createParser(ObjectReadContext.empty(), text);
  }

  private static void items(JsonParser json, int count, List<Item> items) {
    expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == count) {
        throw new StreamReadException(json, "more items than documents");
      }
      items.add(item(json));
    }
  }

  /// Reads the result of one document, the value of the item's one member.
  private static Item item(JsonParser json) {
    AnswerReader reader = new AnswerReader(json);
    expect(json, JsonToken.START_OBJECT);
    while (json.nextName() != null) {
      json.nextToken();
      reader.result();
    }
    return reader.item();
  }

  private void result() {
    expect(json, JsonToken.START_OBJECT);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken token = json.nextToken();
      if (name.equals("status")) {
        expect(json, JsonToken.VALUE_NUMBER_INT); // a fraction would be cut
        status = json.getIntValue();
      } else if (name.equals("error") && token == JsonToken.START_OBJECT) {
        error = serverError();
      } else {
        json.skipChildren();
      }
    }
  }

  private ServerError serverError() {
    String type = "";
    String reason = "";
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      boolean text = json.nextToken() == JsonToken.VALUE_STRING;
      if (name.equals("type") && text) {
        type = json.getString();
      } else if (name.equals("reason") && text) {
        reason = json.getString();
      } else {
        json.skipChildren();
      }
    }
    return new ServerError(type, reason);
  }

  private Item item() {
    if (status < 100 || status > 599) {
      throw new StreamReadException(json, "an item without a status");
    }
    return ItemVerdict.of(status, error);
  }

  private static void expect(JsonParser json, JsonToken token) {
    if (json.currentToken() != token) {
      throw new StreamReadException(json, "expected " + token);
    }
  }
}
