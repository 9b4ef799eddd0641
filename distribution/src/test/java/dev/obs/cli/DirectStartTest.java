package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/// The direct start of a command beside picocli's.
class DirectStartTest {
  private static final List<String> COMMANDS =
      List.of("run", "check", "health", "modules", "demo", "spool", "RUN", "", "--config");

  /// Options, values, and texts that mean something to picocli.
  private static final List<String> TOKENS =
      List.of(
          ("--config --config=a --config=a=b --config= --config=-x --config=@x --plugins"
               + " --plugins=p --json --json=true --json=false --type readiness --type=startup"
               + " --type=mood --timeout --timeout=1s 500ms --timeout=soon --url"
               + " --url=http://h:1/x?a=b http://h:1/livez --url=a|b a b c.yaml /x/y 'q' \"q\" ${x}"
               + " %s check replay run -h --help --version -V -- - -x --conf --no-json @x @@x = =a"
               + " a,b --jars=d")
              .split(" ", -1));

  @TempDir Path folder;

  /// What a command printed, and its exit code.
  private record Result(int code, String out, String err) {}

  @Test
  void understandsTheSameAsPicocliOrNothing() throws Exception {
    Random random = new Random(20_261_201);
    int understood = 0;
    for (int round = 0; round < 2_000; round++) {
      List<String> args = new ArrayList<>();
      args.add(pick(COMMANDS, random));
      for (int count = random.nextInt(5); count > 0; count--) {
        args.add(random.nextInt(40) == 0 ? "" : pick(TOKENS, random));
      }
      understood += compare(args.toArray(String[]::new));
    }
    assertTrue(understood > 75, () -> "the comparison needs more valid arguments");
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }

  private static int compare(String... args) throws IllegalAccessException {
    DirectCommand direct = DirectStart.read(args);
    if (direct == null) {
      return 0;
    }
    ParseResult parsed = new Main().picocli().parseArgs(args); // throws if picocli refuses them
    ParseResult command = parsed.subcommand();
    String shown = String.join(" ", args);
    assertTrue(!parsed.isUsageHelpRequested() && !command.isUsageHelpRequested(), shown);
    assertTrue(!command.isVersionHelpRequested() && !command.hasSubcommand(), shown);
    assertEquals(options(command.commandSpec().userObject()), options(direct), shown);
    return 1;
  }

  /// Returns the values of all options of a command.
  private static Map<String, String> options(Object holder) throws IllegalAccessException {
    Map<String, String> options = new TreeMap<>();
    options.put("class", holder.getClass().getName());
    for (Field field : holder.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      if (field.isAnnotationPresent(Option.class)) {
        options.put(field.getName(), String.valueOf(field.get(holder)));
      } else if (field.isAnnotationPresent(Mixin.class)) {
        options(field.get(holder)).forEach((name, value) -> options.put("mixin " + name, value));
      }
    }
    return options;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "run --config telemetry.yaml",
        "run --config=/etc/obs/telemetry.yaml --plugins=a --plugins b",
        "check",
        "check --plugins a --config b",
        "health --type readiness --timeout 1s",
        "health --url=http://127.0.0.1:8080/livez --config c",
        "modules --json --config=c"
      })
  void understandsTheUsualArguments(String line) throws Exception {
    String[] args = line.split(" ", -1);
    assertNotNull(DirectStart.read(args));
    assertEquals(1, compare(args));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "help",
        "check --help",
        "check --version",
        "check --config",
        "check --config a --config b",
        "check --config --plugins",
        "check --config=",
        "check --unknown",
        "check file",
        "modules --json=false",
        "modules --json --json",
        "health --type mood",
        "health --timeout soon",
        "deploy --output x"
      })
  void leavesTheOthersToPicocli(String line) {
    assertNull(DirectStart.read(line.split(" ", -1)));
  }

  @Test
  void printsTheSameAndEndsWithTheSameCode() throws Exception {
    Path good = write("good.yaml", "telemetry: {service_name: größe}\n");
    Path bad = write("bad.yaml", "telemetry: {tracing: {sample_rate: 7}}\n");
    for (List<String> args :
        List.of(
            List.of("--version"),
            List.of("-V"),
            List.of("check", "--config", good.toString()),
            List.of("check", "--config", bad.toString()),
            List.of("check", "--config", folder.resolve("none.yaml").toString()),
            List.of("run", "--config", bad.toString()),
            List.of("modules", "--json", "--config", good.toString()),
            List.of("modules", "--config=" + bad),
            List.of("health", "--url", "ftp://127.0.0.1/"),
            List.of("health", "--url=http://127.0.0.1:1/livez", "--timeout=1s"))) {
      String[] array = args.toArray(String[]::new);
      assertEquals(picocli(array), direct(array), args::toString);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Result picocli(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Main main = new Main();
    int code =
        main.picocli()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    main.stop().end(code); // else its hook ends this JVM
    return new Result(code, out.toString(), err.toString());
  }

  private static Result direct(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Stop stop = new Stop();
    Invocation invocation =
        new Invocation(new PrintWriter(out, true), new PrintWriter(err, true), stop);
    int code = DirectStart.execute(invocation, args).orElseThrow();
    stop.end(code);
    return new Result(code, out.toString(), err.toString());
  }
}
