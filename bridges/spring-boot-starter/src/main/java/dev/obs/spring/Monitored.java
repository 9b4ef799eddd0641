package dev.obs.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Runs each call of a method as a monitored operation ([dev.obs.api.Operations]): a span, a
/// duration, a record of its cost. An exception marks the operation as failed and is thrown on. On
/// a type it applies to all its public methods.
///
/// It applies to calls of a bean from outside, by a proxy of Spring, and may be on the class or on
/// an interface. Private, static and final methods cannot be monitored; the log names each once.
/// The operation ends when the method returns, also if it returns a future.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Monitored {
  /// The name of the operation, of low cardinality, such as `take_order`; if empty, `Class.method`.
  /// On a type it is put before the name of each method, with a dot.
  String value() default "";

  /// Metadata of each operation, each as `key=value`. See [MonitoredAttribute] for arguments.
  String[] attributes() default {};
}
