package dev.obs.http.listener;

/// The content of a response as it is sent.
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record Body(byte[] bytes, boolean gzip) {

  static Body plain(byte[] bytes) {
    return new Body(bytes, false);
  }
}
