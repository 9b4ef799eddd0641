package dev.obs.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The results as a table in Markdown, with columns of equal width.
public final class Table {
  private static final List<String> HEAD =
      List.of("line", "work", "Obs", "peers", "floor", "ratio", "target", "verdict");

  private final List<List<String>> rows = new ArrayList<>();

  /// @param rows the rows; one without a figure of Obs is left out
  public Table(List<Row> rows, Results results) {
    rows.stream()
        .filter(row -> row.isMeasured(results))
        .forEach(row -> this.rows.add(row.cells(results)));
  }

  /// Returns the number of rows with a verdict.
  public long count(Target.Verdict verdict) {
    return rows.stream().filter(cells -> cells.getLast().equals(verdict.text())).count();
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column ->
                IntStream.concat(
                        IntStream.of(HEAD.get(column).length()),
                        rows.stream().mapToInt(cells -> cells.get(column).length()))
                    .max()
                    .orElseThrow())
            .toArray();
    StringBuilder text = new StringBuilder(line(HEAD, widths));
    text.append(
        IntStream.of(widths)
            .mapToObj(width -> "-".repeat(width + 2))
            .collect(Collectors.joining("|", "|", "|\n")));
    rows.forEach(cells -> text.append(line(cells, widths)));
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            column -> cells.get(column) + " ".repeat(widths[column] - cells.get(column).length()))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
