package dev.obs.kernel.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Remembers what a lane's spool reports.
final class Heard implements SpoolListener {
  final Map<String, Long> lost = new TreeMap<>();
  final List<String> troubles = new ArrayList<>();

  @Override
  public void lost(long count, String reason) {
    lost.merge(reason, count, Long::sum);
  }

  @Override
  public void trouble(String what) {
    troubles.add(what);
  }
}
