/// The appender for Logback, and its attachment to the root logger.
///
/// An appender passes each event to the running kernel on the thread of the appender. A context has
/// either appenders of its configuration or one that is attached by the kernel's start, never both.
@NullMarked
package dev.obs.bridge.logback;

import org.jspecify.annotations.NullMarked;
