package dev.obs.exporter.elasticsearch;

import dev.obs.spi.RecordNumbers;
import java.util.UUID;

/// The numbers of consecutive records.
record Numbers(UUID source, long first) implements RecordNumbers {
  @Override
  public long of(int index) {
    return first + index;
  }
}
