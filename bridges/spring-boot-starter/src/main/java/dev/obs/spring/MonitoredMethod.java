package dev.obs.spring;

import dev.obs.api.Operation;
import dev.obs.model.SafeText;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/// A method that runs as an operation. Immutable.
///
/// @param name the name of the operation
/// @param attributes its constant metadata
/// @param arguments the keys of the arguments that are metadata, null for the others
record MonitoredMethod(
    String name, Map<String, String> attributes, List<Optional<String>> arguments) {

  /// The monitored method that a call of a proxy reaches, or empty.
  static Optional<MonitoredMethod> of(Method called, Class<?> target) {
    Method method = AopUtils.getMostSpecificMethod(called, target);
    if (!isReachable(method) || method.getDeclaringClass() == Object.class) {
      return Optional.empty();
    }
    Monitored own = AnnotatedElementUtils.findMergedAnnotation(method, Monitored.class);
    if (own != null) {
      return Optional.of(
          of(method, own.value().isEmpty() ? usual(method, target) : own.value(), own, called));
    }
    Monitored type =
        Modifier.isPublic(method.getModifiers())
            ? AnnotatedElementUtils.findMergedAnnotation(target, Monitored.class)
            : null;
    return type == null
        ? Optional.empty()
        : Optional.of(
            of(
                method,
                type.value().isEmpty()
                    ? usual(method, target)
                    : type.value() + "." + method.getName(),
                type,
                called));
  }

  /// Whether a proxy sees calls of the method.
  static boolean isReachable(Method method) {
    int modifiers = method.getModifiers();
    return !Modifier.isPrivate(modifiers)
        && !Modifier.isStatic(modifiers)
        && !Modifier.isFinal(modifiers);
  }

  private static String usual(Method method, Class<?> target) {
    return ClassUtils.getUserClass(target).getSimpleName() + "." + method.getName();
  }

  private static MonitoredMethod of(
      Method method, String name, Monitored monitored, Method called) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String attribute : monitored.attributes()) {
      int equals = attribute.indexOf('=');
      attributes.put(
          equals < 0 ? attribute : attribute.substring(0, equals),
          equals < 0 ? "" : attribute.substring(equals + 1));
    }
    List<Optional<String>> arguments = new ArrayList<>();
    Parameter[] declared = called.getParameters();
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length; i++) {
      Parameter above = declared[i];
      arguments.add(key(parameters[i]).or(() -> key(above)));
    }
    return new MonitoredMethod(name, Map.copyOf(attributes), List.copyOf(arguments));
  }

  private static Optional<String> key(Parameter parameter) {
    return Optional.ofNullable(parameter.getAnnotation(MonitoredAttribute.class))
        .map(MonitoredAttribute::value);
  }

  /// Adds the metadata to an operation.
  void describe(Operation operation, @Nullable Object[] values) {
    attributes.forEach(operation::with);
    for (int i = 0; i < arguments.size() && i < values.length; i++) {
      Object value = values[i];
      if (value != null && arguments.get(i).isPresent()) {
        put(operation, arguments.get(i).get(), value);
      }
    }
  }

  private static void put(Operation operation, String key, Object value) {
    switch (value) {
      case Boolean bool -> operation.with(key, bool.booleanValue());
      case Double number -> operation.with(key, number.doubleValue());
      case Float number -> operation.with(key, number.doubleValue());
      case Long number -> operation.with(key, number.longValue());
      case Integer number -> operation.with(key, number.longValue());
      case Short number -> operation.with(key, number.longValue());
      case Byte number -> operation.with(key, number.longValue());
      default -> operation.with(key, SafeText.of(value));
    }
  }
}
