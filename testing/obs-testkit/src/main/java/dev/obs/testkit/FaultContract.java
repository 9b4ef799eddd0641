package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.Exporter;
import dev.obs.testkit.Call.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of faults: the result for a failing backend is accurate, and after its recovery the
/// batch is delivered.
abstract class FaultContract<T> extends DeliveryContract<T> {
  /// The maximum time of an exporter for a backend that answers; a longer one indicates its own
  /// retries.
  private static final Duration PROMPT = Duration.ofSeconds(10);

  @Test
  void asksForARetryWhileTheBackendIsDown() throws Exception {
    retries(Fault.DOWN);
  }

  @Test
  void asksForARetryWhenTheConnectionIsReset() throws Exception {
    retries(Fault.RESET);
  }

  @Test
  void asksForARetryWhenTheBackendIsUnavailable() throws Exception {
    retries(Fault.UNAVAILABLE);
  }

  @Test
  void asksForARetryWhenThereAreTooManyRequests() throws Exception {
    retries(Fault.TOO_MANY_REQUESTS);
  }

  @Test
  void passesOnHowLongToWait() throws Exception {
    become(Fault.RETRY_AFTER);
    Outcome<ExportResult> outcome = promptly(opened(), records("wait-", 3));
    Answers.assertRetry(outcome, 3, "asked to wait");
    Duration after =
        switch (outcome.value()) {
          case Retry retry -> retry.after();
          case PerItem items -> items.after();
          case null, default -> Duration.ZERO;
        };
    if (!after.equals(Backend.RETRY_AFTER)) {
      throw Rule.AFTER.broken(
          "the backend asked to wait "
              + Backend.RETRY_AFTER.toSeconds()
              + " s and the sink passed"
              + " on "
              + after,
          "read the requested delay (over HTTP the header Retry-After) into Retry.after");
    }
  }

  @Test
  void rejectsWhatTheBackendRefusesForGood() throws Exception {
    Exporter<T> exporter = opened();
    become(Fault.BAD_REQUEST);
    Outcome<ExportResult> outcome = promptly(exporter, records("bad-", 3));
    Answers.assertRejected(outcome, 3, "given a bad request's answer");
    Answers.assertReasonIsBrief(outcome, "given a bad request's answer");
    recover();
    deliver(exporter, records("good-", 3));
  }

  @Test
  void rejectsWhatIsTooLargeForTheBackend() throws Exception {
    Exporter<T> exporter = opened();
    become(Fault.TOO_LARGE);
    T huge = signal().record("huge", AttributeSamples.HUGE);
    List<T> others = records("small-", 4);
    Division<T> division =
        new Division<>(
            batch -> promptly(exporter, batch), "given a record too large for the backend");
    division.export(List.of(others.get(0), others.get(1), huge, others.get(2), others.get(3)));
    division.assertNoneRejectedBut(huge);
    delivery().assertArrived(received(others));
  }

  @Test
  void saysWhatAPartialSuccessLeftOut() throws Exception {
    Exporter<T> exporter = opened();
    become(Fault.PARTIAL);
    List<T> batch = records("partial-", 8);
    Outcome<ExportResult> outcome = promptly(exporter, batch);
    Set<Integer> missing = delivery().missing(received(batch));
    Answers.assertPartial(outcome, missing);
    Answers.assertReasonIsBrief(outcome, "after a partial success");
    recover();
    deliver(exporter, records("whole-", 3));
  }

  @Test
  void waitsForASlowAnswerAndSendsOnce() throws Exception {
    Exporter<T> exporter = opened();
    become(Fault.SLOW);
    deliver(exporter, records("slow-", 3));
  }

  @Test
  void takesGarbageForNoAcknowledgement() throws Exception {
    Exporter<T> exporter = opened();
    become(Fault.GARBAGE);
    Answers.assertNotDelivered(
        promptly(exporter, records("garbage-", 3)), "given an answer of another protocol");
    recover();
    deliver(exporter, records("sense-", 3));
  }

  @Test
  void givesTheSameReasonForTheSameCause() throws Exception {
    become(Fault.UNAVAILABLE);
    Exporter<T> exporter = opened();
    List<String> first = Answers.reasons(promptly(exporter, records("first-", 1)));
    List<String> second = Answers.reasons(promptly(exporter, records("second-", 1)));
    if (!first.equals(second)) {
      throw Rule.REASON.broken(
          "twice the same cause gave " + first + " and " + second,
          "leave out times, counts, ports and ids");
    }
  }

  private void retries(Fault fault) throws Exception {
    String when = "while the backend is " + fault;
    Exporter<T> exporter = opened();
    deliver(exporter, records("before-", 2));
    become(fault);
    List<T> batch = records("again-", 3);
    for (int i = 0; i < 2; i++) {
      Outcome<ExportResult> outcome = promptly(exporter, batch);
      Answers.assertRetry(outcome, batch.size(), when);
      Answers.assertReasonIsBrief(outcome, when);
    }
    recover();
    deliver(exporter, batch);
  }

  private Outcome<ExportResult> promptly(Exporter<T> exporter, List<T> batch) {
    return Call.start(() -> exporter.export(batch))
        .await(PROMPT, Rule.PROMPT, "export to a failing backend");
  }
}
