package dev.obs.probe.system;

import com.sun.management.OperatingSystemMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The figures of the JVM's management beans.
///
/// @param threads platform threads by daemon and state
/// @param cpuTime seconds, negative if unknown
/// @param cpuUtilization 0 to 1, negative if unknown
/// @param load runnable threads of the system, the average of the last minute; negative if unknown
record JvmSample(
    List<Pool> pools,
    List<Buffers> buffers,
    Map<Attributes, Long> threads,
    long classesLoaded,
    long classesUnloaded,
    long classes,
    int processors,
    double cpuTime,
    double cpuUtilization,
    double load) {

  /// A memory pool.
  ///
  /// @param limit bytes, -1 if it has none
  /// @param usedAfterGc bytes in use after the last collection of this pool, -1 if it has none
  record Pool(Attributes attributes, long used, long committed, long limit, long usedAfterGc) {

    private static Optional<Pool> of(MemoryPoolMXBean bean) {
      MemoryUsage usage = bean.getUsage();
      if (usage == null) {
        return Optional.empty(); // the pool no longer exists
      }
      MemoryUsage afterGc = bean.getCollectionUsage();
      Attributes attributes =
          Attributes.of(
              AttributeKey.stringKey("jvm.memory.pool.name"),
              bean.getName(),
              AttributeKey.stringKey("jvm.memory.type"),
              bean.getType() == MemoryType.HEAP ? "heap" : "non_heap");
      return Optional.of(
          new Pool(
              attributes,
              usage.getUsed(),
              usage.getCommitted(),
              usage.getMax(),
              afterGc == null ? -1 : afterGc.getUsed()));
    }
  }

  /// A pool of buffers outside the heap; figures are -1 if unknown.
  record Buffers(Attributes attributes, long used, long limit, long count) {

    private static Buffers of(BufferPoolMXBean bean) {
      return new Buffers(
          Attributes.of(AttributeKey.stringKey("jvm.buffer.pool.name"), bean.getName()),
          bean.getMemoryUsed(),
          bean.getTotalCapacity(),
          bean.getCount());
    }
  }

  static JvmSample now() {
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new JvmSample(
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .map(Pool::of)
            .flatMap(Optional::stream)
            .toList(),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .map(Buffers::of)
            .toList(),
        threads(ManagementFactory.getThreadMXBean()),
        classes.getTotalLoadedClassCount(),
        classes.getUnloadedClassCount(),
        classes.getLoadedClassCount(),
        system.getAvailableProcessors(),
        system.getProcessCpuTime() / 1e9,
        system.getProcessCpuLoad(),
        system.getSystemLoadAverage());
  }

  /// Counts the threads without stack traces, which would stop them.
  private static Map<Attributes, Long> threads(ThreadMXBean bean) {
    return Stream.of(bean.getThreadInfo(bean.getAllThreadIds()))
        .filter(thread -> thread != null) // ended in between
        .collect(Collectors.groupingBy(JvmSample::attributes, Collectors.counting()));
  }

  private static Attributes attributes(ThreadInfo thread) {
    return Attributes.of(
        AttributeKey.booleanKey("jvm.thread.daemon"),
        thread.isDaemon(),
        AttributeKey.stringKey("jvm.thread.state"),
        thread.getThreadState().name().toLowerCase(Locale.ROOT));
  }
}
