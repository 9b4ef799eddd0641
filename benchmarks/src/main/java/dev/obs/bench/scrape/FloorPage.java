package dev.obs.bench.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The floor for a page in the text format: the text of each line before its value is ready, values
/// are whole numbers, buffers are reused.
final class FloorPage implements AutoCloseable {
  private static final int DIGITS = 20;

  private final byte[][] prefixes;
  private final long[] values;
  private final byte[] page;
  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  FloorPage(Series series) throws IOException {
    List<byte[]> texts = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    series.count((i, value) -> {
      texts.add(bytes("requests_" + Series.instrument(i) + "_total{" + labels(i) + "} "));
      numbers.add((long) value);
    });
    for (int i = 0; i < series.histograms(); i++) {
      String name = "latency_" + Series.instrument(i) + "_seconds";
      for (double bound : Series.BOUNDS) {
        texts.add(bytes(name + "_bucket{" + labels(i) + ",le=\"" + bound + "\"} "));
        numbers.add(20L);
      }
      for (String line :
          List.of(
              "_bucket{" + labels(i) + ",le=\"+Inf\"} ",
              "_count{" + labels(i) + "} ",
              "_sum{" + labels(i) + "} ")) {
        texts.add(bytes(name + line));
        numbers.add(1_234_567L);
      }
    }
    prefixes = texts.toArray(byte[][]::new);
    values = numbers.stream().mapToLong(Long::longValue).toArray();
    page = new byte[texts.stream().mapToInt(text -> text.length + DIGITS + 1).sum()];
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/metrics", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private static String labels(int series) {
    return "method=\"GET\",route=\"" + Series.route(series) + "\",status=\"200\"";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int size = write();
      String encoding = exchange.getRequestHeaders().getFirst("Accept-Encoding");
      if (encoding != null && encoding.contains("gzip")) {
        compressed.reset();
        try (FastGzip out = new FastGzip(compressed)) {
          out.write(page, 0, size);
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, compressed.size());
        compressed.writeTo(exchange.getResponseBody());
      } else {
        exchange.sendResponseHeaders(200, size);
        exchange.getResponseBody().write(page, 0, size);
      }
    }
  }

  private int write() {
    int at = 0;
    for (int line = 0; line < prefixes.length; line++) {
      byte[] prefix = prefixes[line];
      System.arraycopy(prefix, 0, page, at, prefix.length);
      at = number(values[line], at + prefix.length);
      page[at++] = '\n';
    }
    return at;
  }

  private int number(long value, int at) {
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = value;
    for (int place = at + digits - 1; place >= at; place--) {
      page[place] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /// Compression at the lowest level.
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
