package dev.obs.testkit;

import dev.obs.spi.Exporter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of the threads that the SPI specifies.
abstract class ConcurrencyContract<T> extends SecrecyContract<T> {
  private static final int EXPORTERS = 4;
  private static final int BATCHES = 5;
  private static final int RECORDS = 40;

  /// Each export of the kit runs on a separate thread, one after the other.
  @Test
  void exportsFromOneThreadAfterAnother() {
    Exporter<T> exporter = opened();
    for (int i = 0; i < 8; i++) {
      deliver(exporter, records("thread-" + i + "-", 3));
    }
  }

  @Test
  void exportsInParallelFromSeveralOfItsExporters() {
    List<Exporter<T>> exporters = new ArrayList<>();
    for (int i = 0; i < EXPORTERS; i++) {
      exporters.add(opened());
    }
    List<Call<Boolean>> lanes = new ArrayList<>();
    for (int i = 0; i < EXPORTERS; i++) {
      String lane = "lane-" + i + "-";
      Exporter<T> exporter = exporters.get(i);
      lanes.add(
          Call.start(() -> {
            for (int batch = 0; batch < BATCHES; batch++) {
              Answers.assertDelivered(
                  export(exporter, records(lane + batch + "-", RECORDS)),
                  "with several exporters in parallel");
            }
            return true;
          }));
    }
    for (Call<Boolean> lane : lanes) {
      Throwable thrown = lane.await(Rule.ONE_AT_A_TIME, "exports in parallel").thrown();
      if (thrown instanceof AssertionError error) {
        throw error;
      }
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < EXPORTERS; i++) {
      for (int batch = 0; batch < BATCHES; batch++) {
        all.addAll(records("lane-" + i + "-" + batch + "-", RECORDS));
      }
    }
    delivery().assertArrived(received(all));
  }
}
