package dev.obs.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The server's end of an HTTP/1.1 connection, reduced to the needs of a fake backend: requests
/// with a `Content-Length`, responses of any status and form.
final class HttpStream {
  private static final int BODY_LIMIT = 256 << 20;
  private static final int LINE_LIMIT = 64 << 10;

  private final InputStream in;
  private final OutputStream out;

  HttpStream(InputStream in, OutputStream out) {
    this.in = new BufferedInputStream(in, 64 << 10);
    this.out = out;
  }

  /// A request before decoding.
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Request(String path, Map<String, String> headers, byte[] body) {}

  /// Returns the next request, or null at the end.
  @Nullable Request read() throws IOException {
    String start = line();
    if (start == null) {
      return null;
    }
    String[] words = start.split(" ", -1);
    if (words.length != 3) {
      throw new IOException("no request line: " + start);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(); line != null && !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    if (length < 0 || length > BODY_LIMIT || headers.containsKey("transfer-encoding")) {
      throw new IOException("cannot read a body of " + length + " bytes");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the client has gone in the middle of a body");
    }
    return new Request(words[1], headers, plain(headers, body));
  }

  private static byte[] plain(Map<String, String> headers, byte[] body) throws IOException {
    if (!"gzip".equals(headers.get("content-encoding"))) {
      return body;
    }
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return gzip.readNBytes(BODY_LIMIT);
    }
  }

  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return null;
      }
      if (line.size() > LINE_LIMIT) {
        throw new IOException("a line is too long");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /// Writes a response.
  ///
  /// @param truncated whether half of the body is left out
  void write(int status, Map<String, String> headers, byte[] body, boolean truncated)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    boolean bodiless = status / 100 == 1 || status == 204 || status == 304;
    if (!bodiless) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream answer = new ByteArrayOutputStream(head.length() + body.length);
    answer.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!bodiless) {
      answer.write(body, 0, truncated ? body.length / 2 : body.length);
    }
    out.write(answer.toByteArray()); // in one packet, or Nagle makes the client wait
    out.flush();
  }
}
