package dev.obs.http.sender;

import dev.obs.http.sender.Answer.Reading;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// A reader of responses of HTTP/1.1 ([RFC 9112](https://www.rfc-editor.org/rfc/rfc9112)). A body
/// that grows too large or ends early does not fail the exchange, because its status still counts.
final class ResponseReader {
  private static final int HEAD_LIMIT = 64 << 10;
  private static final int INTERIM_LIMIT = 100;
  private static final int CHUNK_DIGITS = 8;
  private static final int PIECE = 8 << 10;
  private static final byte[] NOTHING = {};

  private final Connection connection;
  private int headBytes;

  ResponseReader(Connection connection) {
    this.connection = connection;
  }

  /// The first lines of a response.
  record Head(int status, boolean persistent, Fields fields) {
    boolean hasBody() {
      return status / 100 != 1 && status != 204 && status != 304;
    }
  }

  /// Reads the head of the final response.
  ///
  /// @throws EOFException if the connection ends before
  /// @throws ProtocolException if it is not HTTP, or too long
  Head head() throws IOException {
    for (int i = 0; i < INTERIM_LIMIT; i++) {
      headBytes = 0;
      Head head = nextHead();
      if (head.status() / 100 != 1 || head.status() == 101) {
        return head;
      }
    }
    throw new ProtocolException("too many interim responses");
  }

  private Head nextHead() throws IOException {
    String start = line();
    boolean current = start.startsWith("HTTP/1.1 ");
    if (!(current || start.startsWith("HTTP/1.0 "))
        || start.length() < 12
        || !start.substring(9, 12).chars().allMatch(c -> c >= '0' && c <= '9')
        || start.charAt(9) == '0'
        || (start.length() > 12 && start.charAt(12) != ' ')) {
      throw new ProtocolException("no status line");
    }
    Fields fields = new Fields();
    for (String line = line(); !line.isEmpty(); line = line()) {
      fields.add(line);
    }
    List<String> options = fields.elements("connection");
    boolean persistent = !options.contains("close") && (current || options.contains("keep-alive"));
    return new Head(Integer.parseInt(start.substring(9, 12)), persistent, fields);
  }

  private String line() throws IOException {
    byte[] line = new byte[64];
    int length = 0;
    for (int next = connection.read(); next != '\n'; next = connection.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended in a head");
      }
      if (++headBytes > HEAD_LIMIT) {
        throw new ProtocolException("the head is too long");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = (byte) next;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }

  /// Reads the body that follows a head.
  ///
  /// @throws ProtocolException if the length of the body is invalid
  /// @throws IOException if the call is over
  Response body(Head head, boolean expected, Call call) throws IOException {
    if (!expected || !head.hasBody()) {
      boolean reusable = head.persistent() && head.status() != 101 && connection.isEmpty();
      return new Response(head.status(), head.fields(), new Body(NOTHING, Reading.WHOLE), reusable);
    }
    List<String> codings = head.fields().elements("transfer-encoding");
    OptionalLong length = codings.isEmpty() ? length(head.fields()) : OptionalLong.empty();
    boolean framed = length.isPresent() || codings.equals(List.of("chunked"));
    Body body;
    try {
      body =
          length.isPresent()
              ? sized(length.getAsLong())
              : codings.isEmpty() ? rest() : framed ? chunked() : Body.BROKEN;
    } catch (IOException broken) {
      if (call.isOver()) {
        throw broken;
      }
      body = Body.BROKEN;
    }
    boolean reusable =
        framed && head.persistent() && body.reading() == Reading.WHOLE && connection.isEmpty();
    return new Response(head.status(), head.fields(), body, reusable);
  }

  private static OptionalLong length(Fields fields) throws ProtocolException {
    List<String> lengths = fields.elements("content-length").stream().distinct().toList();
    if (lengths.isEmpty()) {
      return OptionalLong.empty();
    }
    String length = lengths.getFirst();
    if (lengths.size() > 1
        || length.length() > 18
        || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ProtocolException("the length of the body is invalid");
    }
    return OptionalLong.of(Long.parseLong(length));
  }

  private Body sized(long length) throws IOException {
    if (length > Body.LIMIT) {
      return Body.TOO_LARGE;
    }
    byte[] bytes = new byte[Math.toIntExact(length)];
    read(bytes, bytes.length);
    return new Body(bytes, Reading.WHOLE);
  }

  private void read(byte[] bytes, int length) throws IOException {
    for (int at = 0; at < length; ) {
      int got = connection.read(bytes, at, length - at);
      if (got < 0) {
        throw new EOFException("the connection ended in a body");
      }
      at += got;
    }
  }

  private Body rest() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int got = connection.read(piece, 0, PIECE);
        got >= 0;
        got = connection.read(piece, 0, PIECE)) {
      bytes.write(piece, 0, got);
      if (bytes.size() > Body.LIMIT) {
        return Body.TOO_LARGE;
      }
    }
    return new Body(bytes.toByteArray(), Reading.WHOLE);
  }

  private Body chunked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    headBytes = 0;
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      if (bytes.size() + size > Body.LIMIT) {
        return Body.TOO_LARGE;
      }
      byte[] chunk = new byte[Math.toIntExact(size)];
      read(chunk, chunk.length);
      bytes.writeBytes(chunk);
      if (!line().isEmpty()) {
        throw new ProtocolException("a chunk is longer than its size");
      }
      headBytes = 0;
    }
    while (!line().isEmpty()) {
      // trailers say nothing that the sender reads
    }
    return new Body(bytes.toByteArray(), Reading.WHOLE);
  }

  private long chunkSize() throws IOException {
    String size = line().split(";", 2)[0].strip();
    if (size.isEmpty()
        || size.length() > CHUNK_DIGITS
        || !size.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 0x80)) {
      throw new ProtocolException("the size of a chunk is invalid");
    }
    return Long.parseLong(size, 16);
  }
}
