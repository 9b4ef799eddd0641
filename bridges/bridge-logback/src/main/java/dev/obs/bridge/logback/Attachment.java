package dev.obs.bridge.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Appender;

/// An appender at the root logger of a context while the kernel runs. It follows the context when
/// it is reset, as Spring Boot and `scan="true"` do, and leaves it to an appender of the
/// configuration.
final class Attachment implements LoggerContextListener {
  private final LoggerContext context;
  private volatile boolean ended;

  Attachment(LoggerContext context) {
    this.context = context;
  }

  void begin() {
    context.addListener(this);
    attach();
  }

  private void attach() {
    synchronized (Appenders.LOCK) {
      Logger root = Appenders.root(context);
      if (ended
          || Appenders.of(context).isConfigured()
          || root.getAppender(Appenders.ATTACHED) != null) {
        return;
      }
      ObsAppender appender = new ObsAppender();
      appender.setContext(context);
      appender.setName(Appenders.ATTACHED);
      appender.start();
      root.addAppender(appender);
    }
  }

  void end() {
    ended = true;
    context.removeListener(this);
    synchronized (Appenders.LOCK) {
      Logger root = Appenders.root(context);
      Appender<ILoggingEvent> appender = root.getAppender(Appenders.ATTACHED);
      if (appender != null) {
        root.detachAppender(appender);
        appender.stop();
      }
    }
  }

  @Override
  public boolean isResetResistant() {
    return true;
  }

  @Override
  public void onStart(LoggerContext started) {
    attach();
  }

  /// The context has stopped and forgotten all appenders by now, and gets new ones afterwards.
  @Override
  public void onReset(LoggerContext reset) {
    attach();
  }

  @Override
  public void onStop(LoggerContext stopped) {}

  @Override
  public void onLevelChange(Logger logger, Level level) {}
}
