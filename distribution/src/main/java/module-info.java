import org.jspecify.annotations.NullMarked;

/// The command line: the commands that run, check, link, deploy and inspect Obs.
@NullMarked
module dev.obs.cli {
  requires static org.jspecify;
  requires dev.obs.api;
  requires dev.obs.codec;
  requires dev.obs.example.openapi;
  requires dev.obs.kernel;
  requires dev.obs.link;
  requires info.picocli;

  opens dev.obs.cli to
      info.picocli;
}
