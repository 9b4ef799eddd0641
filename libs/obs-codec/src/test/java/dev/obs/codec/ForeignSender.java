package dev.obs.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A writer of messages in valid but uncommon protobuf: fields in any order, singular messages in
/// two parts, values that later ones override, repeated numbers packed and unpacked, unknown
/// fields, known fields of a wrong wire type.
final class ForeignSender {
  private final Random random;

  ForeignSender(long seed) {
    random = new Random(seed);
  }

  byte[] write(Message message) {
    return join(fields(message)).toByteArray();
  }

  /// Returns the fields of a message in random order, except that fields of one number keep theirs.
  private List<ByteString> fields(Message message) {
    List<Deque<ByteString>> queues = new ArrayList<>();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      Deque<ByteString> queue = new ArrayDeque<>();
      add(queue, field.getKey(), field.getValue());
      queues.add(queue);
    }
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (random.nextInt(20) == 0) {
        queues.add(new ArrayDeque<>(List.of(ofWrongType(field))));
      }
    }
    if (random.nextInt(4) == 0) {
      queues.add(new ArrayDeque<>(List.of(unknown())));
    }
    List<ByteString> fields = new ArrayList<>();
    while (!queues.isEmpty()) {
      int next = random.nextInt(queues.size());
      fields.add(queues.get(next).remove());
      queues.removeIf(Deque::isEmpty);
    }
    return fields;
  }

  private void add(Deque<ByteString> queue, FieldDescriptor field, Object value) {
    if (field.isRepeated()) {
      repeated(queue, field, (List<?>) value);
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      List<ByteString> parts = fields((Message) value);
      int cut = random.nextInt(3) == 0 ? random.nextInt(parts.size() + 1) : parts.size();
      queue.add(message(field, parts.subList(0, cut)));
      if (cut < parts.size()) {
        queue.add(message(field, parts.subList(cut, parts.size())));
      }
    } else {
      if (random.nextInt(8) == 0) {
        queue.add(scalar(field, overridden(field)));
      }
      queue.add(scalar(field, value));
    }
  }

  private void repeated(Deque<ByteString> queue, FieldDescriptor field, List<?> values) {
    if (!field.isPackable()) {
      values.forEach(value -> queue.add(message(field, fields((Message) value))));
      return;
    }
    for (int i = 0; i < values.size(); ) {
      int end = i + 1 + random.nextInt(values.size() - i);
      List<ByteString> chunk =
          values.subList(i, end).stream().map(value -> scalar(field, value)).toList();
      if (random.nextBoolean()) {
        queue.addAll(chunk);
      } else {
        // each consists of a tag of one byte and the number
        List<ByteString> numbers = chunk.stream().map(number -> number.substring(1)).toList();
        queue.add(message(field, numbers));
      }
      i = end;
    }
  }

  private static ByteString message(FieldDescriptor field, List<ByteString> content) {
    return field(field.getNumber(), Field.newBuilder().addLengthDelimited(join(content)));
  }

  private static ByteString scalar(FieldDescriptor field, Object value) {
    Field.Builder content = Field.newBuilder();
    switch (field.getType()) {
      case FIXED64 -> content.addFixed64((Long) value);
      case SFIXED64 -> content.addFixed64((Long) value);
      case DOUBLE -> content.addFixed64(Double.doubleToRawLongBits((Double) value));
      case FIXED32 -> content.addFixed32((Integer) value);
      case UINT32 -> content.addVarint(Integer.toUnsignedLong((Integer) value));
      case SINT32 -> {
        int number = (Integer) value;
        content.addVarint(Integer.toUnsignedLong(number << 1 ^ number >> 31));
      }
      case UINT64, INT64 -> content.addVarint((Long) value);
      case BOOL -> content.addVarint((Boolean) value ? 1 : 0);
      case ENUM ->
          content.addVarint(
              ((com.google.protobuf.Descriptors.EnumValueDescriptor) value).getNumber());
      case STRING -> content.addLengthDelimited(ByteString.copyFromUtf8((String) value));
      case BYTES -> content.addLengthDelimited((ByteString) value);
      default -> throw new AssertionError(field);
    }
    return field(field.getNumber(), content);
  }

  private static Object overridden(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT -> 77;
      case LONG -> 77L;
      case DOUBLE -> 7.7;
      case BOOLEAN -> true;
      case STRING -> "overridden";
      case BYTE_STRING -> ByteString.copyFromUtf8("overridden");
      case ENUM -> field.getEnumType().getValues().getLast();
      default -> throw new AssertionError(field);
    };
  }

  private static ByteString ofWrongType(FieldDescriptor field) {
    Field.Builder content = Field.newBuilder();
    switch (field.getLiteType().getWireType()) {
      case 0 -> content.addFixed64(7);
      case 1 -> content.addFixed32(7);
      case 2 -> content.addVarint(7);
      default -> content.addVarint(7);
    }
    return field(field.getNumber(), content);
  }

  private ByteString unknown() {
    Field.Builder content = Field.newBuilder();
    switch (random.nextInt(5)) {
      case 0 -> content.addVarint(random.nextLong());
      case 1 -> content.addFixed32(random.nextInt());
      case 2 -> content.addFixed64(random.nextLong());
      case 3 -> content.addLengthDelimited(ByteString.copyFromUtf8("unknown"));
      default ->
          content.addGroup(
              UnknownFieldSet.newBuilder()
                  .addField(1, Field.newBuilder().addVarint(1).build())
                  .addField(
                      2, Field.newBuilder().addGroup(UnknownFieldSet.newBuilder().build()).build())
                  .build());
    }
    return field(100 + random.nextInt(100_000), content);
  }

  private static ByteString field(int number, Field.Builder content) {
    return UnknownFieldSet.newBuilder().addField(number, content.build()).build().toByteString();
  }

  private static ByteString join(List<ByteString> parts) {
    return ByteString.copyFrom(parts);
  }
}
