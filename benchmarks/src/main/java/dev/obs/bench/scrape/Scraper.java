package dev.obs.bench.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A client that reads pages and forgets them.
public final class Scraper {
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

  private final byte[] buffer = new byte[1 << 18];
  private final byte[] request;
  private final int port;

  /// @param format `text`, `openmetrics` or `gzip`
  public Scraper(int port, String format) {
    this.port = port;
    String accept =
        format.equals("openmetrics")
            ? "application/openmetrics-text; version=1.0.0"
            : "text/plain; version=0.0.4";
    String encoding = format.equals("gzip") ? "Accept-Encoding: gzip\r\n" : "";
    request =
        ("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:"
                + port
                + "\r\nAccept: "
                + accept
                + "\r\n"
                + encoding
                + "Connection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
  }

  /// Reads the page.
  ///
  /// @return the bytes of the response
  public long scrape() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      int read = in.readNBytes(buffer, 0, OK.length);
      if (!Arrays.equals(buffer, 0, read, OK, 0, OK.length)) {
        throw new IOException("no page at port " + port);
      }
      long size = 0;
      for (; read >= 0; read = in.read(buffer)) {
        size += read;
      }
      return size;
    }
  }
}
