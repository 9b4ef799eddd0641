package dev.obs.spi;

import dev.obs.spi.ExportResult.Delivered;
import dev.obs.spi.ExportResult.Item;
import dev.obs.spi.ExportResult.PartlyRejected;
import dev.obs.spi.ExportResult.PerItem;
import dev.obs.spi.ExportResult.Rejected;
import dev.obs.spi.ExportResult.Retry;
import dev.obs.spi.ExportResult.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// A batch as the body of one request, without the records that cannot be encoded.
///
/// A getter or a `toString` of a foreign object may throw. Only that record is left out of the
/// request and rejected; the others are sent:
///
/// ```java
/// return EncodedBatch.of(batch, encoder::traces)
///     .deliver(body -> sender.send(body).toResult(new RequestSize(batch.size(), body.length)));
/// ```
public final class EncodedBatch {
  private final byte[] body;
  private final int[] sent;
  private final List<Item> unencodable;

  /// @param sent the indexes in the batch of the records in the body
  private EncodedBatch(byte[] body, int[] sent, List<Item> unencodable) {
    this.body = body;
    this.sent = sent;
    this.unencodable = unencodable;
  }

  /// The transport of a request's body.
  @FunctionalInterface
  public interface Request {
    /// Sends the body and returns the result for its records, as [dev.obs.spi.Exporter#export]
    /// does.
    ExportResult send(byte[] body) throws IOException, InterruptedException;
  }

  /// Encodes a batch.
  ///
  /// @param encoder encodes the body of a request; called for each record alone after it threw
  /// @throws OutOfMemoryError if there is not enough memory for the body, which is not the fault of
  ///   a record
  public static <T> EncodedBatch of(List<T> batch, Function<? super List<T>, byte[]> encoder) {
    try {
      int[] all = IntStream.range(0, batch.size()).toArray();
      return new EncodedBatch(encoder.apply(batch), all, List.of());
    } catch (OutOfMemoryError tooLittle) {
      throw tooLittle;
    } catch (Throwable unencodable) { // an Error of a foreign getter costs one record, too
      return withoutUnencodable(batch, encoder);
    }
  }

  private static <T> EncodedBatch withoutUnencodable(
      List<T> batch, Function<? super List<T>, byte[]> encoder) {
    List<Item> unencodable = new ArrayList<>();
    List<T> others = new ArrayList<>(batch.size());
    IntStream.Builder places = IntStream.builder();
    for (int i = 0; i < batch.size(); i++) {
      T one = batch.get(i);
      try {
        byte[] unused = encoder.apply(List.of(one));
        others.add(one);
        places.add(i);
      } catch (OutOfMemoryError tooLittle) {
        throw tooLittle;
      } catch (Throwable failure) {
        unencodable.add(new Item(i, Verdict.REJECT, reason(failure)));
      }
    }
    byte[] body = others.isEmpty() ? new byte[0] : encoder.apply(others);
    return new EncodedBatch(body, places.build().toArray(), unencodable);
  }

  /// Returns the reason to reject a record whose encoding failed. It names only the exception's
  /// type: drops are counted by reason, and a foreign message may hold anything.
  public static String reason(Throwable failure) {
    return "cannot be encoded: " + failure.getClass().getName();
  }

  /// Sends the body, if it holds a record, and adds the records that are not in it to the result.
  ///
  /// A rejected request rejects the whole batch, so that the kernel divides it.
  public ExportResult deliver(Request request) throws IOException, InterruptedException {
    if (unencodable.isEmpty()) {
      return request.send(body);
    }
    if (sent.length == 0) {
      return new PerItem(unencodable, Duration.ZERO);
    }
    return switch (request.send(body)) {
      case Delivered unused -> new PerItem(unencodable, Duration.ZERO);
      case Retry(String reason, Duration after) -> {
        List<Item> items = new ArrayList<>(unencodable);
        for (int place : sent) {
          items.add(new Item(place, Verdict.RETRY, reason));
        }
        yield new PerItem(items, after);
      }
      case Rejected rejected -> rejected;
      case PartlyRejected(int count, String reason) ->
          new PartlyRejected(count + unencodable.size(), reason);
      case PerItem(List<Item> answered, Duration after) -> {
        List<Item> items = new ArrayList<>(unencodable);
        for (Item item : answered) {
          items.add(new Item(sent[item.index()], item.verdict(), item.reason()));
        }
        yield new PerItem(items, after);
      }
    };
  }
}
