package dev.obs.link.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Text in aligned columns.
public final class Table {
  private static final String GAP = "  ";
  private static final char RIGHT = 'r';

  private final String alignment;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(String alignment, List<String> headings) {
    this.alignment = alignment;
    rows.add(headings);
  }

  /// Returns a table whose columns are aligned left.
  public static Table of(String... headings) {
    return new Table("l".repeat(headings.length), List.of(headings));
  }

  /// Returns a table whose columns are aligned left or right.
  ///
  /// @param alignment a letter for each column, `l` or `r`
  public static Table aligned(String alignment, String... headings) {
    return new Table(alignment, List.of(headings));
  }

  /// Adds a row. Cells may contain messages of servers, so characters that steer a terminal, begin
  /// a line or are invisible are replaced.
  public void row(String... cells) {
    rows.add(Stream.of(cells).map(Table::printable).toList());
  }

  private static String printable(String cell) {
    return cell.codePoints()
        .map(character -> isVisible(character) ? character : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// Returns the lines, the headings first.
  public List<String> lines() {
    int[] widths = new int[alignment.length()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      boolean right = alignment.charAt(column) == RIGHT;
      line.append(right ? padding + cell : cell + padding).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
