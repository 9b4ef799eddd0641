package dev.obs.dashboards;

import java.util.List;

/// Types of panels, each with its usual size (of 24 columns) and all options that Grafana's schema
/// requires.
enum PanelType {
  TIME_SERIES("timeseries", 12, 8) {
    @Override
    JsonObject options() {
      return new JsonObject()
          .put("legend", legend("table", "bottom", List.of("mean", "max", "lastNotNull")))
          .put("tooltip", new JsonObject().put("mode", "multi").put("sort", "desc"));
    }

    @Override
    JsonObject style() {
      return new JsonObject()
          .put("drawStyle", "line")
          .put("lineWidth", 1)
          .put("fillOpacity", 10)
          .put("showPoints", "never")
          .put("spanNulls", false);
    }
  },
  STATE_TIMELINE("state-timeline", 12, 8) {
    @Override
    JsonObject options() {
      return new JsonObject()
          .put("alignValue", "left")
          .put("legend", legend("list", "bottom", List.of()))
          .put("mergeValues", true)
          .put("rowHeight", 0.9)
          .put("showValue", "auto")
          .put("tooltip", new JsonObject().put("mode", "single").put("sort", "none"));
    }

    @Override
    JsonObject style() {
      return new JsonObject().put("fillOpacity", 70).put("lineWidth", 0);
    }
  },
  STAT("stat", 4, 4) {
    @Override
    JsonObject options() {
      return new JsonObject()
          .put("colorMode", "value")
          .put("graphMode", "area")
          .put("justifyMode", "auto")
          .put("orientation", "auto")
          .put("percentChangeColorMode", "standard")
          .put("reduceOptions", LAST)
          .put("showPercentChange", false)
          .put("textMode", "auto")
          .put("wideLayout", true);
    }
  },
  GAUGE("gauge", 6, 6) {
    @Override
    JsonObject options() {
      return new JsonObject()
          .put("barShape", "flat")
          .put("barWidthFactor", 0.5)
          .put("effects", new JsonObject())
          .put("minVizHeight", 75)
          .put("minVizWidth", 75)
          .put("orientation", "auto")
          .put("reduceOptions", LAST)
          .put("segmentCount", 1)
          .put("segmentSpacing", 0.3)
          .put("shape", "gauge")
          .put("showThresholdLabels", false)
          .put("showThresholdMarkers", true)
          .put("sizing", "auto");
    }
  },
  HEATMAP("heatmap", 12, 8) {
    @Override
    JsonObject options() {
      JsonObject color =
          new JsonObject()
              .put("mode", "scheme")
              .put("scheme", "Oranges")
              .put("fill", "dark-orange")
              .put("scale", "exponential")
              .put("exponent", 0.5)
              .put("steps", 64)
              .put("reverse", false);
      return new JsonObject()
          .put("calculate", false)
          .put("cellGap", 1)
          .put("color", color)
          .put("exemplars", new JsonObject().put("color", "rgba(255,0,255,0.7)"))
          .put("legend", new JsonObject().put("show", true))
          .put("rowsFrame", new JsonObject().put("layout", "auto"))
          .put("showValue", "never")
          .put("tooltip", new JsonObject().put("mode", "single").put("showColorScale", true))
          .put("yAxis", new JsonObject().put("axisPlacement", "left"));
    }
  },
  TABLE("table", 24, 8) {
    @Override
    JsonObject options() {
      return new JsonObject().put("cellHeight", "sm").put("frameIndex", 0).put("showHeader", true);
    }

    @Override
    JsonObject style() {
      return new JsonObject()
          .put("align", "auto")
          .put("cellOptions", new JsonObject().put("type", "auto"))
          .put("inspect", false);
    }
  },
  LOGS("logs", 24, 10) {
    @Override
    JsonObject options() {
      return new JsonObject()
          .put("dedupStrategy", "none")
          .put("enableLogDetails", true)
          .put("prettifyLogMessage", false)
          .put("showCommonLabels", false)
          .put("showLabels", false)
          .put("showLogContextToggle", false)
          .put("showTime", true)
          .put("sortOrder", "Descending")
          .put("wrapLogMessage", true);
    }
  },
  TRACES("traces", 24, 16) {
    @Override
    JsonObject options() {
      return new JsonObject();
    }
  };

  private static final JsonObject LAST =
      new JsonObject().put("calcs", List.of("lastNotNull")).put("fields", "").put("values", false);

  private final String id;
  private final int width;
  private final int height;

  PanelType(String id, int width, int height) {
    this.id = id;
    this.width = width;
    this.height = height;
  }

  /// Returns Grafana's name of the plugin.
  String id() {
    return id;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  abstract JsonObject options();

  /// Returns the options of the plugin that may differ from series to series.
  JsonObject style() {
    return new JsonObject();
  }

  private static JsonObject legend(String mode, String placement, List<String> calculations) {
    return new JsonObject()
        .put("calcs", calculations)
        .put("displayMode", mode)
        .put("placement", placement)
        .put("showLegend", true);
  }
}
