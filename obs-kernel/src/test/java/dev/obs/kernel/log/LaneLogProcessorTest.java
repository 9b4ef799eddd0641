package dev.obs.kernel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.obs.kernel.supervision.Supervisor;
import dev.obs.kernel.supervision.Supervisors;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneLogProcessorTest {
  private final Supervisor supervisor = Supervisors.create();
  private final LostLines lost = new LostLines(supervisor.faults());
  private final LaneLogProcessor processor = new LaneLogProcessor(lost);
  private final InMemoryLogRecordExporter records = InMemoryLogRecordExporter.create();
  private final SdkLoggerProvider provider =
      SdkLoggerProvider.builder()
          .addLogRecordProcessor(processor)
          .addLogRecordProcessor(SimpleLogRecordProcessor.create(records))
          .build();
  private final Logger logger = provider.get("app");

  @AfterEach
  void close() {
    provider.close();
    supervisor.close();
  }

  @Test
  void recordsBeforeTheSinksAreCounted() {
    logger.logRecordBuilder().setBody("early").emit();
    processor.connect(List.of());
    logger.logRecordBuilder().setBody("without a sink").emit();
    assertEquals(1, lost.count(LostLines.Reason.EARLY));
  }
}
