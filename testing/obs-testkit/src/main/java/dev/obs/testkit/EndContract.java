package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.Call.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The contract of interrupts and closing: an interrupted export ends, a closed exporter leaves
/// nothing.
abstract class EndContract<T> extends FaultContract<T> {

  @Test
  void endsAnExportThatIsInterrupted() throws Exception {
    become(Fault.HANG);
    Exporter<T> exporter = opened();
    List<T> batch = records("interrupted-", 3);
    Answers.assertRetry(interrupted(exporter, batch), 3, "interrupted while the backend hangs");
    recover();
    // not the same batch: a request may have been in progress when the backend recovered
    deliver(exporter, records("uninterrupted-", 3));
  }

  @Test
  void exportsAgainAfterACallOnAnInterruptedThread() {
    Exporter<T> exporter = opened();
    List<T> batch = records("before-", 2);
    Outcome<ExportResult> outcome =
        Call.startInterrupted(() -> exporter.export(batch))
            .await(QUICKLY.multipliedBy(2), Rule.INTERRUPT, "export on an interrupted thread");
    if (outcome.value() instanceof ExportResult.Delivered) {
      delivery().assertArrived(received(batch));
    } else {
      Answers.assertRetry(outcome, 2, "called on an interrupted thread");
    }
    deliver(exporter, records("after-", 2));
  }

  @Test
  void closesWithinASecond() {
    Exporter<T> exporter = opened();
    deliver(exporter, records("closed-", 3));
    close(exporter);
  }

  @Test
  void closesWithinASecondWhileTheBackendHangs() throws Exception {
    become(Fault.HANG);
    Exporter<T> exporter = opened();
    Call<ExportResult> export = Call.start(() -> exporter.export(records("hanging-", 3)));
    export.awaitBlocked();
    export.interrupt(); // as the kernel does under its deadline
    close(exporter);
    Outcome<ExportResult> unused = export.await(QUICKLY, Rule.CLOSE, "an export after close()");
  }

  @Test
  void closesTwice() {
    Exporter<T> exporter = opened();
    deliver(exporter, records("twice-", 1));
    close(exporter);
    close(exporter);
  }

  @Test
  void leavesNoThread() throws Exception {
    Threads before = Threads.now();
    for (int i = 0; i < 3; i++) {
      Exporter<T> exporter = opened();
      deliver(exporter, records("round-" + i + "-", 3));
      close(exporter);
    }
    before.assertNoneLeft(Rule.THREADS, "the sink");
  }

  @Test
  void leavesNoThreadAfterABackendThatHung() throws Exception {
    Assumptions.assumeTrue(
        theBackend().faults().contains(Fault.HANG),
        "not tested: the backend given to the kit cannot become HANG");
    Threads before = Threads.now();
    become(Fault.HANG);
    Exporter<T> exporter = opened();
    Outcome<ExportResult> unused = interrupted(exporter, records("stuck-", 1));
    close(exporter);
    before.assertNoneLeft(Rule.THREADS, "the sink");
  }

  private Outcome<ExportResult> interrupted(Exporter<T> exporter, List<T> batch) {
    Call<ExportResult> call = Call.start(() -> exporter.export(batch));
    call.awaitBlocked();
    call.interrupt();
    return call.await(Duration.ofSeconds(2), Rule.INTERRUPT, "an interrupted export");
  }
}
