package dev.obs.testkit;

import dev.obs.testkit.HttpBackend.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A reader of the requests of a connection.
final class RequestReader {
  private static final int MAX_LINE = 64 << 10;
  private static final int MAX_HEADERS = 200;
  private static final int MAX_BODY = 256 << 20;

  private final Socket socket;
  private final InputStream in;

  RequestReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
  }

  /// Returns the next request, or null if the client has disconnected.
  @Nullable Request next() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    String[] first = line().split(" ", 3);
    if (first.length < 3) {
      throw new IOException("not HTTP");
    }
    Map<String, String> headers = headers();
    if ("100-continue".equalsIgnoreCase(headers.get("Expect"))) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    byte[] body =
        "chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))
            ? chunks()
            : exactly(headers.getOrDefault("Content-Length", "0"), 10);
    return new Request(first[0], first[1], headers, decompressed(body, headers));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() >= MAX_HEADERS) {
        throw new IOException("not HTTP");
      }
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
      body.writeBytes(chunk);
      if (body.size() > MAX_BODY) {
        throw new IOException("request is too large");
      }
    }
    return body.toByteArray();
  }

  private byte[] chunk() throws IOException {
    byte[] chunk = exactly(line().split(";", 2)[0].strip(), 16);
    String end = line();
    if (!end.isEmpty()) {
      throw new IOException("not HTTP");
    }
    return chunk;
  }

  private byte[] exactly(String length, int radix) throws IOException {
    int size;
    try {
      size = Integer.parseInt(length, radix);
    } catch (NumberFormatException malformed) {
      throw new IOException("not HTTP", malformed);
    }
    if (size < 0 || size > MAX_BODY) {
      throw new IOException("request is too large");
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > MAX_LINE) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  private static byte[] decompressed(byte[] body, Map<String, String> headers) throws IOException {
    if (!"gzip".equalsIgnoreCase(headers.get("Content-Encoding"))) {
      return body;
    }
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return plain.readNBytes(MAX_BODY);
    }
  }
}
