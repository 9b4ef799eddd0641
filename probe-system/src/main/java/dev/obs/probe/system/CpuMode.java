package dev.obs.probe.system;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Locale;

/// The modes of a processor; the values of the attribute `cpu.mode`.
enum CpuMode {
  USER,
  SYSTEM,
  NICE,
  IDLE,
  IOWAIT,
  INTERRUPT,
  STEAL;

  @SuppressWarnings("ImmutableEnumChecker") // immutable by its contract, but not annotated
  final Attributes attributes =
      Attributes.of(AttributeKey.stringKey("cpu.mode"), name().toLowerCase(Locale.ROOT));
}
