package dev.obs.http.listener;

/// The limits of `jdk.httpserver`, which has none unless told so.
///
/// They are system properties of the process, read once when its first server is created. So they
/// are set before that, and only where nobody else has set them: a process that has an HTTP server
/// of its own on `jdk.httpserver` and needs other limits sets them on its command line.
final class ServerLimits {

  private ServerLimits() {}

  static void set() {
    // Without it an answer in two writes waits 40 ms for the client's delayed acknowledgement.
    set("sun.net.httpserver.nodelay", "true");
    // Seconds from the first byte of a request, or from accepting the connection, to the last byte.
    set("sun.net.httpserver.maxReqTime", "5");
    // Seconds from the request to the last byte of the answer that the client took.
    set("sun.net.httpserver.maxRspTime", "30");
    // Seconds that a connection is kept for a next request: longer than the usual minute of
    // scrapers.
    set("sun.net.httpserver.idleInterval", "75");
    // Milliseconds between two looks at connections that sent nothing.
    set("sun.net.httpserver.clockTick", "1000");
    // Further connections are closed when accepted.
    set("jdk.httpserver.maxConnections", "1024");
    set("sun.net.httpserver.maxReqHeaders", "100");
    // Bytes of all request headers together.
    set("sun.net.httpserver.maxReqHeaderSize", "16384");
  }

  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
