package dev.obs.exporter.elasticsearch;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The `_id` of a document, the same for the same record in each attempt: Elasticsearch then
/// answers 409 to the second `create`.
///
/// It is computed from the content and the number of the record, because a log record has no unique
/// field: without the number, equal records with equal timestamps would become one document. A
/// caller that has no numbers gets ids by the content alone.
///
/// The timestamp comes first, because Elasticsearch looks every id up before it creates a document
/// and can skip whole segments if ids grow with time.
///
/// Not thread-safe.
final class DocumentId {
  /// The number of characters of an id.
  static final int LENGTH = 32;

  private static final int HASH_BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final MessageDigest digest = sha256();

  /// @param number the bytes of the record's number, empty if it has none
  String of(long timestamp, byte[] document, int from, int length, byte[] number) {
    digest.update(document, from, length);
    digest.update(number);
    ByteBuffer id = ByteBuffer.allocate(Long.BYTES + HASH_BYTES);
    id.putLong(timestamp).put(digest.digest(), 0, HASH_BYTES); // the digest starts again
    return BASE64.encodeToString(id.array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
