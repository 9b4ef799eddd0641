/// Telemetry as [OTLP](https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding) JSON; see
/// [dev.obs.exporter.file.json.OtlpJsonEncoder].
package dev.obs.exporter.file.json;
