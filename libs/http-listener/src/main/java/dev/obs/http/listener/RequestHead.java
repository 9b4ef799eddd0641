package dev.obs.http.listener;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The request line and the header of a request (RFC 9112).
///
/// The length of a body is never ambiguous, or the request is refused: a second `Content-Length`,
/// or one in addition to `Transfer-Encoding`, allows request smuggling past a proxy.
///
/// @param method the method, a token
/// @param target the path, the query and the host
/// @param current whether the version is HTTP/1.1 or later
/// @param fields the values by their names in lower case; the values of a repeated field are joined
record RequestHead(String method, Target target, boolean current, Map<String, String> fields) {
  private static final int FIELD_LIMIT = 100;

  /// The maximum length of a body to skip; for a longer body the connection is closed.
  private static final int SKIPPED_BODY = 64 * 1024;

  /// The fields that a request may have only once.
  private static final Set<String> SINGLE =
      Set.of("host", "origin", "content-length", "transfer-encoding");

  private static final String LENGTH = "content-length";
  private static final String CODING = "transfer-encoding";

  static RequestHead parse(String head) throws BadRequest {
    int end = head.indexOf("\r\n");
    String[] line = head.substring(0, end).split(" ", -1);
    if (line.length != 3 || !Ascii.isToken(line[0]) || line[1].isEmpty()) {
      throw BadRequest.malformed("the request line is invalid");
    }
    boolean current = isCurrent(line[2]);
    Target target = Target.parse(line[0], line[1]);
    RequestHead request =
        new RequestHead(line[0], target, current, fields(head.substring(end + 2)));
    request.validate();
    return request;
  }

  private static boolean isCurrent(String version) throws BadRequest {
    if (version.length() != 8
        || !version.startsWith("HTTP/")
        || !Ascii.isDigit(version.charAt(5))
        || version.charAt(6) != '.'
        || !Ascii.isDigit(version.charAt(7))) {
      throw BadRequest.malformed("the version is invalid");
    }
    if (version.charAt(5) != '1') {
      throw new BadRequest(505, "the version is not supported");
    }
    return version.charAt(7) != '0';
  }

  private static Map<String, String> fields(String lines) throws BadRequest {
    Map<String, String> fields = new HashMap<>();
    int count = 0;
    for (int start = 0; start < lines.length(); ) {
      if (++count > FIELD_LIMIT) {
        throw new BadRequest(431, "the header has more than 100 fields");
      }
      int end = lines.indexOf("\r\n", start);
      int colon = lines.indexOf(':', start);
      if (colon < 0 || colon > end) {
        throw BadRequest.malformed("a line of the header has no colon");
      }
      String name = lines.substring(start, colon).toLowerCase(Locale.ROOT);
      String value = lines.substring(colon + 1, end).strip();
      if (!Ascii.isToken(name) || !Ascii.isFieldValue(value)) {
        throw BadRequest.malformed("a line of the header has a character that is not allowed");
      }
      if (SINGLE.contains(name) && fields.containsKey(name)) {
        throw BadRequest.malformed("the header repeats " + name);
      }
      fields.merge(name, value, (one, next) -> one + ", " + next);
      start = end + 2;
    }
    return fields;
  }

  private void validate() throws BadRequest {
    if (current && !fields.containsKey("host")) {
      throw BadRequest.malformed("the header has no host");
    }
    String length = field(LENGTH);
    if (fields.containsKey(LENGTH) && (length.isEmpty() || !Ascii.isDigits(length))) {
      throw BadRequest.malformed("content-length is not a number");
    }
    if (length.length() > 18) {
      throw new BadRequest(413, "the body is too large");
    }
    if (fields.containsKey(CODING)) {
      if (!current || fields.containsKey(LENGTH)) {
        throw BadRequest.malformed("transfer-encoding is not allowed here");
      }
      if (!field(CODING).equalsIgnoreCase("chunked")) {
        throw new BadRequest(501, "the transfer coding is not supported");
      }
    }
    if (!field("expect").isEmpty() && !expectsContinue()) {
      throw new BadRequest(417, "the expectation is not supported");
    }
  }

  /// Returns the value of a field, empty if it is absent.
  ///
  /// @param name the field's name in lower case
  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /// Returns the number of bytes between this header and the next request. Valid if [#persistent].
  long bodyLength() {
    String length = field(LENGTH);
    return length.isEmpty() ? 0 : Long.parseLong(length);
  }

  /// Returns whether another request may follow on the connection: the client requests it, and the
  /// end of this request is known. A client that expects `100 Continue` may send its body or not.
  boolean persistent() {
    if (fields.containsKey(CODING) || expectsContinue() || bodyLength() > SKIPPED_BODY) {
      return false;
    }
    Preferences options = Preferences.parse(field("connection"));
    return !options.name("close") && (current || options.name("keep-alive"));
  }

  private boolean expectsContinue() {
    return field("expect").equalsIgnoreCase("100-continue");
  }
}
