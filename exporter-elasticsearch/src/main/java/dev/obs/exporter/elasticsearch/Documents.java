package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import dev.obs.spi.EncodedBatch;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.Verdict;
import dev.obs.spi.RecordNumbers;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The encodable records of a batch as documents with their ids, the source of the bodies for
/// `_bulk`.
final class Documents {
  private static final byte[] ACTION =
      "{\"create\":{\"_id\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ACTION_END = "\"}}\n".getBytes(StandardCharsets.US_ASCII);
  private static final int OVERHEAD = ACTION.length + DocumentId.LENGTH + ACTION_END.length;

  private final byte[] bytes;
  private final int[] ends;
  private final int[] places;
  private final List<Item> unencodable;
  private final String[] ids;

  private Documents(byte[] bytes, int[] ends, int[] places, List<Item> unencodable, String[] ids) {
    this.bytes = bytes;
    this.ends = ends;
    this.places = places;
    this.unencodable = unencodable;
    this.ids = ids;
  }

  /// Encodes a batch. A record whose getters throw does not affect other records.
  ///
  /// @param numbers the numbers of the records, null if they have none
  /// @param json the buffer
  static Documents of(
      List<LogRecordData> batch,
      @Nullable RecordNumbers numbers,
      LogEncoder encoder,
      JsonWriter json) {
    int[] ends = new int[batch.size()];
    int[] places = new int[batch.size()];
    long[] timestamps = new long[batch.size()];
    List<Item> unencodable = new ArrayList<>();
    int count = 0;
    try {
      for (int place = 0; place < batch.size(); place++) {
        int start = json.size();
        try {
          LogRecordData log = batch.get(place);
          encoder.encode(log, json);
          timestamps[count] = Timestamps.of(log);
          json.newLine();
          ends[count] = json.size();
          places[count++] = place;
        } catch (OutOfMemoryError tooLittle) {
          throw tooLittle; // no fault of the record
        } catch (Throwable failure) { // an Error of a foreign getter costs one record, too
          json.truncate(start);
          unencodable.add(new Item(place, Verdict.REJECT, EncodedBatch.reason(failure)));
        }
      }
      Documents documents =
          new Documents(
              json.toByteArray(),
              Arrays.copyOf(ends, count),
              Arrays.copyOf(places, count),
              unencodable,
              new String[count]);
      documents.identify(timestamps, numbers);
      return documents;
    } finally {
      json.reset(); // so that a huge batch holds no memory
    }
  }

  /// Returns the records that could not be encoded.
  List<Item> unencodable() {
    return unencodable;
  }

  /// Returns the index in the batch of a document's record.
  int place(int index) {
    return places[index];
  }

  /// Returns the number of documents.
  int size() {
    return ends.length;
  }

  /// Returns the id of a document.
  String id(int index) {
    return ids[index];
  }

  /// Returns the end of a body that starts at a document and has at most the given number of bytes,
  /// or one document.
  int end(int from, int maxBytes) {
    long size = 0;
    int to = from;
    while (to < ends.length) {
      size += OVERHEAD + length(to);
      if (size > maxBytes && to > from) {
        break;
      }
      to++;
    }
    return to;
  }

  /// Returns the body for a range of the documents.
  @SuppressWarnings("deprecation") // the ids are ASCII, and this copies them without an array
  byte[] body(int from, int to) {
    byte[] body = new byte[ends[to - 1] - start(from) + (to - from) * OVERHEAD];
    int at = 0;
    for (int i = from; i < to; i++) {
      at = append(ACTION, 0, ACTION.length, body, at);
      ids[i].getBytes(0, DocumentId.LENGTH, body, at);
      at += DocumentId.LENGTH;
      at = append(ACTION_END, 0, ACTION_END.length, body, at);
      at = append(bytes, start(i), length(i), body, at);
    }
    return body;
  }

  private static int append(byte[] source, int from, int length, byte[] target, int at) {
    System.arraycopy(source, from, target, at, length);
    return at + length;
  }

  /// Returns the copy of a document without fields, empty if it has none of them.
  Optional<byte[]> without(int index, Set<String> fields, Pruning.Note note) {
    return Pruning.of(bytes, start(index), length(index), fields, note);
  }

  /// Returns changed documents under the ids of the originals.
  ///
  /// @param changes the new bytes by the index of the original, which becomes the place
  Documents changed(SortedMap<Integer, byte[]> changes) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int[] newEnds = new int[changes.size()];
    String[] sameIds = new String[changes.size()];
    int[] originals = new int[changes.size()];
    int count = 0;
    for (Map.Entry<Integer, byte[]> change : changes.entrySet()) {
      content.writeBytes(change.getValue());
      newEnds[count] = content.size();
      sameIds[count] = ids[change.getKey()];
      originals[count++] = change.getKey();
    }
    return new Documents(content.toByteArray(), newEnds, originals, List.of(), sameIds);
  }

  private void identify(long[] timestamps, @Nullable RecordNumbers numbers) {
    ByteBuffer number = ByteBuffer.allocate(numbers == null ? 0 : 3 * Long.BYTES);
    if (numbers != null) {
      UUID source = numbers.source();
      number.putLong(source.getMostSignificantBits()).putLong(source.getLeastSignificantBits());
    }
    DocumentId id = new DocumentId();
    for (int i = 0; i < ids.length; i++) {
      if (numbers != null) {
        number.putLong(2 * Long.BYTES, numbers.of(places[i]));
      }
      ids[i] = id.of(timestamps[i], bytes, start(i), length(i), number.array());
    }
  }

  private int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  private int length(int index) {
    return ends[index] - start(index);
  }
}
