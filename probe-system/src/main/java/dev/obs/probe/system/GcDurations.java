package dev.obs.probe.system;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/// A listener that records each garbage collection, from [#listen] until [#close].
final class GcDurations implements NotificationListener {
  private final DoubleHistogram histogram;
  private final List<NotificationEmitter> emitters = new ArrayList<>();
  private boolean closed;

  GcDurations(DoubleHistogram histogram) {
    this.histogram = histogram;
  }

  /// Starts listening, once.
  synchronized void listen() {
    if (!closed && emitters.isEmpty()) {
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(NotificationEmitter.class::isInstance)
          .map(NotificationEmitter.class::cast)
          .forEach(emitter -> {
            emitter.addNotificationListener(this, null, null);
            emitters.add(emitter);
          });
    }
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
        && notification.getUserData() instanceof CompositeData data) {
      GarbageCollectionNotificationInfo collection = GarbageCollectionNotificationInfo.from(data);
      GcInfo info = collection.getGcInfo();
      histogram.record(
          info.getDuration() / 1e3,
          Attributes.of(
              AttributeKey.stringKey("jvm.gc.name"),
              collection.getGcName(),
              AttributeKey.stringKey("jvm.gc.action"),
              collection.getGcAction()));
    }
  }

  synchronized void close() {
    closed = true;
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException removed) {
        // the listener is removed already
      }
    }
    emitters.clear();
  }
}
