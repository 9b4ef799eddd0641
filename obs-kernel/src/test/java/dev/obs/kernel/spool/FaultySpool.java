package dev.obs.kernel.spool;

/// A spool on a disk that fails, for tests of what uses it.
public final class FaultySpool {
  private FaultySpool() {}

  /// One whose disk refuses one operation that changes something, half done.
  ///
  /// @param operation its number, from 1
  public static Spool failingOnce(SpoolOptions options, int operation) throws SpoolException {
    return Spool.open(options, new FaultDisk().at(operation, FaultDisk.Fault.ERROR));
  }
}
