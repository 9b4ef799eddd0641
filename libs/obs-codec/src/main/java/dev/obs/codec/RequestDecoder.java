package dev.obs.codec;

import static dev.obs.codec.ProtoReader.LEN;

import dev.obs.codec.OtlpFields.InstrumentationScope;
import dev.obs.codec.OtlpFields.Request;
import dev.obs.codec.OtlpFields.ResourceGroup;
import dev.obs.codec.OtlpFields.ScopeGroup;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfoBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decoder of a request except its records, the same for each signal. The fields of a group have
/// any order, so each group is read twice: for its resource or scope, and for its records.
///
/// @param <T> `SpanData`, `MetricData` or `LogRecordData`
abstract class RequestDecoder<T> {
  /// The SDK's limit for the name of a resource's attribute.
  private static final int MAX_RESOURCE_KEY_LENGTH = 255;

  final ProtoReader in;
  final AttributeDecoder attributes;

  RequestDecoder(ProtoReader in, AttributeKeys keys) {
    this.in = in;
    attributes = new AttributeDecoder(in, keys);
  }

  /// Reads the record in the current field.
  abstract T record(Resource resource, InstrumentationScopeInfo scope)
      throws MalformedOtlpException;

  final List<T> decode() throws MalformedOtlpException {
    List<T> records = new ArrayList<>();
    while (in.next()) {
      if (in.tag() == (Request.RESOURCE_GROUPS << 3 | LEN)) {
        resourceGroup(records);
      } else {
        in.skip();
      }
    }
    return Collections.unmodifiableList(records);
  }

  /// Returns the number of recorded items, of which only some were kept.
  static int total(int kept, int dropped) {
    return (int) Math.min(Integer.MAX_VALUE, kept + Integer.toUnsignedLong(dropped));
  }

  /// Returns null for an empty text, which protobuf does not distinguish from an absent one.
  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private void resourceGroup(List<T> into) throws MalformedOtlpException {
    int start = in.position();
    Resource resource = resource();
    in.back(start);
    in.enter();
    while (in.next()) {
      if (in.tag() == (ResourceGroup.SCOPE_GROUPS << 3 | LEN)) {
        scopeGroup(resource, into);
      } else {
        in.skip();
      }
    }
  }

  private void scopeGroup(Resource resource, List<T> into) throws MalformedOtlpException {
    int start = in.position();
    InstrumentationScopeInfo scope = scope();
    in.back(start);
    in.enter();
    while (in.next()) {
      if (in.tag() == (ScopeGroup.RECORDS << 3 | LEN)) {
        into.add(record(resource, scope));
      } else {
        in.skip();
      }
    }
  }

  private Resource resource() throws MalformedOtlpException {
    AttributeCollector collected = new AttributeCollector();
    String schemaUrl = "";
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case ResourceGroup.RESOURCE << 3 | LEN ->
            attributes.attributes(OtlpFields.Resource.ATTRIBUTES, collected);
        case ResourceGroup.SCHEMA_URL << 3 | LEN -> schemaUrl = in.string();
        default -> in.skip();
      }
    }
    return Resource.create(collected.sorted(RequestDecoder::isResourceKey), orNull(schemaUrl));
  }

  private InstrumentationScopeInfo scope() throws MalformedOtlpException {
    AttributeCollector collected = new AttributeCollector();
    String name = "";
    String version = "";
    String schemaUrl = "";
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case ScopeGroup.SCOPE << 3 | LEN -> {
          in.enter();
          while (in.next()) {
            switch (in.tag()) {
              case InstrumentationScope.NAME << 3 | LEN -> name = in.string();
              case InstrumentationScope.VERSION << 3 | LEN -> version = in.string();
              case InstrumentationScope.ATTRIBUTES << 3 | LEN -> attributes.attribute(collected);
              default -> in.skip();
            }
          }
        }
        case ScopeGroup.SCHEMA_URL << 3 | LEN -> schemaUrl = in.string();
        default -> in.skip();
      }
    }
    InstrumentationScopeInfoBuilder scope =
        InstrumentationScopeInfo.builder(name).setAttributes(collected.sorted(key -> true));
    if (!version.isEmpty()) {
      scope.setVersion(version);
    }
    if (!schemaUrl.isEmpty()) {
      scope.setSchemaUrl(schemaUrl);
    }
    return scope.build();
  }

  private static boolean isResourceKey(AttributeKey<?> key) {
    String name = key.getKey();
    return name.length() <= MAX_RESOURCE_KEY_LENGTH
        && name.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
