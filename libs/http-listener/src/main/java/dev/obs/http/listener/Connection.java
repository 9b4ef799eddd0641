package dev.obs.http.listener;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A client's connection: reads its requests one after the other and answers each, on its own
/// thread.
///
/// The thread blocks without a time-out; [Connections] cuts a connection whose phase lasts too
/// long, or to make room for another.
final class Connection implements Runnable {

  /// The state of a connection, in the order in which connections are cut to make room.
  enum Phase {
    /// Waits for the next request, or the end of the connection.
    IDLE,
    /// Reads a request, or its rest.
    READING,
    /// Writes the response to the client.
    WRITING,
    /// Waits for the handler.
    HANDLING
  }

  /// The limit of time and bytes for a client to close the connection after the last response. An
  /// immediate close would reset the connection, and the client might lose the response.
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final int LINGER_BYTES = 1 << 20;

  private final Socket socket;
  private final Service service;
  private volatile Phase phase = Phase.READING;
  private volatile long deadline;
  private volatile long since = System.nanoTime();
  private volatile @Nullable Thread thread;
  private volatile AnswerMemory.@Nullable Share share;

  Connection(Socket socket, Service service) {
    this.socket = socket;
    this.service = service;
    this.deadline = since + service.limits().receive().toNanos();
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try (socket) {
      RequestReader reader = new RequestReader(socket.getInputStream());
      ResponseWriter writer = new ResponseWriter(socket.getOutputStream(), this::progress);
      while (reader.await() && exchange(reader, writer)) {
        enter(Phase.IDLE, service.limits().idle());
      }
    } catch (IOException gone) {
      // the client has left, or the connection was cut
    } catch (Throwable failure) {
      service.report().failed("a connection of the listener", failure);
    } finally {
      service.connections().remove(this);
      release();
    }
  }

  /// Answers one request.
  ///
  /// @return whether another request may follow
  private boolean exchange(RequestReader reader, ResponseWriter writer) throws IOException {
    enter(Phase.READING, service.limits().receive());
    boolean persistent = false;
    try {
      RequestHead request = RequestHead.parse(reader.head());
      persistent = request.persistent() && !service.connections().isClosing();
      enter(Phase.HANDLING, service.limits().answer());
      Response response = service.router().answer(request);
      write(writer, request, response, persistent);
      if (persistent) {
        enter(Phase.READING, service.limits().receive());
        reader.skip(request.bodyLength());
        return true;
      }
    } catch (BadRequest refused) {
      service.report().refused(Refusal.MALFORMED);
      enter(Phase.WRITING, service.limits().answer());
      writer.write(refused.response(), Body.plain(refused.response().body()), false, false);
    }
    linger(socket.getInputStream());
    return false;
  }

  private void write(
      ResponseWriter writer, RequestHead request, Response response, boolean persistent)
      throws IOException {
    boolean head = request.method().equals("HEAD");
    boolean gzip =
        ContentCoding.wantsGzip(request.field("accept-encoding"), response.body().length);
    AnswerMemory.@Nullable Share taken = service.memory().share(response.body());
    if (taken == null) {
      service.report().refused(Refusal.ANSWER_MEMORY);
      Response busy = Response.text(503, "too many answers at once\n");
      enter(Phase.WRITING, service.limits().answer());
      writer.write(busy, Body.plain(busy.body()), head, persistent);
      return;
    }
    share = taken;
    Body body = gzip ? taken.gzip() : Body.plain(response.body());
    enter(Phase.WRITING, service.limits().answer());
    writer.write(response, body, head, persistent);
    release();
  }

  private void linger(InputStream in) throws IOException {
    enter(Phase.IDLE, LINGER);
    socket.shutdownOutput();
    byte[] rest = new byte[4096];
    for (int left = LINGER_BYTES; left > 0; ) {
      int read = in.read(rest);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }

  private void enter(Phase next, Duration limit) {
    long now = System.nanoTime();
    since = now;
    deadline = now + limit.toNanos();
    phase = next;
  }

  private void progress() {
    since = System.nanoTime();
  }

  Phase phase() {
    return phase;
  }

  /// Returns the start of the phase, or the time of the client's last progress in a response.
  long since() {
    return since;
  }

  boolean isOverdue(long now) {
    return now - deadline > 0;
  }

  InetAddress client() {
    return socket.getInetAddress();
  }

  /// Returns whether it holds a share of the memory for responses.
  boolean holdsAnswer() {
    return share != null;
  }

  /// Ends the connection from another thread: its own thread gets an exception wherever it waits.
  void cut() {
    Thread handling = phase == Phase.HANDLING ? thread : null;
    release();
    try {
      socket.close();
    } catch (IOException closed) {
      // the connection is closed in any case
    }
    if (handling != null) {
      handling.interrupt();
    }
  }

  private void release() {
    AnswerMemory.@Nullable Share held = share;
    share = null;
    if (held != null) {
      held.release();
    }
  }
}
