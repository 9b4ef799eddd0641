package dev.obs.http.listener;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A writer of responses to a connection.
final class ResponseWriter {
  /// The size of a part. A smaller response is sent in one write and so in one packet, a larger one
  /// in parts; each part that the client receives is progress.
  private static final int PART = 64 * 1024;

  private final OutputStream out;
  private final Runnable progress;

  ResponseWriter(OutputStream out, Runnable progress) {
    this.out = out;
    this.progress = progress;
  }

  /// @param head whether the request was HEAD, whose response has only the header
  /// @param persistent whether the connection stays open
  void write(Response response, Body body, boolean head, boolean persistent) throws IOException {
    byte[] header = header(response, body, persistent).getBytes(StandardCharsets.ISO_8859_1);
    byte[] content = body.bytes();
    if (head || content.length == 0) {
      out.write(header);
    } else if (header.length + content.length <= PART) {
      byte[] packet = Arrays.copyOf(header, header.length + content.length);
      System.arraycopy(content, 0, packet, header.length, content.length);
      out.write(packet);
    } else {
      out.write(header);
      for (int sent = 0; sent < content.length; sent += PART) {
        out.write(content, sent, Math.min(PART, content.length - sent));
        progress.run();
      }
    }
  }

  private static String header(Response response, Body body, boolean persistent) {
    StringBuilder header = new StringBuilder(320);
    header.append("HTTP/1.1 ").append(response.status()).append(' ');
    header.append(reason(response.status())).append("\r\nDate: ").append(HttpDate.now());
    header.append("\r\nContent-Type: ").append(response.contentType());
    header.append("\r\nContent-Length: ").append(body.bytes().length);
    if (body.gzip()) {
      header.append("\r\nContent-Encoding: gzip");
    }
    if (response.status() == 405) {
      header.append("\r\nAllow: GET, HEAD");
    }
    header.append("\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff");
    header.append("\r\nConnection: ").append(persistent ? "keep-alive" : "close");
    return header.append("\r\n\r\n").toString();
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 417 -> "Expectation Failed";
      case 421 -> "Misdirected Request";
      case 431 -> "Request Header Fields Too Large";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 503 -> "Service Unavailable";
      case 505 -> "HTTP Version Not Supported";
      default -> ""; // a client ignores it (RFC 9112, section 4)
    };
  }
}
