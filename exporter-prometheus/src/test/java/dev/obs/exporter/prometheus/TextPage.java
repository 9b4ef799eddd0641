package dev.obs.exporter.prometheus;

import dev.obs.spi.ScrapePage;
import dev.obs.testkit.Field;
import dev.obs.testkit.Received;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A reader of the [text
/// format](https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
final class TextPage {
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*+)\",?");

  private final Map<String, String> help = new TreeMap<>();
  private final Map<String, Received> points = new LinkedHashMap<>();

  private TextPage() {}

  static List<Received> read(ScrapePage.Page page) {
    TextPage reader = new TextPage();
    for (String line : new String(page.body(), StandardCharsets.UTF_8).split("\n")) {
      if (line.startsWith("# HELP ")) {
        String[] words = line.split(" ", 4);
        reader.help.put(words[2], words[3]);
      } else if (!line.startsWith("#")) {
        reader.sample(line);
      }
    }
    return new ArrayList<>(reader.points.values());
  }

  private void sample(String line) {
    int open = line.indexOf('{');
    int end = line.lastIndexOf(' ');
    Map<String, Object> labels = new LinkedHashMap<>();
    if (open > 0) {
      Matcher label = LABEL.matcher(line.substring(open + 1, line.lastIndexOf('}')));
      while (label.find()) {
        labels.put(label.group(1), unescaped(label.group(2)));
      }
    }
    String name = open > 0 ? line.substring(0, open) : line.substring(0, end);
    Object quantile = labels.remove("quantile");
    Object bound = labels.remove("le");
    String family = help.containsKey(name) ? name : name.replaceFirst("_(count|sum|bucket)$", "");
    Received point =
        points.getOrDefault(
            family + labels,
            Received.of(family, labels)
                .with(Field.DESCRIPTION, help.get(family))
                .with(Field.SCOPE, labels.get("otel_scope_name")));
    points.put(family + labels, with(point, name, quantile, bound, line.substring(end + 1)));
  }

  private static Received with(
      Received point, String name, Object quantile, Object bound, String value) {
    if (bound != null) {
      return point;
    }
    if (quantile != null) {
      Map<String, Object> all = new TreeMap<>();
      if (point.fields().get(Field.QUANTILES) instanceof Map<?, ?> known) {
        known.forEach((key, there) -> all.put((String) key, there));
      }
      all.put((String) quantile, value);
      return point.with(Field.QUANTILES, all);
    }
    if (name.endsWith("_count")) {
      return point.with(Field.COUNT, value);
    }
    return point.with(name.endsWith("_sum") ? Field.SUM : Field.VALUE, value);
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        c = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
