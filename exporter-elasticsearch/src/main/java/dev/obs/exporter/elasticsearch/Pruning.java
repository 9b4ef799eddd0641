package dev.obs.exporter.elasticsearch;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The copy of a document without the fields that Elasticsearch refuses, and with a note of their
/// names among the attributes.
final class Pruning {
  private static final JsonFactory JSON = new JsonFactory();

  /// The objects with names that applications choose, in all layouts.
  private static final Set<String> ATTRIBUTES =
      Set.of("labels", "attributes", "resource.attributes", "scope.attributes", "body.structured");

  /// A document without its time is another one.
  private static final String KEPT = "@timestamp";

  private final JsonParser in;
  private final JsonGenerator out;
  private final Set<String> refused;
  private final Note note;
  private boolean pruned;
  private boolean noted;

  /// The place of the names of the fields that were left out.
  ///
  /// @param object the object with the attributes
  /// @param name the member in it
  record Note(String object, String name) {}

  private Pruning(JsonParser in, JsonGenerator out, Set<String> refused, Note note) {
    this.in = in;
    this.out = out;
    this.refused = refused;
    this.note = note;
  }

  /// Copies a document without fields.
  ///
  /// @param refused the paths of the fields, or [RefusedField#ALL_ATTRIBUTES]
  /// @return the copy, with a line feed as the original has, or empty if the document has none of
  ///   the fields
  static Optional<byte[]> of(
      byte[] document, int from, int length, Set<String> refused, Note note) {
    ByteArrayOutputStream copy = new ByteArrayOutputStream(length);
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), document, from, length);
        JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), copy)) {
      Pruning pruning = new Pruning(in, out, refused, note);
      in.nextToken();
      pruning.object("");
      if (!pruning.pruned) {
        return Optional.empty();
      }
    }
    copy.write('\n');
    return Optional.of(copy.toByteArray());
  }

  private void object(String path) {
    out.writeStartObject();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      String member = path.isEmpty() ? name : path + "." + name;
      if (isRefused(member)) {
        pruned = true;
        in.skipChildren();
      } else if (path.equals(note.object) && name.equals(note.name)) {
        in.skipChildren(); // two members of one name would cost the document
      } else {
        out.writeName(name);
        value(member);
      }
    }
    if (path.equals(note.object)) {
      writeNote();
    } else if (path.isEmpty() && !noted && allowsNote()) {
      out.writeName(note.object);
      out.writeStartObject();
      writeNote();
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void value(String path) {
    JsonToken token = in.currentToken();
    if (token == JsonToken.START_OBJECT) {
      object(path);
    } else if (token == JsonToken.START_ARRAY) {
      out.writeStartArray();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        value(path);
      }
      out.writeEndArray();
    } else {
      out.copyCurrentEventExact(in);
    }
  }

  private boolean isRefused(String member) {
    if (member.equals(KEPT)) {
      return false;
    }
    return (isFull() && ATTRIBUTES.contains(member))
        || refused.stream()
            .anyMatch(field -> member.equals(field) || member.startsWith(field + "."));
  }

  private boolean isFull() {
    return refused.contains(RefusedField.ALL_ATTRIBUTES);
  }

  /// Returns whether the index takes the note: the note itself, or the object that holds it, may be
  /// refused as well.
  private boolean allowsNote() {
    return !isFull() && !isRefused(note.object + "." + note.name);
  }

  private void writeNote() {
    if (allowsNote()) {
      out.writeName(note.name);
      out.writeStartArray();
      refused.stream().sorted().forEach(out::writeString);
      out.writeEndArray();
      noted = true;
    }
  }
}
