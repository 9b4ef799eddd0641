import dev.obs.bridge.slf4j.BridgeProvider;
import org.jspecify.annotations.NullMarked;
import org.slf4j.spi.SLF4JServiceProvider;

/// A provider of SLF4J 2 that logs to `java.util.logging`, whose root logger Obs takes over. Key
/// values, the MDC and markers become attributes.
///
/// It needs no running Obs: lines from before the start and after the close go to the handlers of
/// `java.util.logging` that are installed then.
@NullMarked
module dev.obs.bridge.slf4j {
  requires static org.jspecify;
  requires dev.obs.api;
  requires java.logging;
  requires org.slf4j;

  // SLF4J replays the lines that other threads write during its initialization by reflection
  exports dev.obs.bridge.slf4j to
      org.slf4j;

  provides SLF4JServiceProvider with
      BridgeProvider;
}
