package dev.obs.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.sdk.testing.logs.TestLogRecordData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributeDecoderTest {
  private final OtlpDecoder decoder = new OtlpDecoder();

  @Test
  void givesEachKindOfValueTheKeyOfItsType() throws Exception {
    Attributes attributes =
        Attributes.builder()
            .put("a", "text")
            .put("b", 1L)
            .put("c", 1.5)
            .put("d", true)
            .put("e", "x", "y")
            .put("f", 1L, 2L)
            .put("g", 1.5, 2.5)
            .put("h", true, false)
            .put("i", Value.of(new byte[] {1}))
            .put("j", Value.of(Value.of("x"), Value.of(1)))
            .put("k", Value.of(io.opentelemetry.api.common.KeyValue.of("x", Value.of(1))))
            .put("l", Value.of(Value.of(Value.of("x"))))
            .put("m", Value.empty())
            .build();
    Attributes decoded = roundTrip(attributes);
    assertEquals(attributes, decoded);
    List<AttributeType> types = new ArrayList<>();
    decoded.forEach((key, value) -> types.add(key.getType()));
    assertEquals(
        List.of(
            AttributeType.STRING,
            AttributeType.LONG,
            AttributeType.DOUBLE,
            AttributeType.BOOLEAN,
            AttributeType.STRING_ARRAY,
            AttributeType.LONG_ARRAY,
            AttributeType.DOUBLE_ARRAY,
            AttributeType.BOOLEAN_ARRAY,
            AttributeType.VALUE,
            AttributeType.VALUE,
            AttributeType.VALUE,
            AttributeType.VALUE,
            AttributeType.VALUE),
        types);
  }

  @Test
  void takesAnEmptyArrayAsOneOfStrings() throws Exception {
    Attributes decoded = roundTrip(Attributes.of(AttributeKey.longArrayKey("a"), List.of()));
    assertEquals(List.of(), decoded.get(AttributeKey.stringArrayKey("a")));
  }

  @Test
  void takesAnArrayWithAnEmptyElementAsMixed() throws Exception {
    Attributes decoded = decode(attribute("a", array(text("x"), AnyValue.getDefaultInstance())));
    assertEquals(Value.of(Value.of("x"), Value.empty()), decoded.get(AttributeKey.valueKey("a")));
  }

  @Test
  void keepsTheOrderOfAttributesThatAreNotSorted() throws Exception {
    Attributes decoded =
        decode(attribute("b", text("1")), attribute("a", text("2")), attribute("", text("3")));
    List<String> names = new ArrayList<>();
    decoded.forEach((key, value) -> names.add(key.getKey()));
    assertEquals(List.of("b", "a", ""), names);
    assertEquals("2", decoded.get(AttributeKey.stringKey("a")));
    assertNull(decoded.get(AttributeKey.longKey("a")));
    assertEquals(3, decoded.size());
    assertEquals(names, decoded.asMap().keySet().stream().map(AttributeKey::getKey).toList());
    assertEquals("2", decoded.toBuilder().build().get(AttributeKey.stringKey("a")));
    assertEquals("{b=1, a=2, =3}", decoded.toString());
  }

  @Test
  void comparesAttributesThatAreNotSortedByWhatTheyHold() throws Exception {
    KeyValue a = attribute("a", text("1"));
    KeyValue b = attribute("b", text("2"));
    KeyValue c = attribute("c", text("3"));
    assertEquals(decode(c, a, b), decode(c, a, b));
    assertEquals(decode(c, a, b), decode(b, c, a));
    assertEquals(decode(c, a, b).hashCode(), decode(b, c, a).hashCode());
    assertNotEquals(decode(b, a), decode(c, a));
    assertNotEquals(decode(b, a), decode(b, a, c));
  }

  @Test
  void keepsOneNameWithTwoTypes() throws Exception {
    Attributes decoded =
        decode(attribute("a", text("1")), attribute("a", AnyValue.newBuilder().setIntValue(2)));
    assertEquals("1", decoded.get(AttributeKey.stringKey("a")));
    assertEquals(2L, decoded.get(AttributeKey.longKey("a")));
  }

  @Test
  void letsTheLastOfTheSameKeyCount() throws Exception {
    Attributes decoded = decode(attribute("a", text("1")), attribute("a", text("2")));
    assertEquals("2", decoded.get(AttributeKey.stringKey("a")));
    assertEquals(1, decoded.asMap().size());
  }

  @Test
  void tellsKeysOfLikeNamesApartHoweverManyThereAre() throws Exception {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      attributes.add(attribute("key." + i, text("v" + i)));
      attributes.add(attribute("long.".repeat(20) + i, text("w" + i)));
    }
    for (int round = 0; round < 2; round++) {
      var decoded = decode(attributes.toArray(KeyValue[]::new)).asMap();
      for (KeyValue attribute : attributes) {
        AttributeKey<String> key = AttributeKey.stringKey(attribute.getKey());
        assertEquals(attribute.getValue().getStringValue(), decoded.get(key));
      }
    }
  }

  @Test
  void sharesTheKeysOfOneName() throws Exception {
    AttributeKey<?> first = decode(attribute("a", text("1"))).asMap().keySet().iterator().next();
    AttributeKey<?> second = decode(attribute("a", text("2"))).asMap().keySet().iterator().next();
    assertSame(first, second);
  }

  @Test
  void leavesOutWhatAResourceRefuses() throws Exception {
    Resource.Builder resource = Resource.newBuilder();
    for (String name : List.of("", "ok", "ä", "tab\t", "~ ", "x".repeat(255), "x".repeat(256))) {
      resource.addAttributes(attribute(name, text("1")));
    }
    byte[] request =
        request(
            ResourceLogs.newBuilder()
                .setResource(resource)
                .addScopeLogs(
                    ScopeLogs.newBuilder().addLogRecords(LogRecord.getDefaultInstance())));
    Attributes decoded = decoder.logs(request).getFirst().getResource().getAttributes();
    assertEquals(
        List.of("ok", "x".repeat(255), "~ "),
        decoded.asMap().keySet().stream().map(AttributeKey::getKey).toList());
  }

  @Test
  void encodesWhatIsTooDeepForTheEncoderWithoutIt() throws Exception {
    Value<?> value = Value.of("deep");
    for (int i = 0; i < 40; i++) {
      value = Value.of(List.of(value));
    }
    byte[] cut =
        new OtlpEncoder().logs(List.of(TestLogRecordData.builder().setBodyValue(value).build()));
    Value<?> decoded = decoder.logs(cut).getFirst().getBodyValue();
    for (int i = 0; i <= 30; i++) {
      decoded = (Value<?>) ((List<?>) decoded.getValue()).getFirst();
    }
    assertEquals(Value.empty(), decoded);
    assertArrayEquals(cut, new OtlpEncoder().logs(decoder.logs(cut)));
  }

  private Attributes roundTrip(Attributes attributes) throws Exception {
    var log = TestLogRecordData.builder().setAttributes(attributes).build();
    return decoder.logs(new OtlpEncoder().logs(List.of(log))).getFirst().getAttributes();
  }

  private Attributes decode(KeyValue... attributes) throws Exception {
    LogRecord.Builder log = LogRecord.newBuilder().addAllAttributes(List.of(attributes));
    byte[] request =
        request(ResourceLogs.newBuilder().addScopeLogs(ScopeLogs.newBuilder().addLogRecords(log)));
    return decoder.logs(request).getFirst().getAttributes();
  }

  private static byte[] request(ResourceLogs.Builder logs) {
    return ExportLogsServiceRequest.newBuilder().addResourceLogs(logs).build().toByteArray();
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue.Builder text(String text) {
    return AnyValue.newBuilder().setStringValue(text);
  }

  private static AnyValue.Builder array(AnyValue.Builder first, AnyValue second) {
    return AnyValue.newBuilder()
        .setArrayValue(ArrayValue.newBuilder().addValues(first).addValues(second));
  }
}
