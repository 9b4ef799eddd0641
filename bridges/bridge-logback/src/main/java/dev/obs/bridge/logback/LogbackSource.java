package dev.obs.bridge.logback;

import ch.qos.logback.classic.LoggerContext;
import dev.obs.spi.LogSource;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Logback, if it is SLF4J's provider.
public final class LogbackSource implements LogSource {
  /// For [java.util.ServiceLoader].
  public LogbackSource() {}

  @Override
  public String name() {
    return "Logback";
  }

  @Override
  public Optional<Runnable> attach() {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return Optional.empty();
    }
    Attachment attachment = new Attachment(context);
    attachment.begin();
    return Optional.of(attachment::end);
  }
}
