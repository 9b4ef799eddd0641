package dev.obs.spi;

import java.util.function.Consumer;

/// A validation that continues after a refused setting, so that all errors come at once.
///
/// @param refused gets the refusals
public record Validation(Consumer<SettingException> refused) {

  /// A part of a validation.
  @FunctionalInterface
  public interface Step {
    /// Validates settings that are independent of those of other steps.
    ///
    /// @throws SettingException if one is unusable
    void run() throws SettingException;
  }

  /// Runs a part, whether or not earlier ones refused a setting.
  public Validation check(Step step) {
    try {
      step.run();
    } catch (SettingException unusable) {
      refused.accept(unusable);
    }
    return this;
  }
}
