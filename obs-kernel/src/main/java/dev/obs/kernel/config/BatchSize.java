package dev.obs.kernel.config;

import dev.obs.spi.Setting;
import java.util.List;
import java.util.Optional;

/// The limit of a batch: it is not larger than the queue it is taken from.
///
/// In the file and in code a larger batch is an error. An environment variable never ends the
/// start: if one of both sizes comes from there, the batch is lowered, with a notice. So is the
/// default.
///
/// @param batch the setting of the batch
/// @param queue the setting of the queue
record BatchSize(Setting<Integer> batch, Setting<Integer> queue) implements Derivation, Rule {
  static final List<BatchSize> ALL =
      List.of(
          new BatchSize(CoreSettings.TRACE_BATCH_SIZE, CoreSettings.TRACE_QUEUE_SIZE),
          new BatchSize(CoreSettings.LOG_BATCH_SIZE, CoreSettings.LOG_QUEUE_SIZE));

  @Override
  public Reading derive(MergedValues values) {
    Optional<SettingValue<Integer>> size = values.find(batch);
    Optional<SettingValue<Integer>> limit = values.find(queue);
    if (!isLarger(values) || isRefused(size, limit)) {
      return Reading.EMPTY;
    }
    LayerBuilder layer = new LayerBuilder();
    size.ifPresent(
        given -> layer.add(Finding.notice(given.origin(), message(values) + "; lowered")));
    int lowered = limit(values);
    limit
        .or(() -> size)
        .ifPresent(cause ->
            layer.put(
                batch, SettingValue.scalar(lowered, String.valueOf(lowered), cause.origin())));
    return layer.build();
  }

  @Override
  public List<Finding> check(MergedValues values) {
    Optional<SettingValue<Integer>> size = values.find(batch);
    return size.isPresent() && isLarger(values)
        ? List.of(Finding.error(size.get().origin(), message(values)))
        : List.of();
  }

  private boolean isLarger(MergedValues values) {
    return size(values) > limit(values);
  }

  private static boolean isRefused(
      Optional<SettingValue<Integer>> size, Optional<SettingValue<Integer>> limit) {
    return size.isPresent() && !isFromEnvironment(size) && !isFromEnvironment(limit);
  }

  private static boolean isFromEnvironment(Optional<SettingValue<Integer>> value) {
    return value.isPresent() && value.get().origin().isEnvironment();
  }

  private String message(MergedValues values) {
    return batch.name()
        + " ("
        + size(values)
        + ") is more than "
        + queue.name()
        + " ("
        + limit(values)
        + ")";
  }

  private int size(MergedValues values) {
    return values.get(batch).orElseThrow();
  }

  private int limit(MergedValues values) {
    return values.get(queue).orElseThrow();
  }
}
