package dev.obs.bridge.slf4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ContextMapTest {
  @AfterEach
  void clear() {
    MDC.clear();
  }

  @Test
  void threadsDoNotInheritTheMdc() throws InterruptedException {
    MDC.put("user", "u1");
    String[] seen = {"unset"};
    Thread thread = new Thread(() -> seen[0] = MDC.get("user"));
    thread.start();
    thread.join();
    assertNull(seen[0]);
    Map<String, String> copy = MDC.getCopyOfContextMap();
    try (var _ = MDC.putCloseable("user", "u2")) {
      assertEquals("u2", MDC.get("user"));
    }
    assertNull(MDC.get("user"));
    MDC.setContextMap(copy);
    assertEquals("u1", MDC.get("user"));
    MDC.pushByKey("stack", "a");
    assertEquals("a", MDC.popByKey("stack"));
  }
}
