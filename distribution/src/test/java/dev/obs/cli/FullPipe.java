package dev.obs.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// A pipe that can be full, because its reader reads only on request.
final class FullPipe implements AutoCloseable {
  private static final byte[] PAGE = new byte[4096];

  private static final Duration POLL = Duration.ofMillis(200);

  private final Path path;
  private final RandomAccessFile ends;
  private volatile long written; // by one thread

  private FullPipe(Path path) throws IOException {
    this.path = path;
    ends = new RandomAccessFile(path.toFile(), "rw"); // both ends, so that opening does not block
  }

  static FullPipe in(Path folder) throws IOException, InterruptedException {
    Path path = folder.resolve("pipe");
    Process mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
    if (!mkfifo.waitFor(30, TimeUnit.SECONDS) || mkfifo.exitValue() != 0) {
      throw new IOException("mkfifo failed");
    }
    return new FullPipe(path);
  }

  Path path() {
    return path;
  }

  /// Fills the pipe: a thread writes until it blocks.
  void fill() {
    Thread.ofPlatform().daemon().start(this::write);
    AtomicLong before = new AtomicLong(-1);
    await().pollInterval(POLL).until(() -> before.getAndSet(written) == written);
  }

  private void write() {
    long pages = 0;
    try {
      while (true) {
        ends.write(PAGE);
        pages++;
        written = pages;
      }
    } catch (IOException closed) {
      // the test has ended
    }
  }

  /// Reads the output up to a text.
  void readUntil(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    byte[] buffer = new byte[4096];
    while (read.indexOf(text) < 0) {
      int length = ends.read(buffer);
      read.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    ends.close();
  }
}
