package dev.obs.kernel.config;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;
import java.util.Optional;

/// `service.name`, which may be given as a setting or as a resource attribute: the stronger layer
/// wins and, within one, the setting (OpenTelemetry: `OTEL_SERVICE_NAME` wins over
/// `OTEL_RESOURCE_ATTRIBUTES`).
final class ServiceName {
  private static final String ATTRIBUTE = "service.name";

  private ServiceName() {}

  /// Sets the service name to the attribute if that is stronger. A [Derivation].
  static Reading derive(MergedValues values) {
    Optional<SettingValue<Map<String, String>>> attributes =
        values.find(CoreSettings.RESOURCE_ATTRIBUTES);
    if (attributes.isEmpty()) {
      return Reading.EMPTY;
    }
    String name = attributes.get().value().getOrDefault(ATTRIBUTE, "");
    Origin setting =
        values.find(CoreSettings.SERVICE_NAME).map(SettingValue::origin).orElse(Origin.DEFAULT);
    LayerBuilder layer = new LayerBuilder();
    for (SettingValue.Row row : attributes.get().rows()) {
      if (row.suffix().equals("." + ATTRIBUTE)
          && !name.isBlank()
          && setting.weakerThan(row.origin())) {
        layer.put(CoreSettings.SERVICE_NAME, SettingValue.scalar(name, row.text(), row.origin()));
      }
    }
    return layer.build();
  }

  /// The resource that the configuration sets.
  static Resource resource(String serviceName, Map<String, String> attributes) {
    AttributesBuilder builder = Attributes.builder();
    attributes.forEach(builder::put);
    builder.put(ATTRIBUTE, serviceName);
    return Resource.create(builder.build());
  }
}
