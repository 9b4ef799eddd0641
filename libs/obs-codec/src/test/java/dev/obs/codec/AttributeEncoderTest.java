package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttributeEncoderTest {
  private final ProtoBuffer buffer = new ProtoBuffer();
  private final AttributeEncoder encoder = new AttributeEncoder(buffer, Shortening.uncounted());

  @Test
  void encodesEveryTypeOfAttribute() throws Exception {
    Attributes attributes =
        Attributes.builder()
            .put("string", "grün")
            .put("long", -5L)
            .put("double", 2.5)
            .put("boolean", true)
            .put("strings", "a", "", "c")
            .put("longs", 0L, Long.MIN_VALUE)
            .put("doubles", 0.0, Double.NaN)
            .put("booleans", false, true)
            .put(AttributeKey.valueKey("value"), Value.of(Map.of("k", Value.of(new byte[] {1, 2}))))
            .build();
    Map<String, AnyValue> expected =
        Map.of(
            "string", string("grün"),
            "long", number(-5),
            "double", AnyValue.newBuilder().setDoubleValue(2.5).build(),
            "boolean", truth(true),
            "strings", array(string("a"), string(""), string("c")),
            "longs", array(number(0), number(Long.MIN_VALUE)),
            "doubles", array(real(0.0), real(Double.NaN)),
            "booleans", array(truth(false), truth(true)),
            "value", list(entry("k", bytes(1, 2))));
    assertEquals(expected, encode(attributes));
  }

  @Test
  void keepsDefaultsOfEveryType() throws Exception {
    Attributes attributes =
        Attributes.builder()
            .put("string", "")
            .put("long", 0L)
            .put("double", 0.0)
            .put("boolean", false)
            .put(AttributeKey.stringArrayKey("strings"), List.of())
            .put(AttributeKey.valueKey("bytes"), Value.of(new byte[0]))
            .build();
    Map<String, AnyValue> expected =
        Map.of(
            "string", string(""),
            "long", number(0),
            "double", real(0.0),
            "boolean", truth(false),
            "strings", array(),
            "bytes", bytes());
    assertEquals(expected, encode(attributes));
  }

  @Test
  void encodesEveryTypeOfValue() throws Exception {
    assertEquals(string("text"), encode(Value.of("text")));
    assertEquals(number(7), encode(Value.of(7)));
    assertEquals(real(7.5), encode(Value.of(7.5)));
    assertEquals(truth(false), encode(Value.of(false)));
    assertEquals(bytes(3, -1), encode(Value.of(new byte[] {3, -1})));
    assertEquals(AnyValue.getDefaultInstance(), encode(Value.empty()));
    assertEquals(array(), encode(Value.of(List.of())));
    assertEquals(list(), encode(Value.of(Map.of())));
    assertEquals(
        array(
            number(1), array(string("x"), AnyValue.getDefaultInstance()), list(entry("k", list()))),
        encode(
            Value.of(
                Value.of(1),
                Value.of(Value.of("x"), Value.empty()),
                Value.of(io.opentelemetry.api.common.KeyValue.of("k", Value.of(Map.of()))))));
  }

  @Test
  void keepsTheOrderAndTheRepeatedKeysOfAKeyValueList() throws Exception {
    Value<?> value =
        Value.of(
            io.opentelemetry.api.common.KeyValue.of("b", Value.of(1)),
            io.opentelemetry.api.common.KeyValue.of("a", Value.of(2)),
            io.opentelemetry.api.common.KeyValue.of("b", Value.of(3)));
    assertEquals(
        list(entry("b", number(1)), entry("a", number(2)), entry("b", number(3))), encode(value));
  }

  @Test
  void keepsTheOthersInPlaceBesideANullInAnArray() throws Exception {
    Attributes attributes =
        Attributes.of(AttributeKey.stringArrayKey("strings"), Arrays.asList("a", null, "c"));
    assertEquals(
        Map.of("strings", array(string("a"), AnyValue.getDefaultInstance(), string("c"))),
        encode(attributes));
  }

  @Test
  void replacesLoneSurrogatesInKeysAndValues() throws Exception {
    assertEquals(
        Map.of("k\uFFFD", string("\uFFFDv")),
        encode(Attributes.builder().put("k\uD800", "\uDC00v").build()));
  }

  @Test
  @SuppressWarnings({"rawtypes", "unchecked"}) // it tests values that bypass the generic types
  void encodesWhatTheKeysTypeDoesNotFit() throws Exception {
    Attributes attributes =
        Attributes.builder()
            .put((AttributeKey) AttributeKey.stringKey("long"), 5L)
            .put((AttributeKey) AttributeKey.stringKey("uri"), URI.create("a:b"))
            .put((AttributeKey) AttributeKey.longArrayKey("mixed"), List.of(1L, "b", 2.5))
            .build();
    assertEquals(
        Map.of(
            "long", number(5),
            "uri", string("a:b"),
            "mixed", array(number(1), string("b"), real(2.5))),
        encode(attributes));
  }

  @Test
  void cutsOffValuesThatReceiversWouldNotDecode() throws Exception {
    Value<?> list = Value.of("core");
    Value<?> array = Value.of("core");
    for (int i = 0; i < 100_000; i++) {
      list = Value.of(io.opentelemetry.api.common.KeyValue.of("k", list));
      array = Value.of(List.of(array));
    }
    var log =
        TestLogRecordData.builder()
            .setBodyValue(array)
            .setAttributes(Attributes.of(AttributeKey.valueKey("deep"), list))
            .build();
    var request = ExportLogsServiceRequest.parseFrom(new OtlpEncoder().logs(List.of(log)));
    var record = request.getResourceLogs(0).getScopeLogs(0).getLogRecords(0);
    assertTrue(record.getBody().getArrayValue().getValues(0).hasArrayValue());
    assertTrue(record.getAttributes(0).getValue().getKvlistValue().getValues(0).hasValue());
  }

  private Map<String, AnyValue> encode(Attributes attributes) throws Exception {
    buffer.reset();
    encoder.attributes(KeyValueList.VALUES_FIELD_NUMBER, attributes);
    return KeyValueList.parseFrom(buffer.toByteArray()).getValuesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  private AnyValue encode(Value<?> value) throws Exception {
    buffer.reset();
    encoder.value(ArrayValue.VALUES_FIELD_NUMBER, value);
    return ArrayValue.parseFrom(buffer.toByteArray()).getValues(0);
  }

  private static AnyValue string(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static AnyValue number(long value) {
    return AnyValue.newBuilder().setIntValue(value).build();
  }

  private static AnyValue real(double value) {
    return AnyValue.newBuilder().setDoubleValue(value).build();
  }

  private static AnyValue truth(boolean value) {
    return AnyValue.newBuilder().setBoolValue(value).build();
  }

  private static AnyValue bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(bytes)).build();
  }

  private static AnyValue array(AnyValue... values) {
    var array = ArrayValue.newBuilder().addAllValues(List.of(values));
    return AnyValue.newBuilder().setArrayValue(array).build();
  }

  private static AnyValue list(KeyValue... entries) {
    var list = KeyValueList.newBuilder().addAllValues(List.of(entries));
    return AnyValue.newBuilder().setKvlistValue(list).build();
  }

  private static KeyValue entry(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
