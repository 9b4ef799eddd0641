package dev.obs.codec;

import java.io.IOException;

/// A report of bytes that are not the expected OTLP request. The message gives the byte at which
/// reading ended and the reason; it contains nothing of the content.
public final class MalformedOtlpException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedOtlpException(int position, String problem) {
    super("malformed OTLP at byte " + position + ": " + problem);
  }
}
