package dev.obs.http.listener;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The limit of the bytes of the responses that clients have not received yet.
///
/// Responses with the same array count once and are compressed once. If a new response does not
/// fit, connections with stalled clients are cut for it. One response always fits, so that a page
/// larger than the limit can be sent, too.
final class AnswerMemory {
  /// Smaller responses do not count: the operating system buffers them at once, so `/health` is
  /// served regardless of the number of clients that wait for pages.
  private static final int SMALL = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final IdentityHashMap<byte[], Page> pages = new IdentityHashMap<>();
  private final long limit;
  private final BooleanSupplier makeRoom;
  private long held;

  /// @param makeRoom cancels a response without progress; returns false if there is none
  AnswerMemory(long limit, BooleanSupplier makeRoom) {
    this.limit = limit;
    this.makeRoom = makeRoom;
  }

  /// Reserves memory for a response, or returns null if it does not fit.
  @Nullable Share share(byte[] body) {
    if (body.length < SMALL) {
      return new Share(new Page(body));
    }
    do {
      lock.lock();
      try {
        Page page = pages.get(body);
        if (page == null && (held == 0 || held + body.length <= limit)) {
          page = new Page(body);
          pages.put(body, page);
          held += body.length;
        }
        if (page != null) {
          page.users++;
          return new Share(page);
        }
      } finally {
        lock.unlock();
      }
    } while (makeRoom.getAsBoolean());
    return null;
  }

  /// The share of one response, to be released when the client has received it or is disconnected.
  final class Share {
    private final Page page;
    private boolean released;

    private Share(Page page) {
      this.page = page;
    }

    Body gzip() throws IOException {
      byte[] compressed = page.gzip();
      lock.lock();
      try {
        if (page.users > 0 && page.counted == 0) {
          page.counted = compressed.length;
          held += page.counted;
        }
      } finally {
        lock.unlock();
      }
      return new Body(compressed, true);
    }

    void release() {
      lock.lock();
      try {
        if (!released) {
          released = true;
          if (page.users > 0 && --page.users == 0) {
            pages.remove(page.body);
            held -= page.body.length + page.counted;
          }
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /// A response that one or more clients receive.
  private static final class Page {
    private final ReentrantLock compressing = new ReentrantLock();
    private final byte[] body;
    private byte @Nullable [] compressed;
    private int users;
    private int counted;

    Page(byte[] body) {
      this.body = body;
    }

    byte[] gzip() throws IOException {
      compressing.lock();
      try {
        if (compressed == null) {
          compressed = ContentCoding.gzip(body);
        }
        return compressed;
      } finally {
        compressing.unlock();
      }
    }
  }
}
