package dev.obs.bridge.log4j;

import java.beans.PropertyChangeEvent;
import java.beans.PropertyChangeListener;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.jspecify.annotations.Nullable;

/// An appender at the root logger of a context while the kernel runs. It follows the context to
/// each new configuration, as Spring Boot and `monitorInterval` make them, and leaves it to an
/// appender of the configuration.
final class Attachment implements PropertyChangeListener {
  private static final String NAME = "obs (attached)";

  private final LoggerContext context;
  private @Nullable ObsAppender attached; // guarded by this
  private @Nullable Configuration target; // guarded by this
  private boolean ended; // guarded by this

  Attachment(LoggerContext context) {
    this.context = context;
  }

  void begin() {
    context.addPropertyChangeListener(this);
    attach(context.getConfiguration());
  }

  @Override
  public void propertyChange(PropertyChangeEvent change) {
    if (LoggerContext.PROPERTY_CONFIG.equals(change.getPropertyName())) {
      attach(context.getConfiguration());
    }
  }

  @SuppressWarnings("ReferenceEquality") // a configuration has no other identity
  private synchronized void attach(Configuration configuration) {
    if (ended || configuration == target) {
      return;
    }
    stop();
    target = configuration;
    LoggerConfig root = configuration.getRootLogger();
    if (Appenders.isConfigured(configuration) || root.getAppenders().containsKey(NAME)) {
      return;
    }
    ObsAppender appender = ObsAppender.create(NAME, null, configuration);
    appender.start();
    root.addAppender(appender, null, null);
    context.updateLoggers();
    attached = appender;
  }

  private void stop() {
    ObsAppender appender = attached;
    if (appender != null) {
      attached = null;
      appender.stop();
    }
  }

  synchronized void end() {
    ended = true;
    context.removePropertyChangeListener(this);
    if (attached != null && target != null) {
      target.getRootLogger().removeAppender(NAME);
      context.updateLoggers();
    }
    stop();
    target = null;
  }
}
