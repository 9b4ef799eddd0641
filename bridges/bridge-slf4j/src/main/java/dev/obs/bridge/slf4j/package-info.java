/// A provider of SLF4J 2: loggers, the MDC, and the record that they pass to `java.util.logging`.
@NullMarked
package dev.obs.bridge.slf4j;

import org.jspecify.annotations.NullMarked;
