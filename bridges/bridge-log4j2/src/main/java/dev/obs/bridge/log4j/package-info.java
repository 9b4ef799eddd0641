/// The appender for Log4j 2, and its attachment to the root logger.
///
/// An appender passes each event to the running kernel on the thread of the appender, and keeps
/// nothing of it, because Log4j uses events again. A configuration has either appenders of its own
/// or one that is attached by the kernel's start, never both.
@NullMarked
package dev.obs.bridge.log4j;

import org.jspecify.annotations.NullMarked;
