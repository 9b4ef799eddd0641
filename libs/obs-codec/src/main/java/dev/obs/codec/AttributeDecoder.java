package dev.obs.codec;

import static dev.obs.codec.ProtoReader.I64;
import static dev.obs.codec.ProtoReader.LEN;
import static dev.obs.codec.ProtoReader.VARINT;

import dev.obs.codec.OtlpFields.AnyValue;
import dev.obs.codec.OtlpFields.KeyValue;
import dev.obs.codec.OtlpFields.ValueList;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.List;

/// A decoder of attributes and values of any type (`KeyValue` and `AnyValue`).
///
/// A value is first read as its content: a String, Long, Double or Boolean, a Value that is empty
/// or of bytes, [Elements] or [Entries]. Its final content is known only at the end, because the
/// field may occur again: arrays and key-value lists are then continued, other content is replaced.
final class AttributeDecoder {
  private final ProtoReader in;
  private final AttributeKeys keys;

  AttributeDecoder(ProtoReader in, AttributeKeys keys) {
    this.in = in;
    this.keys = keys;
  }

  /// The elements of an array: strings, numbers and booleans unchanged, others as values.
  private record Elements(List<Object> items) {}

  private record Entries(List<io.opentelemetry.api.common.KeyValue> items) {}

  private record KeyAndContent(int keyStart, int keyLength, Object content) {}

  /// Adds the attributes of the message in the current field.
  void attributes(int field, AttributeCollector into) throws MalformedOtlpException {
    in.enter();
    while (in.next()) {
      if (in.tag() == (field << 3 | LEN)) {
        attribute(into);
      } else {
        in.skip();
      }
    }
  }

  /// Adds the attribute in the current field.
  void attribute(AttributeCollector into) throws MalformedOtlpException {
    KeyAndContent read = keyValue();
    Object content = read.content;
    AttributeType type = type(content);
    Object value = content;
    if (type == YoungMembers.VALUE) {
      value = toValue(content);
    } else if (type == AttributeType.STRING && !(content instanceof String)) {
      value = toValue(content).asString();
    } else if (content instanceof Elements elements) {
      value = List.copyOf(elements.items);
    }
    into.add(keys.key(in, read.keyStart, read.keyLength, type), value);
  }

  /// Returns the content of the value in the current field.
  ///
  /// @param before the content of an earlier field of the same number
  Object content(Object before) throws MalformedOtlpException {
    Object content = before;
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case AnyValue.STRING_VALUE << 3 | LEN -> content = in.string();
        case AnyValue.BOOL_VALUE << 3 | VARINT -> content = in.varint() != 0;
        case AnyValue.INT_VALUE << 3 | VARINT -> content = in.varint();
        case AnyValue.DOUBLE_VALUE << 3 | I64 -> content = in.float64();
        case AnyValue.ARRAY_VALUE << 3 | LEN -> {
          Elements array = content instanceof Elements e ? e : new Elements(new ArrayList<>());
          elements(array.items);
          content = array;
        }
        case AnyValue.KVLIST_VALUE << 3 | LEN -> {
          Entries list = content instanceof Entries e ? e : new Entries(new ArrayList<>());
          entries(list.items);
          content = list;
        }
        case AnyValue.BYTES_VALUE << 3 | LEN -> content = Value.of(in.bytes());
        default -> in.skip();
      }
    }
    return content;
  }

  /// Converts content into a value.
  static Value<?> toValue(Object content) {
    return switch (content) {
      case String text -> Value.of(text);
      case Long number -> Value.of(number);
      case Double number -> Value.of(number);
      case Boolean truth -> Value.of(truth);
      case Elements elements -> {
        List<Value<?>> values = new ArrayList<>(elements.items.size());
        for (Object item : elements.items) {
          values.add(toValue(item));
        }
        yield Value.of(values);
      }
      case Entries entries ->
          Value.of(entries.items.toArray(io.opentelemetry.api.common.KeyValue[]::new));
      case Value<?> value -> value;
      default -> throw new IllegalStateException(content.getClass().getName());
    };
  }

  private KeyAndContent keyValue() throws MalformedOtlpException {
    int keyStart = in.position();
    int keyLength = 0;
    Object content = YoungMembers.EMPTY;
    in.enter();
    while (in.next()) {
      switch (in.tag()) {
        case KeyValue.KEY << 3 | LEN -> {
          in.string(keyStart, keyLength); // a key that is overridden now still has to be text
          keyLength = in.skipBytes();
          keyStart = in.position() - keyLength;
        }
        case KeyValue.VALUE << 3 | LEN -> content = content(content);
        default -> in.skip();
      }
    }
    return new KeyAndContent(keyStart, keyLength, content);
  }

  private void elements(List<Object> into) throws MalformedOtlpException {
    in.enter();
    while (in.next()) {
      if (in.tag() == (ValueList.VALUES << 3 | LEN)) {
        Object content = content(YoungMembers.EMPTY);
        into.add(isPlain(content) ? content : toValue(content));
      } else {
        in.skip();
      }
    }
  }

  private void entries(List<io.opentelemetry.api.common.KeyValue> into)
      throws MalformedOtlpException {
    in.enter();
    while (in.next()) {
      if (in.tag() == (ValueList.VALUES << 3 | LEN)) {
        KeyAndContent read = keyValue();
        into.add(
            io.opentelemetry.api.common.KeyValue.of(
                in.string(read.keyStart, read.keyLength), toValue(read.content)));
      } else {
        in.skip();
      }
    }
  }

  private static boolean isPlain(Object content) {
    return content instanceof String
        || content instanceof Long
        || content instanceof Double
        || content instanceof Boolean;
  }

  private static AttributeType type(Object content) {
    return switch (content) {
      case String text -> AttributeType.STRING;
      case Long number -> AttributeType.LONG;
      case Double number -> AttributeType.DOUBLE;
      case Boolean truth -> AttributeType.BOOLEAN;
      case Elements elements -> arrayType(elements.items);
      default -> YoungMembers.anyShape();
    };
  }

  /// Returns the type of an array. An empty array has no certain type; strings are the most common.
  private static AttributeType arrayType(List<Object> items) {
    if (items.isEmpty()) {
      return AttributeType.STRING_ARRAY;
    }
    Object first = items.getFirst();
    for (Object item : items) {
      if (item.getClass() != first.getClass()) {
        return YoungMembers.anyShape();
      }
    }
    return switch (first) {
      case String text -> AttributeType.STRING_ARRAY;
      case Long number -> AttributeType.LONG_ARRAY;
      case Double number -> AttributeType.DOUBLE_ARRAY;
      case Boolean truth -> AttributeType.BOOLEAN_ARRAY;
      default -> YoungMembers.anyShape();
    };
  }
}
