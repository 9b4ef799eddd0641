package dev.obs.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A comparison of the received records with the sent ones.
final class Delivery {
  private static final Duration ARRIVAL = Duration.ofSeconds(10);

  /// The reader of the backend.
  @FunctionalInterface
  interface Arrivals {
    List<Received> now() throws Exception;
  }

  private final Arrivals arrivals;
  private final Fidelity fidelity;
  private final String noun;

  Delivery(Arrivals arrivals, Fidelity fidelity, String noun) {
    this.arrivals = arrivals;
    this.fidelity = fidelity;
    this.noun = noun;
  }

  /// Waits until all have arrived, each once and unchanged.
  void assertArrived(List<Received> sent) {
    boolean whole = Wait.atMost(ARRIVAL, () -> byId().keySet().containsAll(ids(sent)));
    Map<String, List<Received>> arrived = byId();
    if (!whole) {
      List<String> missing = ids(sent).stream().filter(id -> !arrived.containsKey(id)).toList();
      throw Rule.FAITHFUL.broken(
          missing.size()
              + " of "
              + ids(sent).size()
              + " "
              + noun
              + "s did not arrive though the"
              + " sink answered that they did; the first: "
              + missing.getFirst(),
          "send every record of the batch, and return delivered only for acknowledged records"
              + " (if it did arrive: does the backend read the attribute "
              + Signal.ID
              + "?)");
    }
    for (Received record : sent) {
      List<Received> found = Objects.requireNonNull(arrived.get(id(record)));
      if (found.size() > 1) {
        throw Rule.FAITHFUL.broken(
            noun + " " + id(record) + " arrived " + found.size() + " times",
            "send a batch once; if it is to be sent again, answer retry and leave that to the"
                + " kernel");
      }
      assertSame(record, found.getFirst());
    }
  }

  /// Returns the indexes of the records that have not arrived.
  SortedSet<Integer> missing(List<Received> sent) {
    Map<String, List<Received>> arrived = byId();
    TreeSet<Integer> missing = new TreeSet<>();
    for (int i = 0; i < sent.size(); i++) {
      if (!arrived.containsKey(id(sent.get(i)))) {
        missing.add(i);
      }
    }
    return missing;
  }

  private void assertSame(Received sent, Received arrived) {
    sent.attributes()
        .forEach((key, value) -> {
          String there = fidelity.key(key);
          if (!Values.same(value, arrived.attributes().get(there), fidelity)) {
            throw changed(
                sent, "the attribute " + Values.show(key), value, arrived.attributes().get(there));
          }
        });
    sent.fields()
        .forEach((field, value) -> {
          Object there = arrived.fields().get(field);
          if (fidelity.has(field) && !same(field, value, there)) {
            throw changed(sent, field.name(), value, there);
          }
        });
  }

  private boolean same(Field field, Object sent, @Nullable Object arrived) {
    return switch (field) {
      case START, END, TIMESTAMP, OBSERVED -> {
        // a format of microseconds may round, or count up from one
        yield arrived instanceof Number time
            && Math.abs(time.longValue() - (Long) sent) <= fidelity.resolution().toNanos();
      }
      case BODY -> Values.same(sent, arrived, fidelity.longestValue(Integer.MAX_VALUE));
      default -> Values.same(sent, arrived, fidelity);
    };
  }

  private AssertionError changed(
      Received sent, String what, Object value, @Nullable Object arrived) {
    return Rule.FAITHFUL.broken(
        noun
            + " "
            + id(sent)
            + ": "
            + what
            + " was sent as "
            + Values.show(value)
            + " and arrived as "
            + Values.show(arrived),
        "send it as it is; if the format has no place for it, let the backend say so by its"
            + " Fidelity");
  }

  private Map<String, List<Received>> byId() {
    Map<String, List<Received>> byId = new HashMap<>();
    for (Received record : read()) {
      Object id = record.attributes().get(fidelity.key(Signal.ID));
      List<Received> unused =
          byId.merge(String.valueOf(id), List.of(record), (a, b) -> concat(a, b));
    }
    return byId;
  }

  private List<Received> read() {
    try {
      return arrivals.now();
    } catch (Exception unreadable) {
      throw Rule.FAITHFUL.broken(
          "the received records cannot be read: " + unreadable.getMessage(),
          "look at the cause; the sink wrote something that its own format does not allow, or the"
              + " backend's decoder is wrong",
          unreadable);
    }
  }

  private static List<Received> concat(List<Received> a, List<Received> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static List<String> ids(List<Received> records) {
    return records.stream().map(Delivery::id).toList();
  }

  private static String id(Received record) {
    return String.valueOf(record.attributes().get(Signal.ID));
  }
}
