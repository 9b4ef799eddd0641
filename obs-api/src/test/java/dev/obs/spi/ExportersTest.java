package dev.obs.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.ConnectException;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportersTest {
  private record Answering(CompletableResultCode answer) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return answer;
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private static ExportResult export(CompletableResultCode answer) throws Exception {
    try (Exporter<SpanData> exporter = Exporters.of(new Answering(answer))) {
      return exporter.export(List.of());
    }
  }

  @Test
  void successIsDelivered() throws Exception {
    assertEquals(ExportResult.delivered(), export(CompletableResultCode.ofSuccess()));
  }

  @Test
  void aBackendThatCannotBeReachedIsTriedAgain() throws Exception {
    IllegalStateException wrapped =
        new IllegalStateException("cannot send", new ConnectException("refused"));
    assertEquals(
        new ExportResult.Retry("java.net.ConnectException: refused"),
        export(CompletableResultCode.ofExceptionalFailure(wrapped)));
  }

  @Test
  void anyOtherFailureIsRejected() throws Exception {
    assertEquals(
        new ExportResult.Rejected("exporter failed"), export(CompletableResultCode.ofFailure()));
    assertEquals(
        new ExportResult.Rejected("java.lang.IllegalStateException: http 400"),
        export(CompletableResultCode.ofExceptionalFailure(new IllegalStateException("http 400"))));
  }

  @Test
  void aChainOfCausesThatLeadsIntoItselfIsLeft() throws Exception {
    IllegalStateException one = new IllegalStateException("one");
    one.initCause(new IllegalStateException("two", one));
    assertInstanceOf(
        ExportResult.Rejected.class, export(CompletableResultCode.ofExceptionalFailure(one)));
  }

  @Test
  void anExceptionThatCannotBeReadIsNamedByItsType() throws Exception {
    ExportResult.Rejected rejected =
        assertInstanceOf(
            ExportResult.Rejected.class,
            export(CompletableResultCode.ofExceptionalFailure(new Unreadable())));
    assertTrue(rejected.reason().startsWith(Unreadable.class.getName()), rejected.reason());
  }

  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }
  }
}
