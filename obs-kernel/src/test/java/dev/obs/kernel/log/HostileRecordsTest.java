package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import java.util.Date;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Records whose parts throw: each goes out with what can be read of it, and the caller sees
/// nothing.
class HostileRecordsTest {
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
  private static final AttributeKey<String> TRACE = AttributeKey.stringKey("exception.stacktrace");

  private final InMemoryLogRecordExporter records = InMemoryLogRecordExporter.create();
  private final SdkLoggerProvider provider =
      SdkLoggerProvider.builder()
          .addLogRecordProcessor(SimpleLogRecordProcessor.create(records))
          .build();
  private final Supervisor supervisor = Supervisors.create();
  private final LostLines lost = new LostLines(supervisor.faults());
  private final LogBridge bridge = bridge(provider);
  private final Logger logger = logger(bridge);

  private LogBridge bridge(LoggerProvider to) {
    return new LogBridge(to, LoggerProvider.noop(), supervisor, true, lost);
  }

  private static Logger logger(LogBridge bridge) {
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    logger.addHandler(bridge);
    return logger;
  }

  @AfterEach
  void close() {
    provider.close();
    supervisor.close();
  }

  private List<String> messages() {
    return records.getFinishedLogRecordItems().stream()
        .map(record -> record.getBodyValue().asString())
        .toList();
  }

  private LogRecordData only() {
    assertEquals(1, records.getFinishedLogRecordItems().size());
    return records.getFinishedLogRecordItems().getFirst();
  }

  private static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new AssertionError("no message");
    }
  }

  private static final class Recursive {
    @Override
    public String toString() {
      return "" + this;
    }
  }

  @Test
  void anExceptionWhoseMessageThrowsLeavesTheRest() {
    logger.log(Level.SEVERE, "payment failed", new Bad());
    assertEquals("payment failed", only().getBodyValue().asString());
    assertEquals(Bad.class.getName(), only().getAttributes().get(TYPE));
    assertTrue(only().getAttributes().get(TRACE).contains("HostileRecordsTest"));
  }

  @Test
  void aLongChainOfCausesIsShortened() {
    Throwable failure = new Exception("0");
    for (int i = 1; i < 20_000; i++) {
      failure = new Exception("" + i, failure);
    }
    logger.log(Level.SEVERE, "failed", failure);
    assertTrue(only().getAttributes().get(TRACE).contains("shortened"));
  }

  @Test
  void aParameterWhoseTextThrowsLeavesTheOthers() {
    logger.log(Level.INFO, "{0} and {1}", new Object[] {new Recursive(), "good"});
    logger.log(Level.INFO, "{0} and {1}", new Object[] {List.of(new Recursive()), 2});
    assertTrue(messages().get(0).endsWith(" and good"), messages().get(0));
    assertTrue(messages().get(0).contains("Recursive"), messages().get(0));
    assertTrue(messages().get(1).endsWith(" and 2"), messages().get(1));
  }

  @Test
  void messagesAreFormattedAsTheLoggingApiFormatsThem() {
    SimpleFormatter oracle = new SimpleFormatter();
    Object[][] parameters = {
      {},
      {"x"},
      {1_234_567, 2.5},
      {null, "b"},
      {new Date(0), 'c'},
      {List.of(1, 2), Level.INFO},
      new String[] {"typed"},
      {java.time.LocalDate.EPOCH, true}
    };
    String[] patterns = {
      "plain", "{0}", "{0} {1}", "it''s {0}", "'{0}'", "{0,number,#.#}", "{0", "{9}", "{x}", ""
    };
    for (Object[] given : parameters) {
      for (String pattern : patterns) {
        LogRecord record = new LogRecord(Level.INFO, pattern);
        record.setParameters(given);
        assertEquals(oracle.formatMessage(record), new JulEntry(record, false).message(), pattern);
      }
    }
    LogRecord translated = new LogRecord(Level.INFO, "key");
    translated.setParameters(new Object[] {7});
    translated.setResourceBundle(bundle("seven is {0}"));
    assertEquals(oracle.formatMessage(translated), new JulEntry(translated, false).message());
  }

  private static ListResourceBundle bundle(Object text) {
    return new ListResourceBundle() {
      @Override
      protected Object[][] getContents() {
        return new Object[][] {{"key", text}};
      }
    };
  }

  @Test
  void aBundleThatThrowsLeavesTheMessageAsItWasWritten() {
    LogRecord record = new LogRecord(Level.INFO, "key");
    record.setResourceBundle(bundle(42)); // not a text
    bridge.publish(record);
    assertEquals(List.of("key"), messages());
  }

  @Test
  void aRecordWhoseGettersThrowStillArrives() {
    bridge.publish(
        new LogRecord(Level.INFO, "readable") {
          private static final long serialVersionUID = 1L;

          @Override
          public Level getLevel() {
            throw new IllegalStateException();
          }

          @Override
          public String getLoggerName() {
            throw new StackOverflowError();
          }

          @Override
          public java.time.Instant getInstant() {
            return null;
          }

          @Override
          public Throwable getThrown() {
            throw new IllegalStateException();
          }
        });
    bridge.publish(new LogRecord(Level.INFO, null));
    bridge.publish(
        new LogRecord(
            new Level("odd", 850) {
              private static final long serialVersionUID = 1L;

              @Override
              public String getName() {
                return null;
              }
            },
            "odd level"));
    assertEquals(List.of("readable", "", "odd level"), messages());
  }

  @Test
  void aFilterThatThrowsFiltersNothing() {
    bridge.setFilter(record -> {
      throw new IllegalStateException("no filter");
    });
    logger.info("kept");
    assertEquals(List.of("kept"), messages());
  }

  @Test
  void linesWrittenWhileAnotherIsReadArriveToo() {
    logger.log(
        Level.INFO,
        "outer {0}",
        new Object() {
          @Override
          public String toString() {
            logger.info("inner");
            return "V";
          }
        });
    logger.log(
        Level.WARNING,
        "failed",
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getLocalizedMessage() {
            logger.info("in the message");
            return "m";
          }
        });
    assertEquals("inner", messages().get(0));
    assertEquals("outer V", messages().get(1));
    assertEquals("failed", messages().getLast());
    assertTrue(messages().contains("in the message"));
    assertEquals(0, lost.count(LostLines.Reason.NESTED));
  }

  @Test
  void linesWithinOneAnotherEndAtADepthAndTheRestIsCounted() {
    logger.log(
        Level.INFO,
        "line {0}",
        new Object() {
          @Override
          public String toString() {
            logger.log(Level.INFO, "line {0}", this);
            return "V";
          }
        });
    assertEquals(8, messages().size());
    assertEquals(1, lost.count(LostLines.Reason.NESTED));
  }

  @Test
  void aProviderThatThrowsCostsTheLineWhichIsCounted() {
    Logger unlucky =
        logger(
            bridge(scope -> {
              throw new NoClassDefFoundError("gone");
            }));
    unlucky.info("lost");
    assertEquals(1, lost.count(LostLines.Reason.FAILED));
  }

  @Test
  void valuesOfTheLogApiArriveAsTheyAre() {
    provider.get("app").logRecordBuilder().setBody(Value.of(Value.of("a"), Value.of(1))).emit();
    assertEquals(1, records.getFinishedLogRecordItems().size());
  }
}
