package dev.obs.http.listener;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Limits the bytes of the answers that clients have not taken yet.
///
/// Answers with the same array count once and are compressed once. Where a new one does not fit,
/// connections whose clients take nothing make room for it. One answer always fits, so a page that
/// is larger than the limit can be had, too.
final class AnswerMemory {
  /// Smaller answers do not count: the operating system takes them at once, and `/health` is served
  /// however many clients wait for pages.
  private static final int SMALL = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final IdentityHashMap<byte[], Page> pages = new IdentityHashMap<>();
  private final long limit;
  private final BooleanSupplier makeRoom;
  private long held;

  /// @param makeRoom gives up an answer that makes no progress; false if there is none
  AnswerMemory(long limit, BooleanSupplier makeRoom) {
    this.limit = limit;
    this.makeRoom = makeRoom;
  }

  /// Takes a share of the memory for an answer, or returns null if it does not fit.
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

  /// One answer's part in the memory, to be released when the client has the answer or is gone.
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

  /// An answer that one client or several take.
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
