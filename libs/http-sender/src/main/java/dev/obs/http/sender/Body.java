package dev.obs.http.sender;

import dev.obs.http.sender.Answer.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// The body of a response, or the reason for its absence.
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Body(byte[] bytes, Reading reading) {
  /// OTLP recommends 4 MiB; the sender reads only some hundred bytes of a response.
  static final int LIMIT = 4 << 20;

  static final Body TOO_LARGE = new Body(new byte[0], Reading.TOO_LARGE);
  static final Body BROKEN = new Body(new byte[0], Reading.BROKEN);

  Body decoded(Fields fields) {
    List<String> codings = fields.elements("content-encoding");
    if (bytes.length == 0 || codings.isEmpty()) {
      return this;
    }
    return switch (String.join(",", codings)) {
      case "identity" -> this;
      case "gzip", "x-gzip" -> gunzipped();
      default -> BROKEN;
    };
  }

  private Body gunzipped() {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] plain = in.readNBytes(LIMIT + 1);
      return plain.length > LIMIT ? TOO_LARGE : new Body(plain, Reading.WHOLE);
    } catch (IOException damaged) {
      return BROKEN;
    }
  }
}
