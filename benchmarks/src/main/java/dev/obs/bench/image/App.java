package dev.obs.bench.image;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A running process with an HTTP port.
final class App implements AutoCloseable {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = 2_000_000;
  private static final double MILLIS_PER_TICK = 10;
  private static final int STATUS_LENGTH = "HTTP/1.1 200".length();

  private final Process process;
  private final int port;
  private final Path log;

  private App(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts a command.
  ///
  /// @param port the port that it will listen on
  static App start(List<String> command, int port) throws IOException {
    Path log = Files.createTempFile("obs-bench", ".log");
    return new App(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        port,
        log);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /// Waits until a path answers 200.
  ///
  /// @return the nanoseconds since a time
  long await(String path, long since) throws IOException {
    while (!isOk(path)) {
      if (!process.isAlive() || System.nanoTime() - since > LIMIT_NANOS) {
        throw new IOException(path + " never answered 200: " + Files.readString(log));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return System.nanoTime() - since;
  }

  /// Requests a path once, and reads the status. A server that keeps the connection open is fine.
  boolean isOk(String path) {
    try (Socket socket = request(path)) {
      byte[] status = socket.getInputStream().readNBytes(STATUS_LENGTH);
      return new String(status, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException refused) {
      return false;
    }
  }

  /// Requests a path once, and reads the whole response.
  void fetch(String path) throws IOException {
    try (Socket socket = request(path)) {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private Socket request(String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(5_000);
    String head =
        "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// Returns the CPU time so far, of ended threads too, in milliseconds, to 10 ms.
  double cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
  }

  /// Returns the resident memory in bytes.
  double residentBytes() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Double.parseDouble(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no VmRSS");
  }

  /// Ends the process and waits for what it writes at its end, such as an AOT cache.
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(log);
  }
}
