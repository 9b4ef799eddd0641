package dev.obs.kernel.config;

import dev.obs.spi.Setting;

/// The keys of `telemetry.operations`.
public final class OperationSettings {
  public static final Setting<Boolean> CPU =
      Setting.bool("telemetry.operations.cpu")
          .orElse(true)
          .describe(
              "whether CPU time is measured (about 1 us): of long operations, and of 1 in 16 short"
                  + " ones");

  public static final Setting<Integer> LIMIT =
      Setting.integer("telemetry.operations.limit", 1, 100_000)
          .orElse(2_000)
          .describe("limit of operation names with a summary of their own");

  public static final Setting<Integer> NOTES =
      Setting.integer("telemetry.operations.notes", 0, 10_000)
          .orElse(128)
          .describe("limit of metadata entries of one operation");

  private OperationSettings() {}
}
