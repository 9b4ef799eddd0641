package dev.obs.http.listener;

import dev.obs.model.SafeText;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutorService;

/// The only background thread of a listener. It accepts connections and, at least once a second
/// while there are any, cuts overdue ones.
///
/// No failure ends the loop: if descriptors or memory run out, it closes an idle connection, pauses
/// and continues.
final class Acceptor implements Runnable {
  private static final int TICK_MILLIS = 500;
  private static final int PAUSE_MILLIS = 100;

  private final ServerSocket server;
  private final Service service;
  private final ExecutorService threads;

  Acceptor(ServerSocket server, Service service, ExecutorService threads) {
    this.server = server;
    this.service = service;
    this.threads = threads;
  }

  @Override
  public void run() {
    long lastCut = System.nanoTime();
    while (!server.isClosed()) {
      try {
        accept();
        if (System.nanoTime() - lastCut > TICK_MILLIS * 1_000_000L) {
          lastCut = System.nanoTime();
          service.connections().cutOverdue();
        }
      } catch (Throwable failure) { // an OutOfMemoryError as well: the next round may succeed
        recover(failure);
      }
    }
  }

  private void accept() throws IOException {
    Socket socket;
    try {
      server.setSoTimeout(service.connections().isEmpty() ? 0 : TICK_MILLIS);
      socket = server.accept();
    } catch (SocketTimeoutException tick) {
      return;
    }
    boolean served = false;
    try {
      socket.setTcpNoDelay(true); // a page goes out in several writes
      Connection connection = new Connection(socket, service);
      if (service.connections().admit(connection)) {
        served = true;
        start(connection);
      }
    } finally {
      if (!served) {
        socket.close();
      }
    }
  }

  private void start(Connection connection) {
    try {
      threads.execute(connection);
    } catch (Throwable failure) {
      service.connections().remove(connection);
      connection.cut();
      throw failure;
    }
  }

  private void recover(Throwable failure) {
    if (server.isClosed()) {
      return;
    }
    try {
      if (failure instanceof IOException && isOutOfDescriptors(failure)) {
        service.report().refused(Refusal.DESCRIPTORS);
        service.connections().cutOne(connection -> true);
      } else {
        service.report().failed("accepting a connection", failure);
      }
      Thread.sleep(PAUSE_MILLIS);
    } catch (Throwable again) { // the loop's condition decides, nothing else
    }
  }

  private static boolean isOutOfDescriptors(Throwable failure) {
    return SafeText.message(failure).orElse("").contains("Too many open files");
  }
}
