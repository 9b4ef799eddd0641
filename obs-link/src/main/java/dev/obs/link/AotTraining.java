package dev.obs.link;

import java.util.List;

/// The run that an AOT cache is made from: what it loads and links starts fast later.
///
/// @param main the class to run, as `module/class`; the module must be the image's main module
/// @param arguments its arguments
public record AotTraining(String main, List<String> arguments) {
  public AotTraining {
    arguments = List.copyOf(arguments);
  }
}
