package dev.obs.bridge.slf4j;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// The bridge with an initialization that lasts until the application has written its lines, or two
/// seconds.
public final class SlowProvider implements SLF4JServiceProvider {
  static final CountDownLatch BEGUN = new CountDownLatch(1);
  static final CountDownLatch WRITTEN = new CountDownLatch(1);

  private final BridgeProvider bridge = new BridgeProvider();

  @Override
  public void initialize() {
    BEGUN.countDown();
    try {
      boolean _ = WRITTEN.await(2, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    bridge.initialize();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return bridge.getLoggerFactory();
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return bridge.getMarkerFactory();
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return bridge.getMDCAdapter();
  }

  @Override
  public String getRequestedApiVersion() {
    return bridge.getRequestedApiVersion();
  }
}
