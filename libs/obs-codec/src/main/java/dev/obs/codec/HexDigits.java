package dev.obs.codec;

/// The values of hex digits, by a table.
final class HexDigits {
  private static final byte[] VALUES = new byte[128];

  static {
    for (char c = 0; c < VALUES.length; c++) {
      VALUES[c] = (byte) Character.digit(c, 16);
    }
  }

  private HexDigits() {}

  /// The value of a digit, less than 0 for any other character.
  static int value(char digit) {
    return digit < VALUES.length ? VALUES[digit] : -1;
  }
}
