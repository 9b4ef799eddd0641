package dev.obs.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The cost of one operation.
///
/// **Memory** is the heap allocation of the operation's own thread while it ran, in bytes (JDK
/// `com.sun.management.ThreadMXBean#getThreadAllocatedBytes`, 10 ns a read): allocation, not
/// retention, and without the allocation of other threads on its behalf. **CPU** is the thread's
/// CPU time as a percentage of the elapsed time, 0 to 100 (`ThreadMXBean#getCurrentThreadCpuTime`,
/// some 550 ns a read). It is measured of operations whose name usually takes more than 100 µs, and
/// of 1 in 16 of the others; in the summary each of these counts sixteen times. Both belong to the
/// operation alone, unlike figures of the whole process, which mix concurrent work. The JDK knows
/// neither for a virtual thread: there, and for an operation that is closed on another thread, they
/// are empty.
///
/// @param operation the name
/// @param timestamp the wall-clock time of the start
/// @param duration the elapsed time, by the monotonic clock
/// @param memory the allocated bytes, if known
/// @param cpu the percentage of one processor, if it was measured
/// @param correlationId the correlation id, if there is one
/// @param errorType the class name of the failure, if the operation failed
/// @param traceId the trace it belongs to, 32 lower-case hex digits
/// @param metadata the values that the application added to the operation, in that order
public record OperationRecord(
    String operation,
    Instant timestamp,
    Duration duration,
    OptionalLong memory,
    OptionalDouble cpu,
    Optional<String> correlationId,
    Optional<String> errorType,
    String traceId,
    Map<String, Object> metadata) {}
