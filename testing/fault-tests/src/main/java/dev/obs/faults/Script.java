package dev.obs.faults;

/// Decides what a [LedgerBackend] answers. Called on the thread of the connection.
@FunctionalInterface
public interface Script {

  /// Answers a request.
  Reply reply(Received request) throws Exception;
}
