package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The results of all getters of the SDK's data, as plain maps and lists that are comparable for
/// any class of the data. Fields that OTLP does not transmit are left out.
final class SdkView {
  /// Getters that repeat another getter's value.
  private static final Set<String> OTHER_FORMS =
      Set.of("getTraceIdBytes", "getSpanIdBytes", "getInstrumentationLibraryInfo");

  private SdkView() {}

  static void assertEqual(Object expected, Object actual) {
    Map<?, ?> view = (Map<?, ?>) of(actual);
    ((Map<?, ?>) of(expected))
        .forEach((getter, value) -> assertEquals(value, view.get(getter), getter.toString()));
  }

  static Object of(Object data) {
    return switch (data) {
      case null -> null;
      case String text -> text.isEmpty() ? null : text; // for protobuf the same
      case Collection<?> items -> items.stream().map(SdkView::of).toList();
      case Attributes attributes -> attributes(attributes);
      case Resource resource ->
          Arrays.asList(of(resource.getAttributes()), of(resource.getSchemaUrl()));
      case InstrumentationScopeInfo scope ->
          Arrays.asList(
              scope.getName(),
              of(scope.getVersion()),
              of(scope.getSchemaUrl()),
              of(scope.getAttributes()));
      case TraceFlags flags -> flags.asByte();
      case TraceState state -> List.copyOf(state.asMap().entrySet());
      case SpanData span -> getters(span, SpanData.class);
      case LogRecordData log -> getters(log, LogRecordData.class);
      case EventData event -> getters(event, EventData.class); // an exception is not kept as such
      case MetricData metric -> metric(metric);
      case PointData point -> getters(point, type(point));
      case ExemplarData exemplar -> getters(exemplar, type(exemplar));
      case SpanContext context -> getters(context, SpanContext.class);
      case Value<?> value -> value;
      default ->
          data.getClass().getName().startsWith("java.") || data instanceof Enum<?>
              ? data
              : getters(data, type(data));
    };
  }

  private static List<Object> attributes(Attributes attributes) {
    List<Object> entries = new ArrayList<>();
    attributes.forEach((key, value) -> {
      boolean typeless = value instanceof List<?> list && list.isEmpty() || emptyArray(value);
      entries.add(
          typeless
              ? List.of(key.getKey(), "empty array")
              : List.of(key.getKey(), key.getType(), value));
    });
    return entries;
  }

  private static boolean emptyArray(Object value) {
    return value instanceof Value<?> typed
        && typed.getValue() instanceof List<?> list
        && list.isEmpty()
        && typed.equals(Value.of(List.of()));
  }

  private static Map<String, Object> metric(MetricData metric) {
    Map<String, Object> view = getters(metric, MetricData.class);
    // one of them is the data
    view.keySet().removeIf(name -> name.endsWith("Data") && !name.equals("getData"));
    if (metric.getData().getPoints().isEmpty()) {
      view.computeIfPresent("getType", (name, type) -> type.toString().replace("DOUBLE", "LONG"));
    }
    return view;
  }

  /// Returns the interface of the SDK that the data's class implements.
  private static Class<?> type(Object data) {
    for (Class<?> type = data.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> candidate : type.getInterfaces()) {
        if (candidate.getPackageName().endsWith(".data")) {
          return candidate;
        }
      }
    }
    throw new AssertionError(data.getClass());
  }

  private static Map<String, Object> getters(Object data, Class<?> type) {
    Map<String, Object> view = new TreeMap<>();
    for (Method method : type.getMethods()) {
      if (method.getParameterCount() == 0
          && !Modifier.isStatic(method.getModifiers())
          && !OTHER_FORMS.contains(method.getName())) {
        view.put(method.getName(), call(data, method));
      }
    }
    switch (data) {
      case SpanData span -> {
        lose(view, "getSpanContext", "isRemote");
        lose(
            view,
            "getParentSpanContext",
            "getTraceId",
            "getTraceFlags",
            "isSampled",
            "getTraceState");
      }
      case LogRecordData log -> lose(view, "getSpanContext", "getTraceState", "isRemote");
      case ExemplarData exemplar ->
          lose(view, "getSpanContext", "getTraceFlags", "isSampled", "getTraceState", "isRemote");
      default -> {}
    }
    if (Boolean.FALSE.equals(view.get("hasMin"))) {
      view.remove("getMin");
    }
    if (Boolean.FALSE.equals(view.get("hasMax"))) {
      view.remove("getMax");
    }
    return view;
  }

  private static void lose(Map<String, Object> view, String context, String... getters) {
    ((Map<?, ?>) view.get(context)).keySet().removeAll(List.of(getters));
  }

  private static Object call(Object data, Method getter) {
    try {
      return of(getter.invoke(data));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(getter.toString(), e);
    }
  }
}
