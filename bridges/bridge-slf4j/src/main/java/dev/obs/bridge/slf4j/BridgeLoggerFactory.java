package dev.obs.bridge.slf4j;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.LogManager;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/// One logger for each name. A logger holds its counterpart of `java.util.logging`, which could be
/// collected otherwise.
final class BridgeLoggerFactory implements ILoggerFactory {
  private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
  private final ContextMap context;

  BridgeLoggerFactory(ContextMap context) {
    this.context = context;
    // initialized here, so that it does not wait for a lock of SLF4J later
    LogManager unused = LogManager.getLogManager();
  }

  @Override
  public Logger getLogger(String name) {
    return loggers.computeIfAbsent(name, this::create);
  }

  private Logger create(String name) {
    String target = name.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME) ? "" : name;
    return new BridgeLogger(name, java.util.logging.Logger.getLogger(target), context);
  }
}
