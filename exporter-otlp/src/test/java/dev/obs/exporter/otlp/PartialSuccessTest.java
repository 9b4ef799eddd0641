package dev.obs.exporter.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.obs.http.sender.Answer;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialSuccessTest {
  private static final Optional<PartialSuccess> FULL = Optional.of(new PartialSuccess(0, ""));
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
    assertEquals(Optional.of(new PartialSuccess(Long.MAX_VALUE, "why")), protobuf(RESPONSE));
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
    assertEquals("why", protobuf(response).orElseThrow().message());
  }

  @Test
  void anEmptyResponseIsAFullSuccess() {
    assertEquals(FULL, protobuf(new byte[0]));
    assertEquals(FULL, PartialSuccess.of(answer("text/html", new byte[0])));
  }

  @Test
  void aTruncatedResponseAcknowledgesNothing() {
    for (int length = 1; length < RESPONSE.length; length++) {
      assertEquals(Optional.empty(), protobuf(Arrays.copyOf(RESPONSE, length)));
    }
  }

  /// The oracle is the parser of protobuf, which also accepts groups.
  @Test
  void garbageAcknowledgesNothing() throws Exception {
    Random random = new Random(42);
    int responses = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] garbage = new byte[1 + random.nextInt(40)];
      random.nextBytes(garbage);
      Optional<PartialSuccess> read = protobuf(garbage);
      if (read.isPresent()) {
        responses++;
        Field partial = UnknownFieldSet.parseFrom(garbage).getField(1);
        assertEquals(List.of(), partial.getVarintList());
        for (ByteString message : partial.getLengthDelimitedList()) {
          assertNotNull(UnknownFieldSet.parseFrom(message));
        }
      }
    }
    assertTrue(responses > 0 && responses < 20_000, "responses: " + responses);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/x-protobuf", "text/plain", ""})
  void readsAResponseInJson(String type) {
    assertEquals(FULL, json(type, "{}"));
    assertEquals(FULL, json(type, " {\n} "));
    assertEquals(FULL, json(type, "{\"partialSuccess\":null}"));
    assertEquals(FULL, json(type, "{\"partial_success\": {}}"));
    assertEquals(
        Optional.of(new PartialSuccess(2, "")),
        json(type, "{\"partialSuccess\":{\"rejectedSpans\":\"2\"}}"));
    assertEquals(
        Optional.of(new PartialSuccess(3, "too old")),
        json(
            type,
            "{\"partialSuccess\": {\"errorMessage\": \"too old\", \"rejectedLogRecords\": 3}}"));
    assertEquals(
        Optional.of(new PartialSuccess(-1, "")),
        json(type, "{\"partial_success\":{\"rejected_data_points\":-1}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OK",
        "null",
        "[]",
        "{",
        "{}}",
        "{\"ok\":true}",
        "{\"error\":\"no such path\"}",
        "{\"partialSuccess\":{\"status\":\"ok\"}}",
        "{\"partialSuccess\":{},\"ok\":true}",
        "{\"partialSuccess\":\"2\"}",
        "<html><title>Sign in</title></html>",
      })
  void theAnswerOfAnotherServerAcknowledgesNothing(String text) {
    for (String type : List.of("application/json", "text/html", "text/plain", "")) {
      assertEquals(Optional.empty(), json(type, text), type);
    }
  }

  /// Many short texts happen to be valid protobuf.
  @Test
  void aTextThatCouldBeProtobufAcknowledgesNothing() {
    assertEquals(FULL, json("", "Hi"));
    assertEquals(Optional.empty(), json("text/plain", "Hi"));
  }

  @Test
  void aLongTextIsReadInNoTime() {
    String many = "{\"partialSuccess\":{\"errorMessage\":\"" + "\\\\".repeat(4_000) + "\"}}";
    assertTrue(json("application/json", many).isPresent());
    assertEquals(Optional.empty(), json("application/json", " ".repeat(9_000) + "x"));
    assertEquals(Optional.empty(), json("application/json", "{" + " ".repeat(20_000) + "}"));
  }

  private static Optional<PartialSuccess> protobuf(byte[] body) {
    return PartialSuccess.of(answer("application/x-protobuf", body));
  }

  private static Optional<PartialSuccess> json(String type, String text) {
    return PartialSuccess.of(answer(type, text.getBytes(UTF_8)));
  }

  private static Answer answer(String type, byte[] body) {
    return new Answer(200, body, Answer.Reading.WHOLE, Duration.ZERO, type, "", "");
  }
}
