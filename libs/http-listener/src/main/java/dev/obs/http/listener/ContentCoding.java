package dev.obs.http.listener;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The compression of responses (RFC 9110, section 12.5.3).
final class ContentCoding {
  /// The minimum size; a smaller body fits into one packet anyway.
  private static final int WORTHWHILE = 1024;

  private ContentCoding() {}

  static boolean wantsGzip(String acceptEncoding, int size) {
    if (size < WORTHWHILE || acceptEncoding.isEmpty()) {
      return false;
    }
    Preferences accepted = Preferences.parse(acceptEncoding);
    double gzip = accepted.weightOf("gzip", List.of());
    if (gzip < 0) {
      gzip = accepted.weightOf("x-gzip", List.of());
    }
    return (gzip < 0 ? accepted.weightOf("*", List.of()) : gzip) > 0;
  }

  static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4);
    try (OutputStream gzip = new FastGzip(out)) {
      gzip.write(body);
    }
    return out.toByteArray();
  }

  /// A gzip stream at the fastest level, which already shrinks metric pages to a tenth.
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 8192);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
