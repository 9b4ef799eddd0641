package dev.obs.kernel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.obs.api.Health;
import dev.obs.api.Obs;
import dev.obs.api.Operation;
import dev.obs.api.Operations;
import dev.obs.model.HealthKind;
import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import dev.obs.spi.KernelView;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls each method of the API with each bad argument, before and after the close.
class HostileArgumentsTest {
  private static final String HUGE = "\ud800x\u0000\n".repeat(1 << 18);

  @TempDir Path folder;

  private static List<Object> values(Class<?> type) {
    if (type == String.class) {
      return Arrays.asList(null, "", " ", "\u0000\n\u001b", "\ud800", HUGE, "fine");
    }
    if (type == long.class) {
      return List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);
    }
    if (type == double.class) {
      return List.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MAX_VALUE);
    }
    if (type == boolean.class) {
      return List.of(true, false);
    }
    if (type == Duration.class) {
      return Arrays.asList(
          null,
          Duration.ZERO,
          Duration.ofDays(-146_000),
          Duration.ofDays(146_000),
          ChronoUnit.FOREVER.getDuration());
    }
    if (type == HealthKind.class) {
      return Arrays.asList(null, HealthKind.READINESS);
    }
    if (type == Throwable.class) {
      return Arrays.asList(null, new Throwable(HUGE), new Error());
    }
    if (type == Runnable.class) {
      return Arrays.asList(null, (Runnable) () -> {});
    }
    if (type == Callable.class) {
      return Arrays.asList(null, (Callable<Object>) () -> null);
    }
    if (type == Check.class) {
      return Arrays.asList(null, (Check) () -> null, (Check) HealthStatus::healthy);
    }
    return fail("no bad values are known for " + type);
  }

  /// Calls every method with each bad value in each place, and good ones in the others.
  private static void callAll(Class<?> api, Object target) {
    for (Method method : api.getMethods()) {
      if (method.getDeclaringClass() == Object.class
          || method.getName().equals("close")
          || java.lang.reflect.Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      Class<?>[] types = method.getParameterTypes();
      List<Object[]> calls = new ArrayList<>();
      calls.add(Stream.of(types).map(type -> values(type).getLast()).toArray());
      for (int place = 0; place < types.length; place++) {
        for (Object value : values(types[place])) {
          Object[] arguments = calls.getFirst().clone();
          arguments[place] = value;
          calls.add(arguments);
        }
      }
      calls.forEach(arguments -> call(target, method, arguments));
    }
  }

  private static void call(Object target, Method method, Object[] arguments) {
    try {
      Object result = method.invoke(target, arguments);
      if (result instanceof Operation operation && !(target instanceof Operation)) {
        operation.close();
      } else if (result instanceof Health.Registration registration) {
        registration.close();
        registration.close();
      }
    } catch (InvocationTargetException thrown) {
      fail(method + " threw", thrown.getCause());
    } catch (IllegalAccessException inaccessible) {
      fail(inaccessible);
    }
  }

  private static void callAll(Obs obs) {
    callAll(Operations.class, obs.operations());
    try (Operation operation = obs.operations().start("open")) {
      callAll(Operation.class, operation);
    }
    callAll(Health.class, obs.health());
    callAll(KernelView.class, obs.view());
    callAll(Obs.class, obs);
  }

  @Test
  void noArgumentMakesTheApiThrowBeforeOrAfterTheClose() throws IOException {
    Fakes.Traces traces = new Fakes.Traces();
    Obs obs = Fakes.start(folder, "telemetry: {tracing: {exporters: [fake]}}", traces);
    try (obs) {
      callAll(obs);
      obs.operations().run("ordinary", () -> {});
      assertTrue(obs.flush(Duration.ofSeconds(30)));
      assertTrue(traces.spans.stream().anyMatch(span -> span.getName().equals("ordinary")));
      assertEquals(1, obs.operations().summary().get("ordinary").count());
    }
    callAll(obs);
    obs.close();
    await().until(Fakes::noThreads);
  }

  @Test
  void closesOnAnInterruptedThreadAndFromManyAtOnce() throws Exception {
    Obs obs = Fakes.start(folder, "telemetry: {}");
    Thread.currentThread().interrupt();
    obs.close();
    assertTrue(Thread.interrupted(), "the interrupt is kept");
    List<Thread> closers =
        Collections.nCopies(8, obs).stream().map(o -> Thread.ofPlatform().start(o::close)).toList();
    for (Thread closer : closers) {
      closer.join();
    }
    obs.health().register("late", HealthKind.READINESS, HealthStatus::healthy);
    assertFalse(obs.view().health(HealthKind.READINESS).checks().containsKey("late"));
  }

  @Test
  void detailsOfACheckAreBounded() {
    HealthStatus status = new HealthStatus(true, null).with(null, null).with(HUGE, HUGE);
    for (int i = 0; i < 1_000; i++) {
      status = status.with("detail" + i, i);
    }
    status =
        status.with(
            "detail0",
            new Object() {
              @Override
              public String toString() {
                throw new AssertionError("no text");
              }
            });
    assertEquals(64, status.details().size());
    assertTrue(status.details().get("unnamed").equals("null"));
    assertTrue(status.details().values().stream().allMatch(value -> value.length() <= 1_024));
    assertTrue(status.details().keySet().stream().allMatch(name -> name.length() <= 128));
    assertTrue(status.details().get("detail0").contains("cannot be read"));
  }
}
