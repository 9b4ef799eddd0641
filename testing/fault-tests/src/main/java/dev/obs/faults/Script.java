package dev.obs.faults;

/// The choice of a [LedgerBackend]'s responses. Called on the thread of the connection.
@FunctionalInterface
public interface Script {

  /// Answers a request.
  Reply reply(Received request) throws Exception;
}
