package dev.obs.kernel.config;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the telemetry is about. `service.name` may be given as a setting or as a resource
/// attribute: the stronger source wins and, within one, the setting (OpenTelemetry:
/// `OTEL_SERVICE_NAME` wins over `OTEL_RESOURCE_ATTRIBUTES`).
final class Identity {
  private static final String SERVICE_NAME = "service.name";

  private Identity() {}

  /// Puts the service name that won into the values.
  static void settleServiceName(Values values) {
    Value attributes = values.get(CoreSettings.RESOURCE_ATTRIBUTES);
    if (attributes == null) {
      return;
    }
    Object attribute = ((Map<?, ?>) attributes.value()).get(SERVICE_NAME);
    if (!(attribute instanceof String name) || name.isBlank()) {
      return;
    }
    @Nullable Value setting = values.get(CoreSettings.SERVICE_NAME);
    for (Value.Row row : attributes.rows()) {
      if (row.suffix().equals("." + SERVICE_NAME)
          && (setting == null || setting.origin().weakerThan(row.origin()))) {
        values.put(CoreSettings.SERVICE_NAME, Value.of(name, row.text(), row.origin()));
      }
    }
  }

  /// The resource with the SDK's own attributes.
  static Resource resource(String serviceName, Map<String, String> attributes) {
    AttributesBuilder builder = Attributes.builder();
    attributes.forEach(builder::put);
    builder.put(SERVICE_NAME, serviceName);
    return Resource.getDefault().merge(Resource.create(builder.build()));
  }
}
