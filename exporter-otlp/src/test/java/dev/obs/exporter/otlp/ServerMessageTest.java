package dev.obs.exporter.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import org.junit.jupiter.api.Test;

class ServerMessageTest {

  /// Returns a `google.rpc.Status`.
  static byte[] status(String message) {
    return UnknownFieldSet.newBuilder()
        .addField(1, Field.newBuilder().addVarint(3).build())
        .addField(
            2, Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(message)).build())
        .build()
        .toByteArray();
  }

  @Test
  void readsTheMessageOfAStatus() {
    assertEquals("bad trace id", ServerMessage.ofFailure(status("bad trace id")));
  }

  @Test
  void readsNothingOutOfOtherAnswers() {
    assertEquals("", ServerMessage.ofFailure(new byte[0]));
    assertEquals("", ServerMessage.ofFailure("<html>502 Bad Gateway</html>".getBytes(UTF_8)));
    assertEquals("", ServerMessage.ofFailure("{\"code\":3,\"message\":\"x\"}".getBytes(UTF_8)));
  }
}
