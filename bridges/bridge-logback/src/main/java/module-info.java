import dev.obs.bridge.logback.LogbackSource;
import dev.obs.spi.LogSource;
import org.jspecify.annotations.NullMarked;

/// An appender of Logback whose lines reach the running Obs. Key values, the MDC and markers become
/// attributes. It attaches itself to the root logger when Obs starts, unless Logback's
/// configuration has it.
@NullMarked
module dev.obs.bridge.logback {
  requires static org.jspecify;
  requires transitive dev.obs.api;
  requires transitive ch.qos.logback.classic;
  requires transitive ch.qos.logback.core;
  requires org.slf4j;

  exports dev.obs.bridge.logback;

  uses dev.obs.api.KernelProvider;

  provides LogSource with
      LogbackSource;
}
