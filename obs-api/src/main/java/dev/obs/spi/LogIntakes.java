package dev.obs.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The way from the bridges of a process to its running kernel: the one that started last, until it
/// closes. Thread-safe.
///
/// The first lines from before the first start wait for it: 1,000 of them, with a million
/// characters at most. Lines after a close go nowhere; the application's own appenders have them.
public final class LogIntakes {
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final List<LogIntake> OPEN = new ArrayList<>(); // guarded by LOCK
  private static final EarlyEntries EARLY = new EarlyEntries(); // guarded by LOCK
  private static volatile boolean started; // written under LOCK
  private static volatile @Nullable LogIntake current;

  private LogIntakes() {}

  /// Returns the entrance of the running kernel; empty if none runs.
  public static Optional<LogIntake> current() {
    return Optional.ofNullable(current);
  }

  /// Whether a kernel has started; until then lines wait.
  public static boolean hasStarted() {
    return started;
  }

  /// Passes a line to the running kernel, or keeps it for the first one. Never throws.
  ///
  /// @return whether the kernel has it, or will get it; false also for an entry that cannot be read
  public static boolean accept(LogEntry entry) {
    LogIntake intake = current;
    if (intake != null) {
      intake.accept(entry);
      return true;
    }
    try {
      EarlyEntries.Entry copy = EarlyEntries.Entry.of(entry); // calls the application
      return keep(copy);
    } catch (Throwable failure) { // no memory or stack
      return false;
    }
  }

  private static boolean keep(EarlyEntries.Entry entry) {
    LOCK.lock();
    try {
      LogIntake intake = current;
      if (intake != null) { // it has opened meanwhile
        intake.accept(entry);
        return true;
      }
      return !started && EARLY.add(entry);
    } finally {
      LOCK.unlock();
    }
  }

  /// Opens the entrance of a kernel, which gets the waiting lines first.
  ///
  /// @return closes it; the entrance of a kernel that started before and still runs counts again
  public static Runnable open(LogIntake intake) {
    LOCK.lock();
    try {
      EARLY.passTo(intake); // lines that are written meanwhile join
      started = true;
      OPEN.add(intake);
      current = intake;
    } finally {
      LOCK.unlock();
    }
    return () -> close(intake);
  }

  private static void close(LogIntake intake) {
    LOCK.lock();
    try {
      OPEN.remove(intake);
      current = OPEN.isEmpty() ? null : OPEN.get(OPEN.size() - 1);
    } finally {
      LOCK.unlock();
    }
  }
}
