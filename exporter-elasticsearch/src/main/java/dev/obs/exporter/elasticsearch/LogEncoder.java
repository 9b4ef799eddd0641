package dev.obs.exporter.elasticsearch;

import dev.obs.codec.JsonWriter;
import io.opentelemetry.sdk.logs.data.LogRecordData;

/// An encoder of a log record as a document.
@FunctionalInterface
interface LogEncoder {

  /// Writes one JSON object on one line, the same for the same record.
  void encode(LogRecordData log, JsonWriter json);

  /// Returns the place for the names of fields that are left out.
  default Pruning.Note note() {
    return new Pruning.Note("labels", "obs_refused_fields");
  }
}
