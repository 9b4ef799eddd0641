package dev.obs.bridge.log4j;

import dev.obs.spi.LogSource;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/// Log4j, if its API leads to its core. It does not if `log4j-to-slf4j` is on the path.
public final class Log4jSource implements LogSource {
  /// For [java.util.ServiceLoader].
  public Log4jSource() {}

  @Override
  public String name() {
    return "Log4j";
  }

  @Override
  public Optional<Runnable> attach() {
    if (!(LogManager.getContext(false) instanceof LoggerContext context)) {
      return Optional.empty();
    }
    Attachment attachment = new Attachment(context);
    attachment.begin();
    return Optional.of(attachment::end);
  }
}
