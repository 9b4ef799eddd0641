package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.testkit.Call.Outcome;
import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract of delivery: every record arrives unchanged and once.
abstract class DeliveryContract<T> extends SinkContract<T> {

  @Test
  void deliversABatchOfOne() {
    deliver(opened(), records("only-", 1));
  }

  @Test
  void deliversEachRecordOfABatchOnce() {
    deliver(opened(), records("each-", 25));
  }

  @Test
  void deliversTenThousandRecordsInOneBatch() {
    deliver(opened(), records("many-", 10_000));
  }

  @Test
  void deliversBatchAfterBatch() {
    Exporter<T> exporter = opened();
    for (int i = 0; i < 20; i++) {
      deliver(exporter, records("batch-" + i + "-", 5));
    }
  }

  @Test
  void deliversTextOfAllScripts() {
    deliverAttributes("unicode", AttributeSamples.UNICODE);
  }

  @Test
  void deliversControlCharactersAndQuotes() {
    deliverAttributes("control", AttributeSamples.CONTROL);
  }

  @Test
  void deliversEmptyTextAndZero() {
    deliverAttributes("empty", AttributeSamples.EMPTY);
  }

  @Test
  void deliversAValueOfAMebibyte() {
    deliverAttributes("huge", AttributeSamples.HUGE);
  }

  @Test
  void delivers128Attributes() {
    deliverAttributes("attributes", AttributeSamples.many(128));
  }

  @Test
  void deliversNumbersToTheLastDigit() {
    deliverAttributes("numbers", AttributeSamples.NUMBERS);
  }

  @Test
  void deliversNaNAndInfinity() {
    deliverAttributes("non-finite", AttributeSamples.NON_FINITE);
  }

  @Test
  void deliversArrays() {
    deliverAttributes("arrays", AttributeSamples.ARRAYS);
  }

  @Test
  void deliversNestedValues() {
    deliverAttributes("nested", AttributeSamples.NESTED);
  }

  @Test
  void deliversTheOthersOfABatchWithAnOddRecord() {
    Exporter<T> exporter = opened();
    int round = 0;
    for (Map.Entry<String, T> odd : signal().odd().entrySet()) {
      String when = "given a " + signal().noun() + " " + odd.getKey();
      T first = signal().record("before-" + ++round);
      T last = signal().record("after-" + round);
      Outcome<ExportResult> outcome = export(exporter, List.of(first, odd.getValue(), last));
      Answers.assertOthersDelivered(outcome, 1, when);
      try {
        delivery().assertArrived(received(List.of(first, last)));
      } catch (AssertionError error) {
        throw new AssertionError(when + ": " + error.getMessage(), error);
      }
    }
  }

  @Test
  void deliversTheOthersOfABatchWithARecordThatThrows() {
    Exporter<T> exporter = opened();
    int round = 0;
    T harmless = signal().record("poisoned");
    for (Map.Entry<String, T> poison : signal().poisoned(harmless).entrySet()) {
      String when = "given a " + signal().noun() + " " + poison.getKey();
      T first = signal().record("sound-" + ++round);
      T last = signal().record("healthy-" + round);
      Division<T> division = new Division<>(batch -> export(exporter, batch), when);
      division.export(List.of(first, poison.getValue(), last));
      division.assertNoneRejectedBut(poison.getValue());
      delivery().assertArrived(received(List.of(first, last)));
    }
  }

  private void deliverAttributes(String id, Attributes attributes) {
    deliver(
        opened(),
        List.of(
            signal().record(id + "-before"),
            signal().record(id, attributes),
            signal().record(id + "-after")));
  }
}
