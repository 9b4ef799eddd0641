package dev.obs.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What one operation cost.
///
/// **Memory** is what the operation's own thread allocated on the heap while it ran, in bytes (JDK
/// `com.sun.management.ThreadMXBean#getThreadAllocatedBytes`, 10 ns a read): allocation, not
/// retention, and not what other threads did on its behalf. **CPU** is the thread's CPU time as a
/// percentage of the elapsed time, 0 to 100 (`ThreadMXBean#getCurrentThreadCpuTime`, some 550 ns a
/// read). Both belong to the operation alone, unlike figures of the whole process, which mix what
/// runs side by side. The JDK knows neither for a virtual thread: there, and for an operation that
/// is closed on another thread, they are empty.
///
/// @param operation the name
/// @param timestamp the wall-clock time of the start
/// @param duration the elapsed time, by the monotonic clock
/// @param memory allocated bytes, or -1 if unknown
/// @param cpu percent of one processor, or NaN if unknown
/// @param correlationId the correlation id, or null
/// @param errorType the class name of the failure, or null
/// @param traceId the trace it belongs to, 32 lower-case hex digits
/// @param metadata what [Operation#with] added, in that order
public record OperationRecord(
    String operation,
    Instant timestamp,
    Duration duration,
    long memory,
    double cpu,
    @Nullable String correlationId,
    @Nullable String errorType,
    String traceId,
    Map<String, Object> metadata) {

  /// Allocated bytes, if known.
  public OptionalLong memoryBytes() {
    return memory < 0 ? OptionalLong.empty() : OptionalLong.of(memory);
  }

  /// CPU in percent of one processor, if known.
  public OptionalDouble cpuPercent() {
    return Double.isNaN(cpu) ? OptionalDouble.empty() : OptionalDouble.of(cpu);
  }

  /// The class name of the failure, if it failed.
  public Optional<String> error() {
    return Optional.ofNullable(errorType);
  }
}
