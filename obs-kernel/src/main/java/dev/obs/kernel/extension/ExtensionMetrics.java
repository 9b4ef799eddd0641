package dev.obs.kernel.extension;

import dev.obs.model.ExtensionInfo;
import dev.obs.model.ExtensionInfo.State;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/// The state of the extensions as a metric: `obs.extension.failed` is 1 for an extension that could
/// not be loaded or opened and 0 for one in use, with the attributes `kind` and `type`. Extensions
/// that the configuration does not select have no value.
public final class ExtensionMetrics {
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("kind");
  private static final AttributeKey<String> TYPE = AttributeKey.stringKey("type");

  private ExtensionMetrics() {}

  public static void register(Meter meter, List<ExtensionProvider> providers) {
    meter
        .gaugeBuilder("obs.extension.failed")
        .ofLongs()
        .setDescription("1 for an extension that could not be loaded or opened, else 0.")
        .buildWithCallback(out -> {
          for (ExtensionProvider provider : providers) {
            ExtensionInfo info = provider.info();
            if (info.state() == State.FAILED || info.state() == State.ACTIVE) {
              out.record(
                  info.state() == State.FAILED ? 1 : 0,
                  Attributes.of(KIND, info.kind(), TYPE, info.type()));
            }
          }
        });
  }
}
