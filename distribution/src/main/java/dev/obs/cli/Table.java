package dev.obs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Text in aligned columns.
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    rows.add(List.of(headings));
  }

  /// Adds a row. Cells may contain messages of servers, so control characters of a terminal are
  /// removed.
  void row(String... cells) {
    rows.add(Stream.of(cells).map(Table::printable).toList());
  }

  private static String printable(String cell) {
    return cell.codePoints()
        .map(character -> Character.isISOControl(character) ? '?' : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /// Returns the lines, the headings first.
  List<String> lines() {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String cell = row.get(column);
        line.append(cell).repeat(' ', widths[column] - cell.length()).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  void print(PrintWriter out) {
    lines().forEach(out::println);
  }
}
