package dev.obs.bench.operation;

/// A unit of work of one side, for any number of threads.
public interface Work extends AutoCloseable {
  String METHOD = "GET";
  String ROUTE = "/orders/{id}";
  long STATUS = 200;

  /// Does the work once.
  ///
  /// @param index the index of the operation's name
  void run(int index);

  /// Waits until the queues are empty and returns how many of the works left no record in a sink.
  ///
  /// @param done how often the work was done so far
  default long lost(long done) {
    return 0;
  }

  @Override
  default void close() {}
}
