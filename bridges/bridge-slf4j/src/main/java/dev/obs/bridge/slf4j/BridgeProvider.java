package dev.obs.bridge.slf4j;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// The parts of the bridge for SLF4J, which finds this class with [java.util.ServiceLoader].
public final class BridgeProvider implements SLF4JServiceProvider {
  private static final String API_VERSION = "2.0.99"; // any 2.0

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final ContextMap context = new ContextMap();
  private final ILoggerFactory loggers = new BridgeLoggerFactory(context);

  /// Creates the parts; [#initialize] has nothing left to do.
  public BridgeProvider() {}

  @Override
  public ILoggerFactory getLoggerFactory() {
    return loggers;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return API_VERSION;
  }

  @Override
  public void initialize() {}
}
