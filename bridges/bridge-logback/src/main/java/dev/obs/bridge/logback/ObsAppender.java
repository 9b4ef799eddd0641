package dev.obs.bridge.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import dev.obs.api.KernelProvider;
import dev.obs.spi.LogIntakes;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// An appender of Logback that passes its events to the running Obs. Thread-safe; it neither waits
/// nor throws.
///
/// ```xml
/// <appender name="obs" class="dev.obs.bridge.logback.ObsAppender"/>
/// <root level="INFO"><appender-ref ref="obs"/></root>
/// ```
///
/// Attach it to loggers, not to an `AsyncAppender`: Obs has queues of its own, and events of
/// another thread carry no ids. Filters of Logback work as in any appender.
///
/// Its first 1,000 events from before the start of Obs wait for it. An event that several appenders
/// of this class get arrives once.
public final class ObsAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile Appenders siblings = new Appenders();
  private volatile @Nullable Logger root;

  /// For Logback's configuration.
  public ObsAppender() {}

  @Override
  public void start() {
    if (getContext() instanceof LoggerContext loggers) {
      root = Appenders.root(loggers);
      siblings = Appenders.of(loggers);
      siblings.started(this, loggers);
    }
    if (!isKernelPresent()) {
      addWarn(
          "Appender '"
              + getName()
              + "' has no Obs to pass lines to: dev.obs:obs-kernel is not on the path. Add it, or"
              + " remove the appender; the other appenders are not affected.");
    }
    super.start();
  }

  private static boolean isKernelPresent() {
    try {
      return ServiceLoader.load(KernelProvider.class, ObsAppender.class.getClassLoader()).stream()
              .findAny()
              .isPresent()
          || ServiceLoader.load(KernelProvider.class).stream().findAny().isPresent();
    } catch (ServiceConfigurationError unusable) {
      return true; // Obs.start() says what is wrong
    }
  }

  @Override
  public void stop() {
    super.stop();
    siblings.stopped(this);
  }

  /// Passes an event on, if no filter denies it. Lines that are written meanwhile, by the
  /// `toString` of a value, arrive too: unlike the superclass this has no guard against them, as
  /// the kernel has its own.
  @Override
  public void doAppend(ILoggingEvent event) {
    try {
      if (isStarted() && getFilterChainDecision(event) != FilterReply.DENY) {
        append(event);
      }
    } catch (Throwable failure) { // a filter of the application's own
      addWarn("a filter of appender '" + getName() + "' threw", failure);
    }
  }

  private boolean isOnConsole() {
    Logger known = root;
    return known != null && Appenders.isOnConsole(known);
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (siblings.isFirst(event)
        && !LogIntakes.accept(new LogbackEntry(event, isOnConsole()))
        && !LogIntakes.hasStarted()
        && warned.compareAndSet(false, true)) {
      LoggerFactory.getLogger(ObsAppender.class)
          .warn(
              "1,000 lines wait for Obs, which does not run, and further ones are lost for it: call"
                  + " Obs.start() (with dev.obs:obs-kernel on the path), or remove appender '{}'",
              getName());
    }
  }
}
