package dev.obs.bench.operation;

import dev.obs.bench.report.Side;

/// The works by side and kind.
public final class Works {
  private Works() {}

  /// Opens the work of a side.
  public static Work open(Side side, Kind kind, Shape shape) {
    return switch (side) {
      case OBS -> new ObsWork(kind, shape);
      case SDK -> new SdkWork(kind, shape);
      case MICROMETER -> new MicrometerWork();
      case FLOOR -> new FloorWork(kind);
      default -> throw new IllegalArgumentException(side + " has no operations");
    };
  }
}
