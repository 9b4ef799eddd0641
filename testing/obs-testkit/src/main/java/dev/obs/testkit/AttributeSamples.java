package dev.obs.testkit;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.List;

/// Attributes that exporters often lose.
final class AttributeSamples {
  static final Attributes UNICODE =
      Attributes.builder()
          .put("latin", "Zürich, café, naïve, ÅÄÖ")
          .put("greek", "Ωμέγα")
          .put("arabic", "مرحبا")
          .put("chinese", "订单服务")
          .put("emoji", "a 🚀 b 👩‍👩‍👧 c 🇨🇭")
          .put("beyond the basic plane", "\uD835\uDD4F\uD83D\uDE80")
          .put("combining", "e\u0301 n\u0303")
          .put("nothing seen", "\u00a0\u200b\ufeff\u2028\u2029")
          .put("last of the plane", "\uffff")
          .build();

  static final Attributes CONTROL =
      Attributes.builder()
          .put("line breaks", "one\ntwo\r\nthree")
          .put("tab", "a\tb")
          .put("bell", "\u0007\u001b[31m")
          .put("nul", "a\u0000b")
          .put("delete", "\u007f\u0085")
          .put("quotes", "\"double\" 'single' `back`")
          .put("backslashes", "C:\\temp\\new \\u0041 \\\\")
          .put("markup", "<a href=\"x\">&amp;</a> {json} [list] a=b,c=d")
          .build();

  static final Attributes EMPTY =
      Attributes.builder().put("empty", "").put("blank", " ").put("zero", 0).build();

  static final Attributes NUMBERS =
      Attributes.builder()
          .put("long.min", Long.MIN_VALUE)
          .put("long.max", Long.MAX_VALUE)
          .put("beyond.double", (1L << 53) + 1)
          .put("double.max", 3.0e38)
          .put("double.min", 1.0e-30)
          .put("negative.zero", -0.0)
          .put("third", 1.0 / 3)
          .put("true", true)
          .put("false", false)
          .build();

  static final Attributes NON_FINITE =
      Attributes.builder()
          .put("nan", Double.NaN)
          .put("infinity", Double.POSITIVE_INFINITY)
          .put("minus.infinity", Double.NEGATIVE_INFINITY)
          .build();

  static final Attributes ARRAYS =
      Attributes.builder()
          .put("texts", "a", "", "ü", "with,comma", "with \"quotes\"")
          .put("longs", 1L, -1L, Long.MAX_VALUE)
          .put("doubles", 0.5, -1.5)
          .put("booleans", true, false)
          .put(AttributeKey.stringArrayKey("none"), List.of())
          .build();

  static final Attributes NESTED =
      Attributes.builder()
          .put(
              AttributeKey.valueKey("order"),
              Value.of(
                  KeyValue.of("id", Value.of(17)),
                  KeyValue.of("note", Value.of("größer \"als\" 1")),
                  KeyValue.of(
                      "lines",
                      Value.of(
                          Value.of(KeyValue.of("sku", Value.of("a-1"))),
                          Value.of(KeyValue.of("sku", Value.of("a-2")))))))
          .put(AttributeKey.valueKey("mixed"), Value.of(Value.of("a"), Value.of(1), Value.of(true)))
          .put(AttributeKey.valueKey("text"), Value.of("plain"))
          .build();

  static final Attributes HUGE =
      Attributes.builder().put("huge", "0123456789abcdéf".repeat(65_536)).build();

  /// Returns the given number of different attributes.
  static Attributes many(int count) {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = 0; i < count; i++) {
      attributes.put("attribute." + i, "value " + i);
    }
    return attributes.build();
  }

  /// Unusual attributes that some applications send.
  static final Attributes ODD =
      Attributes.builder()
          .put("lone.high", "a\uD83Db")
          .put("lone.low", "\uDE80")
          .put("swapped", "\uDE80\uD83D")
          .put("k".repeat(70_000), "a huge key")
          .put("key with \"quotes\" and \n breaks", "a")
          .put("ключ", "a")
          .put("\u0000", "a")
          .put("a", "a")
          .put("a.b", "below an attribute with a value")
          .put(".", "dots alone")
          .put("@timestamp", "never")
          .put("name", "a field's name")
          .put("error", true)
          .put(AttributeKey.valueKey("deep"), deep(200))
          .put(AttributeKey.valueKey("empty"), Value.empty())
          .put(AttributeKey.valueKey("bytes"), Value.of(new byte[] {0, -1, 65}))
          .put(
              AttributeKey.valueKey("twice"),
              Value.of(KeyValue.of("a", Value.of(1)), KeyValue.of("a", Value.of("1"))))
          .build();

  private AttributeSamples() {}

  /// Returns a value in the given number of nested lists.
  static Value<?> deep(int levels) {
    Value<?> value = Value.of("bottom");
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? Value.of(value) : Value.of(KeyValue.of("below", value));
    }
    return value;
  }
}
