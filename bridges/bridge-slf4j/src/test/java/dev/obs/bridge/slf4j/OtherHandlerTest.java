package dev.obs.bridge.slf4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/// A handler of `java.util.logging` without Obs.
class OtherHandlerTest {
  private final Logger logger = LoggerFactory.getLogger("app.Orders");

  @Test
  void getsTheWholeTextAndTheCaller() {
    List<LogRecord> records = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            record.getSourceMethodName();
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    java.util.logging.Logger target = java.util.logging.Logger.getLogger("app.Orders");
    target.addHandler(handler);
    target.setUseParentHandlers(false);
    try {
      logger
          .atInfo()
          .addMarker(MarkerFactory.getMarker("AUDIT"))
          .addKeyValue("orderId", 42)
          .log("order {} placed", "x");
      logger.info("plain");
      logger.debug("below the level");
    } finally {
      target.removeHandler(handler);
      target.setUseParentHandlers(true);
    }
    assertEquals(2, records.size());
    assertEquals("AUDIT orderId=42 order x placed", records.get(0).getMessage());
    assertEquals("plain", records.get(1).getMessage());
    for (LogRecord record : records) {
      assertEquals(OtherHandlerTest.class.getName(), record.getSourceClassName());
      assertEquals("getsTheWholeTextAndTheCaller", record.getSourceMethodName());
    }
    assertNotEquals("", LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME).getName());
  }
}
