package dev.obs.http.sender;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// One request, for any connection to its target.
///
/// @param fields the header fields except those of the connection, each with its line end
/// @param body the body, in an array
record Exchange(Target target, String method, String fields, ByteBuffer body) {

  /// Sends the request and reads the response. A server may refuse a request before it has received
  /// all of it, and close the connection: a failed write does not hide a response that has arrived.
  Response over(Connection connection, Call call) throws IOException {
    call.uses(connection.channel());
    ResponseReader reader = new ResponseReader(connection);
    try {
      connection.send(head(connection.isProxied()), body);
    } catch (IOException broken) {
      return refusal(reader, call, broken);
    }
    return reader.body(reader.head(), !method.equals("HEAD"), call);
  }

  /// Sends the request and reads the status only.
  int statusOver(Connection connection, Call call) throws IOException {
    call.uses(connection.channel());
    connection.send(head(connection.isProxied()), body);
    return new ResponseReader(connection).head().status();
  }

  private Response refusal(ResponseReader reader, Call call, IOException broken)
      throws IOException {
    try {
      Response refusal = reader.body(reader.head(), !method.equals("HEAD"), call);
      return new Response(refusal.status(), refusal.fields(), refusal.body(), false);
    } catch (IOException none) {
      broken.addSuppressed(none);
      throw broken;
    }
  }

  private byte[] head(boolean proxied) {
    String place = proxied ? origin() + target.path() : target.path();
    boolean empty = !body.hasRemaining() && (method.equals("GET") || method.equals("HEAD"));
    String length = empty ? "" : "Content-Length: " + body.remaining() + "\r\n";
    String head =
        method
            + " "
            + place
            + " HTTP/1.1\r\nHost: "
            + target.authority()
            + "\r\n"
            + fields
            + length
            + "\r\n";
    return head.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String origin() {
    return "http://" + target.authority();
  }
}
