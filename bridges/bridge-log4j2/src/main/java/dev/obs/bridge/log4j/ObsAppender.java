package dev.obs.bridge.log4j;

import dev.obs.api.KernelProvider;
import dev.obs.spi.LogIntakes;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.jspecify.annotations.Nullable;

/// An appender of Log4j that passes its events to the running Obs. Thread-safe; it neither waits
/// nor throws.
///
/// ```xml
/// <Appenders><Obs name="obs"/></Appenders>
/// <Loggers><Root level="info"><AppenderRef ref="obs"/></Root></Loggers>
/// ```
///
/// Attach it to loggers, not to an `Async` appender: Obs has queues of its own, and events of
/// another thread carry no ids. Filters of Log4j work as in any appender.
///
/// Its first 1,000 events from before the start of Obs wait for it. An event that several appenders
/// of this class get arrives once.
@Plugin(name = "Obs", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class ObsAppender extends AbstractAppender {
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Appenders siblings;

  private ObsAppender(String name, @Nullable Filter filter, Configuration configuration) {
    super(name, filter, null, true, Property.EMPTY_ARRAY);
    siblings = new Appenders(configuration);
  }

  /// Creates the appender of an element `<Obs name="obs"/>`.
  ///
  /// @param name the name for references, `obs` by default
  /// @param filter the element's filter, if it has one
  /// @param configuration the configuration to which it belongs
  @PluginFactory
  public static ObsAppender create(
      @PluginAttribute(value = "name", defaultString = "obs") String name,
      @PluginElement("Filter") @Nullable Filter filter,
      @PluginConfiguration Configuration configuration) {
    return new ObsAppender(name, filter, configuration);
  }

  @Override
  public void start() {
    super.start();
    if (!isKernelPresent()) {
      LOGGER.error(
          "Appender '{}' has no Obs to pass lines to: dev.obs:obs-kernel is not on the path. Add"
              + " it, or remove the appender; the other appenders are not affected.",
          getName());
    }
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
  public void append(LogEvent event) {
    if (siblings.isFirst(this, event)
        && !LogIntakes.accept(new Log4jEntry(event, siblings.isOnConsole()))
        && !LogIntakes.hasStarted()
        && warned.compareAndSet(false, true)) {
      LOGGER.error(
          "1,000 lines wait for Obs, which does not run, and further ones are lost for it: call"
              + " Obs.start(), or remove appender '{}'",
          getName());
    }
  }
}
