package dev.obs.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogIntakesTest {
  private record Line(String message) implements LogEntry {
    @Override
    public String logger() {
      return "app";
    }

    @Override
    public Instant time() {
      return Instant.EPOCH;
    }

    @Override
    public Severity severity() {
      return Severity.INFO;
    }

    @Override
    public String severityText() {
      throw new IllegalStateException("unreadable");
    }

    @Override
    public Attributes attributes() {
      return new LogAttributes().put("n", 1).build();
    }
  }

  private static final class Intake implements LogIntake {
    private final List<LogEntry> entries = new ArrayList<>();
    private long missed;

    @Override
    public void accept(LogEntry entry) {
      entries.add(entry);
    }

    @Override
    public void missed(long count) {
      missed += count;
    }
  }

  @Test
  void firstLinesWaitForTheFirstStartAndLaterOnesForNone() {
    for (int i = 0; i < 1_003; i++) {
      assertEquals(i < 1_000, LogIntakes.accept(new Line("early " + i)));
    }
    Intake first = new Intake();
    Runnable close = LogIntakes.open(first);
    assertEquals(1_000, first.entries.size());
    assertEquals(3, first.missed);
    LogEntry early = first.entries.getFirst();
    assertEquals("early 0", early.message());
    assertEquals("", early.severityText());
    assertEquals("{n=1}", early.attributes().toString());
    assertEquals(Optional.of(Thread.currentThread().getName()), early.thread());

    Intake second = new Intake();
    Runnable closeSecond = LogIntakes.open(second);
    assertTrue(LogIntakes.accept(new Line("to the second")));
    closeSecond.run();
    assertTrue(LogIntakes.accept(new Line("to the first again")));
    close.run();
    assertFalse(LogIntakes.accept(new Line("late")));
    assertEquals(1, second.entries.size());
    assertEquals(1_001, first.entries.size());
    Intake third = new Intake();
    LogIntakes.open(third).run();
    assertEquals(List.of(), third.entries);
  }
}
