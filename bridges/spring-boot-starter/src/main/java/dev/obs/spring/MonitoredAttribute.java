package dev.obs.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Adds an argument of a [Monitored] method to the metadata of the operation: numbers and booleans
/// as they are, other values as text. Null adds nothing.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface MonitoredAttribute {
  /// The key, such as `order.id`.
  String value();
}
