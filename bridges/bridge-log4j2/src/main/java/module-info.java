import dev.obs.bridge.log4j.Log4jSource;
import dev.obs.spi.LogSource;
import org.jspecify.annotations.NullMarked;

/// An appender of Log4j 2 whose lines reach the running Obs. The thread context, markers and the
/// data of structured messages become attributes. It attaches itself to the root logger when Obs
/// starts, unless Log4j's configuration has it.
@NullMarked
module dev.obs.bridge.log4j {
  requires static org.jspecify;
  requires transitive dev.obs.api;
  requires transitive org.apache.logging.log4j.core;
  requires org.apache.logging.log4j;
  requires java.desktop; // events of properties, by which Log4j announces configurations

  // Log4j finds the appender by the name of its class
  exports dev.obs.bridge.log4j;

  uses dev.obs.api.KernelProvider;

  provides LogSource with
      Log4jSource;
}
