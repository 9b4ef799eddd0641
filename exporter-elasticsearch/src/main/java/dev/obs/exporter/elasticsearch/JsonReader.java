package dev.obs.exporter.elasticsearch;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A strict, sequential reader of JSON (RFC 8259), for small responses of a server that may be
/// broken or hostile: its time and memory are proportional to the text, and it limits the nesting.
final class JsonReader {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int position;
  private int depth;

  /// A reader of the value of a member.
  interface Member {
    void read(String name) throws MalformedJsonException;
  }

  /// A reader of an element of an array.
  interface Element {
    void read() throws MalformedJsonException;
  }

  /// @throws MalformedJsonException if the bytes are not UTF-8
  JsonReader(byte[] utf8) throws MalformedJsonException {
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw malformed();
    }
  }

  /// Reads an object; the reader of a member must read its value or [#skip] it.
  void object(Member member) throws MalformedJsonException {
    enter('{');
    if (!take('}')) {
      do {
        String name = string();
        expect(':');
        member.read(name);
      } while (take(','));
      expect('}');
    }
    depth--;
  }

  /// Reads an array; the reader of an element must read it or [#skip] it.
  void array(Element element) throws MalformedJsonException {
    enter('[');
    if (!take(']')) {
      do {
        element.read();
      } while (take(','));
      expect(']');
    }
    depth--;
  }

  /// Returns whether an object comes next.
  boolean isObject() {
    return peek() == '{';
  }

  /// Returns whether a string comes next.
  boolean isString() {
    return peek() == '"';
  }

  /// Skips any value.
  void skip() throws MalformedJsonException {
    switch (peek()) {
      case '{' -> object(_ -> skip());
      case '[' -> array(this::skip);
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    }
  }

  /// Reads a whole number that fits an `int`.
  int integer() throws MalformedJsonException {
    String number = number();
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException other) {
      throw malformed();
    }
  }

  /// Reads a string.
  String string() throws MalformedJsonException {
    expect('"');
    StringBuilder value = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < 0x20) {
        throw malformed();
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  /// Checks that no text follows.
  void end() throws MalformedJsonException {
    if (peek() != 0 || position < text.length()) {
      throw malformed();
    }
  }

  private char escaped() throws MalformedJsonException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw malformed();
    };
  }

  private char unicode() throws MalformedJsonException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = next();
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw malformed();
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private String number() throws MalformedJsonException {
    peek();
    int start = position;
    accept('-');
    if (!accept('0')) {
      digits();
    }
    if (accept('.')) {
      digits();
    }
    if (accept('e') || accept('E')) {
      boolean _ = accept('+') || accept('-');
      digits();
    }
    return text.substring(start, position);
  }

  private void digits() throws MalformedJsonException {
    int start = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    if (position == start) {
      throw malformed();
    }
  }

  private void literal(String word) throws MalformedJsonException {
    if (!text.startsWith(word, position)) {
      throw malformed();
    }
    position += word.length();
  }

  private void enter(char bracket) throws MalformedJsonException {
    expect(bracket);
    if (++depth > MAX_DEPTH) {
      throw malformed();
    }
  }

  private void expect(char c) throws MalformedJsonException {
    if (!take(c)) {
      throw malformed();
    }
  }

  /// Consumes a character after white space.
  private boolean take(char c) {
    peek();
    return accept(c);
  }

  private boolean accept(char c) {
    if (position < text.length() && text.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  private char next() throws MalformedJsonException {
    if (position == text.length()) {
      throw malformed();
    }
    return text.charAt(position++);
  }

  /// Returns the next character after white space, 0 at the end.
  private char peek() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position < text.length() ? text.charAt(position) : 0;
  }

  private MalformedJsonException malformed() {
    return new MalformedJsonException("malformed at character " + position);
  }
}
