package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void alignsColumnsAndPrintsNothingThatSteersATerminal() {
    Table table = new Table("lane", "dropped");
    table.row("otlp-traces", "1 (\u001B[2J\u009B no\n)");
    assertEquals(List.of("lane         dropped", "otlp-traces  1 (?[2J? no?)"), table.lines());
  }
}
