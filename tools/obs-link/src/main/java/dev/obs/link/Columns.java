package dev.obs.link;

import java.util.ArrayList;
import java.util.List;

/// Text in columns, each aligned left or right.
final class Columns {
  private final String alignment;
  private final List<String[]> rows = new ArrayList<>();

  /// @param alignment a letter for each column, `l` or `r`
  Columns(String alignment, String... headings) {
    this.alignment = alignment;
    rows.add(headings);
  }

  void row(String... cells) {
    rows.add(cells);
  }

  /// Returns the lines, the headings first.
  List<String> lines() {
    int[] widths = new int[alignment.length()];
    for (String[] row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String gap = " ".repeat(widths[column] - row[column].length());
        line.append(
            alignment.charAt(column) == 'r' ? gap + row[column] + "  " : row[column] + gap + "  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
