package dev.obs.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Operations;
import dev.obs.model.OperationRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class MonitoredTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ObsAutoConfiguration.class))
          .withPropertyValues(
              "obs.health.port=0",
              "obs.telemetry.prometheus.port=0",
              "obs.telemetry.tracing.exporters=none",
              "obs.telemetry.metrics.exporters=none");

  static class Plain {
    @Monitored
    String named() {
      return "named";
    }

    @Monitored(
        value = "given",
        attributes = {"a=b", "c=d=e"})
    long given(@MonitoredAttribute("id") long id, @MonitoredAttribute("note") String note) {
      return id;
    }

    String other() {
      return "other";
    }

    @Monitored("failing")
    void fail() throws Exception {
      throw new Exception("checked");
    }

    @Monitored
    final String unreachable() {
      return hidden();
    }

    @Monitored
    private String hidden() {
      return "hidden";
    }
  }

  interface Shipping {
    @Monitored("ship")
    String ship(@MonitoredAttribute("to") String to);
  }

  static final class Post implements Shipping {
    @Override
    public String ship(String to) {
      return to;
    }
  }

  @Monitored("whole")
  static class Whole {
    public void one() {}

    void packagePrivate() {}
  }

  @Monitored
  static final class Closed {
    public String call() {
      return "called";
    }
  }

  private static List<OperationRecord> records(Operations operations) {
    return operations.recent();
  }

  @Test
  void methodsOfClassesAreOperations() {
    runner
        .withBean(Plain.class)
        .run(context -> {
          Plain plain = context.getBean(Plain.class);
          Operations operations = context.getBean(Operations.class);
          assertTrue(AopUtils.isCglibProxy(plain));
          assertEquals("named", plain.named());
          assertEquals(7, plain.given(7, null));
          assertEquals("other", plain.other());
          Exception failure = assertThrows(Exception.class, plain::fail);
          assertEquals("checked", failure.getMessage());

          assertEquals(
              List.of("Plain.named", "given", "failing"),
              records(operations).stream().map(OperationRecord::operation).toList());
          assertEquals(
              Map.of("a", "b", "c", "d=e", "id", "7"),
              Map.copyOf(text(records(operations).get(1))));
          assertEquals(1, operations.summary().get("failing").errors());
        });
  }

  private static Map<String, String> text(OperationRecord record) {
    Map<String, String> texts = new java.util.TreeMap<>();
    record.metadata().forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  @Test
  void annotationsOfInterfacesAndOfTypesCount() {
    runner
        .withBean(Shipping.class, Post::new)
        .withBean(Whole.class)
        .run(context -> {
          assertEquals("Rome", context.getBean(Shipping.class).ship("Rome"));
          Whole whole = context.getBean(Whole.class);
          whole.one();
          whole.packagePrivate();
          List<OperationRecord> records = records(context.getBean(Operations.class));
          assertEquals(
              List.of("ship", "whole.one"),
              records.stream().map(OperationRecord::operation).toList());
          assertEquals(Map.of("to", "Rome"), text(records.getFirst()));
        });
  }

  @Test
  void methodsThatNoProxySeesAreNamedOnce() {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.obs.spring");
    logger.addHandler(handler);
    try {
      runner
          .withBean(Plain.class)
          .withBean("second", Plain.class)
          .withBean(Closed.class)
          .run(context -> {
            assertEquals("called", context.getBean(Closed.class).call());
            assertFalse(AopUtils.isAopProxy(context.getBean(Closed.class)));
          });
    } finally {
      logger.removeHandler(handler);
    }
    String start = "@Monitored has no effect on dev.obs.spring.MonitoredTest$";
    assertEquals(
        List.of(
            start
                + "Closed, because the class is final and has no interface; change that, or use"
                + " Operations.run",
            start + "Plain.hidden, because it is private; change that, or use Operations.run",
            start + "Plain.unreachable, because it is final; change that, or use Operations.run"),
        lines.stream().sorted().toList());
  }
}
