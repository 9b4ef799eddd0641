package dev.obs.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The tables of `docs/cli.md` and the declarations of the commands.
///
/// After a change of an option write the tables: `mvn -pl distribution -am test
/// -Dtest='*ReferenceTest' -Ddocs.update=true`.
class CommandReferenceTest {

  @Test
  void thePageHasEveryOptionOfEveryCommand() throws IOException {
    new GeneratedRegion(Path.of("..", "docs", "cli.md"), "commands")
        .check(new CommandReference().markdown());
  }
}
