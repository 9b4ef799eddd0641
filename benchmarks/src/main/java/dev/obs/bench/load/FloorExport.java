package dev.obs.bench.load;

import dev.obs.bench.encode.SpanTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The floor for an export: one producer writes five numbers of a span into a ring, one consumer
/// copies them into templates and writes requests to a socket.
final class FloorExport {
  private static final int FIELDS = 5;
  private static final long FULL_PAUSE_NANOS = 500_000;

  private final long[] ring;
  private final int mask;
  private final int batch;
  private final SocketChannel channel;
  private final AtomicLong head = new AtomicLong();
  private final AtomicLong tail = new AtomicLong();
  private final long epoch = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
  private final ByteBuffer answer = ByteBuffer.allocateDirect(4096);
  private final ByteBuffer request;
  private final byte[] encoded;
  private volatile boolean draining;
  private long state = System.nanoTime() | 1;
  private long seenTail;

  FloorExport(int queue, int batch, int port) throws IOException {
    ring = new long[queue * FIELDS];
    mask = queue - 1;
    this.batch = batch;
    encoded = new byte[batch * SpanTemplate.LENGTH];
    request = ByteBuffer.allocateDirect(encoded.length + 512);
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Thread.ofPlatform().daemon().name("floor-export").start(this::consume);
  }

  void span() {
    long start = System.nanoTime();
    long high = random();
    long low = random();
    long id = random();
    long end = System.nanoTime();
    long at = head.getPlain();
    if (at - seenTail > mask) {
      seenTail = tail.getAcquire();
      if (at - seenTail > mask) {
        return; // dropped
      }
    }
    int slot = ((int) at & mask) * FIELDS;
    ring[slot] = high;
    ring[slot + 1] = low;
    ring[slot + 2] = id;
    ring[slot + 3] = epoch + start;
    ring[slot + 4] = epoch + end;
    head.setRelease(at + 1);
  }

  private long random() {
    long next = state;
    next ^= next << 13;
    next ^= next >>> 7;
    next ^= next << 17;
    state = next;
    return next;
  }

  private void consume() {
    try {
      while (true) {
        int count = (int) Math.min(head.getAcquire() - tail.getPlain(), batch);
        if (count == 0 || (count < batch / 2 && !draining)) {
          LockSupport.parkNanos(FULL_PAUSE_NANOS);
        } else {
          send(count);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(int count) throws IOException {
    int size = 0;
    for (long at = tail.getPlain(), end = at + count; at < end; at++) {
      size = SpanTemplate.write(ring, ((int) at & mask) * FIELDS, encoded, size);
    }
    byte[] scope = header(0x12, size);
    byte[] resource = header(0x0a, size + scope.length);
    String head =
        "POST /v1/traces HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-protobuf\r\n"
            + "Content-Length: "
            + (size + scope.length + resource.length)
            + "\r\n\r\n";
    request.clear();
    request.put(head.getBytes(StandardCharsets.US_ASCII)).put(resource).put(scope);
    request.put(encoded, 0, size).flip();
    while (request.hasRemaining()) {
      channel.write(request);
    }
    answer.clear();
    if (channel.read(answer) < 0) {
      throw new IOException("the backend is gone");
    }
    tail.setRelease(tail.getPlain() + count);
  }

  /// A tag and a length.
  private static byte[] header(int tag, int length) {
    ByteBuffer out = ByteBuffer.allocate(6).put((byte) tag);
    int rest = length;
    for (; rest > 127; rest >>>= 7) {
      out.put((byte) ((rest & 127) | 128));
    }
    out.put((byte) rest);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  long delivered() {
    return tail.get();
  }

  void drain() {
    draining = true;
    while (tail.getAcquire() < head.get()) {
      LockSupport.parkNanos(FULL_PAUSE_NANOS);
    }
    draining = false;
  }
}
