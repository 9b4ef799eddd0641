package dev.obs.kernel.operation;

import dev.obs.model.OperationRecord;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/// The records of the last operations, bounded in number and size; the newest is always kept.
/// Thread-safe.
final class RecentRecords {
  private static final int COUNT = 128;
  private static final long SIZE = 1 << 20;

  private final ArrayDeque<OperationRecord> records = new ArrayDeque<>(COUNT);
  private long size;

  synchronized void add(OperationRecord record) {
    records.addLast(record);
    size += size(record);
    while (records.size() > COUNT || (size > SIZE && records.size() > 1)) {
      size -= size(records.removeFirst());
    }
  }

  synchronized List<OperationRecord> all() {
    return List.copyOf(records);
  }

  private static long size(OperationRecord record) {
    long size = Notes.size(record.operation(), record.traceId());
    for (Map.Entry<String, Object> note : record.metadata().entrySet()) {
      size += Notes.size(note.getKey(), note.getValue());
    }
    return size;
  }
}
