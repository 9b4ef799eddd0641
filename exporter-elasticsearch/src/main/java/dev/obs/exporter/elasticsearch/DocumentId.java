package dev.obs.exporter.elasticsearch;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The `_id` of a document, computed from its content, so that the same record has the same id at
/// any time and in any process: Elasticsearch then answers 409 to the second `create`.
///
/// A log record has no unique field. Any difference, including both nanosecond timestamps, gives
/// another id; records without a difference are numbered if they are in one batch, and become one
/// document if they are not.
///
/// The timestamp comes first, because Elasticsearch looks every id up before it creates a document
/// and can skip whole segments if ids grow with time.
final class DocumentId {
  /// The number of characters of an id.
  static final int LENGTH = 32;

  private static final int HASH_BYTES = 16;

  private DocumentId() {}

  /// @param copies the number of equal documents before it
  static String of(long timestamp, byte[] document, int from, int length, int copies) {
    MessageDigest digest = sha256();
    digest.update(document, from, length);
    if (copies > 0) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, copies));
    }
    ByteBuffer id = ByteBuffer.allocate(Long.BYTES + HASH_BYTES);
    id.putLong(timestamp).put(digest.digest(), 0, HASH_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id.array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
