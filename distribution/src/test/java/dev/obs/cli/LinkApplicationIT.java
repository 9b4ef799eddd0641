package dev.obs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// An application of a user with its runtime.
class LinkApplicationIT {
  @TempDir Path folder;
  private Path application;

  /// Writes a module that starts Obs and uses a jar without a descriptor.
  @BeforeEach
  void writeAnApplication() throws IOException {
    Path library =
        new CompiledJar(folder.resolve("libs/greetings-1.0.jar"))
            .source(
                "greetings.Greeting",
                """
                package greetings;
                public class Greeting {
                  public static String of(String name) {
                    java.util.logging.Logger.getLogger("greetings").info("greeting " + name);
                    return "hello " + name;
                  }
                }
                """)
            .write();
    application =
        new CompiledJar(folder.resolve("app.jar"))
            .uses(library)
            .source(
                "module-info",
                "module com.example.shop { requires dev.obs.api; requires greetings; }")
            .source(
                "com.example.shop.Main",
                """
                package com.example.shop;
                import dev.obs.api.Obs;
                public class Main {
                  public static void main(String[] args) throws Exception {
                    try (Obs obs = Obs.start()) {
                      obs.operations().run("greet", () ->
                          System.out.println(greetings.Greeting.of(String.join(" ", args))));
                      if (args.length > 0 && args[0].equals("stay")) {
                        Thread.sleep(600_000);
                      }
                    }
                  }
                }
                """)
            .write();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void itIsLinkedWithItsLibrariesTrainedAndStartedInPlaceOfTheCommandLine() throws Exception {
    LinkedImage image =
        LinkedImage.link(
            folder,
            "--compress",
            "zip-0",
            "--with",
            "console",
            "--main",
            "app.jar/com.example.shop.Main",
            "--module-path",
            "libs",
            "--train",
            "--train-time",
            "1s",
            "--train-argument",
            "stay");

    assertTrue(Files.size(image.folder().resolve("lib/shop.aot")) > 1_000_000);
    assertFalse(Files.exists(image.folder().resolve("bin/obs")));
    assertFalse(image.report().contains("dev.obs.cli"), image.report());
    String out = image.runLauncher("shop", "to", "you");
    assertTrue(out.lines().anyMatch("hello to you"::equals), out);
    assertTrue(out.lines().anyMatch(line -> line.contains("greeting to you")), out);
    assertTrue(out.lines().anyMatch(line -> line.contains("trace_id")), out);
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void theCommandLineComesBesideItOnRequest() throws Exception {
    LinkedImage image =
        LinkedImage.quick(
            folder,
            "--with",
            "cli,console",
            "--main",
            "com.example.shop/com.example.shop.Main",
            "--module-path",
            "app.jar",
            "--module-path",
            "libs",
            "--name",
            "till");

    assertEquals(java.util.Set.of("dev.obs.kernel"), image.modules());
    assertTrue(image.runLauncher("till", "you").contains("hello you"));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aDriverThatOnlyTheServiceLoaderFindsIsLinked() throws Exception {
    new CompiledJar(folder.resolve("libs/driver-1.0.jar"))
        .source(
            "driver.Driver",
            """
            package driver;
            import java.sql.*;
            public class Driver implements java.sql.Driver {
              static {
                try {
                  DriverManager.registerDriver(new Driver());
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              }
              public Connection connect(String url, java.util.Properties info)
                  throws SQLException {
                throw new SQLException("the driver was asked");
              }
              public boolean acceptsURL(String url) { return true; }
              public DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) {
                return new DriverPropertyInfo[0];
              }
              public int getMajorVersion() { return 1; }
              public int getMinorVersion() { return 0; }
              public boolean jdbcCompliant() { return false; }
              public java.util.logging.Logger getParentLogger() { return null; }
            }
            """)
        .file("META-INF/services/java.sql.Driver", "driver.Driver\n")
        .write();
    new CompiledJar(folder.resolve("bank.jar"))
        .source("module-info", "module com.example.bank { requires java.sql; }")
        .source(
            "com.example.bank.Main",
            """
            package com.example.bank;
            public class Main {
              public static void main(String[] args) {
                try {
                  java.sql.DriverManager.getConnection("jdbc:x:1");
                } catch (java.sql.SQLException e) {
                  System.out.println(e.getMessage());
                }
              }
            }
            """)
        .write();
    String[] application = {
      "--with", "console", "--main", "bank.jar/com.example.bank.Main", "--module-path", "libs"
    };

    LinkedImage image = LinkedImage.quick(folder, application);

    assertTrue(
        image.report().contains("(provides java.sql.Driver, which java.sql uses)"), image.report());
    assertTrue(image.runLauncher("bank").contains("the driver was asked"));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void aMainClassThatIsNotSaidOrNotThereIsAnError() throws Exception {
    String unsaid =
        LinkedImage.refuse(2, folder, "--main", application.toString(), "--module-path", "libs");
    assertTrue(unsaid.contains("declares no main class; add it: --main "), unsaid);

    String absent =
        LinkedImage.refuse(
            2, folder, "--main", "com.example.shop/com.Absent", "--module-path", "app.jar");
    assertTrue(absent.contains("holds no class com.Absent"), absent);

    String module = LinkedImage.refuse(2, folder, "--main", "com.shop", "--module-path", "app.jar");
    assertTrue(module.contains("no module com.shop"), module);
    assertTrue(module.contains("[com.example.shop]"), module);

    String jar = LinkedImage.refuse(2, folder, "--main", "absent.jar");
    assertTrue(jar.contains("absent.jar: no such jar"), jar);
  }
}
