package dev.obs.dashboards;

import java.util.List;

/// Panels under a heading, from left to right.
record Row(String title, List<Panel> panels) {
  Row(String title, Panel... panels) {
    this(title, List.of(panels));
  }
}
