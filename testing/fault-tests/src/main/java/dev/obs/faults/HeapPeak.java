package dev.obs.faults;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// The maximum of the heap usage after a collection in this process.
final class HeapPeak {
  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private final AtomicLong bytes = new AtomicLong();

  HeapPeak() {
    ManagementFactory.getGarbageCollectorMXBeans()
        .forEach(collector ->
            ((NotificationEmitter) collector)
                .addNotificationListener((notification, _) -> collected(notification), null, null));
  }

  private void collected(Notification notification) {
    if (notification.getUserData() instanceof CompositeData data) {
      Map<String, MemoryUsage> after =
          GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc();
      long used =
          after.entrySet().stream()
              .filter(pool -> pools.contains(pool.getKey()))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum();
      bytes.accumulateAndGet(used, Math::max);
    }
  }

  /// Returns the peak so far, 0 before the first collection.
  long bytes() {
    return bytes.get();
  }
}
