package dev.obs.exporter.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartialSuccessTest {
  private static final PartialSuccess FULL = new PartialSuccess(0, "");
  private static final byte[] RESPONSE =
      ExportTraceServiceResponse.newBuilder()
          .setPartialSuccess(
              ExportTracePartialSuccess.newBuilder()
                  .setRejectedSpans(Long.MAX_VALUE)
                  .setErrorMessage("why"))
          .build()
          .toByteArray();

  @Test
  void readsNumberAndReason() {
    assertEquals(new PartialSuccess(Long.MAX_VALUE, "why"), PartialSuccess.of(RESPONSE));
  }

  @Test
  void skipsFieldsThatItDoesNotKnow() throws Exception {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(7, Field.newBuilder().addFixed32(1).addFixed64(2).addVarint(-1).build())
            .addField(
                9, Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("x")).build())
            .build();
    byte[] response =
        ExportTraceServiceResponse.parseFrom(RESPONSE).toBuilder()
            .setUnknownFields(unknown)
            .build()
            .toByteArray();
    assertEquals("why", PartialSuccess.of(response).message());
  }

  @Test
  void anEmptyResponseIsAFullSuccess() {
    assertEquals(FULL, PartialSuccess.of(new byte[0]));
  }

  @Test
  void everyTruncationIsReadWithoutFailing() {
    for (int length = 1; length < RESPONSE.length; length++) {
      assertEquals(FULL, PartialSuccess.of(Arrays.copyOf(RESPONSE, length)));
    }
  }

  @Test
  void garbageIsReadWithoutFailing() {
    Random random = new Random(42);
    for (int i = 0; i < 100_000; i++) {
      byte[] garbage = new byte[random.nextInt(40)];
      random.nextBytes(garbage);
      assertFalse(PartialSuccess.of(garbage).message().contains("\n"));
    }
  }
}
