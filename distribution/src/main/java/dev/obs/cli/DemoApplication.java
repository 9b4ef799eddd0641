package dev.obs.cli;

import dev.obs.api.Obs;
import dev.obs.example.openapi.DemoRounds;
import dev.obs.example.openapi.DocGenerator;
import java.nio.file.Path;
import java.util.List;

/// The demo application in a kernel. A class of its own, because the module it needs may be absent.
final class DemoApplication implements AutoCloseable {
  private final DemoRounds rounds;

  DemoApplication(Obs obs, List<Path> jars) {
    rounds = new DemoRounds(new DocGenerator(obs), jars);
  }

  void round(int n) {
    rounds.round(n);
  }

  @Override
  public void close() {
    rounds.close();
  }
}
