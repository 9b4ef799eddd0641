package dev.obs.codec;

import java.io.IOException;

/// Bytes are not the OTLP request they should be. The message tells at which byte reading ended and
/// why; it holds nothing of the content.
public final class MalformedOtlpException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedOtlpException(int position, String problem) {
    super("malformed OTLP at byte " + position + ": " + problem);
  }
}
