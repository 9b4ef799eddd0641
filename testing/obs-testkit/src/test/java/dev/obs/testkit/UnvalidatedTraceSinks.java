package dev.obs.testkit;

import dev.obs.model.Secret;
import dev.obs.spi.Exporter;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Sinks that open refuses with a token of two lines, and whose validation differs from that.
final class UnvalidatedTraceSinks {
  private static final Setting<Path> FOLDER = Setting.path("folder").describe("where to keep them");

  private UnvalidatedTraceSinks() {}

  /// A sink with one defect in its validation.
  abstract static class Broken extends TraceSinkConformance {

    abstract void validate(Settings settings) throws SettingException;

    @Override
    protected TraceSink sink() {
      return new SampleTraceSink() {
        @Override
        public List<Setting<?>> settings() {
          return List.of(ENDPOINT, TOKEN, FOLDER);
        }

        @Override
        public void validate(Settings settings) throws SettingException {
          Broken.this.validate(settings);
        }

        @Override
        public Exporter<SpanData> open(ExtensionContext context) throws Exception {
          requireOneLine(context);
          return super.open(context);
        }
      };
    }

    @Override
    protected Backend backend() throws IOException {
      return SampleTraceSink.backend();
    }

    static String token(Settings settings) {
      return settings.find(SampleTraceSink.TOKEN).map(Secret::reveal).orElse("");
    }

    static void requireOneLine(Settings settings) throws SettingException {
      if (token(settings).contains("\n")) {
        throw new SettingException(SampleTraceSink.TOKEN, "expected one line");
      }
    }
  }

  static class AcceptsWhatOpenRefuses extends Broken {
    @Override
    void validate(Settings settings) {}
  }

  static class RefusesWhatOpenAccepts extends Broken {
    @Override
    void validate(Settings settings) throws SettingException {
      requireOneLine(settings);
      if (!token(settings).isEmpty()) {
        throw new SettingException(SampleTraceSink.TOKEN, "expected none");
      }
    }
  }

  static class NamesAnotherSetting extends Broken {
    @Override
    void validate(Settings settings) throws SettingException {
      if (token(settings).contains("\n")) {
        throw new SettingException(SampleTraceSink.ENDPOINT, "expected a token of one line");
      }
    }
  }

  static class ThrowsOtherExceptions extends Broken {
    @Override
    void validate(Settings settings) {
      if (token(settings).contains("\n")) {
        throw new IllegalArgumentException("expected one line");
      }
    }
  }

  static class MakesItsFolder extends Broken {
    @Override
    void validate(Settings settings) throws SettingException {
      requireOneLine(settings);
      if (settings.find(FOLDER).isPresent() && !Files.exists(settings.get(FOLDER))) {
        try {
          Files.createDirectories(settings.get(FOLDER));
        } catch (IOException unusable) {
          throw new SettingException(FOLDER, "expected a folder");
        }
      }
    }
  }

  static class Connects extends Broken {
    @Override
    void validate(Settings settings) throws SettingException {
      requireOneLine(settings);
      URI endpoint = settings.get(SampleTraceSink.ENDPOINT);
      try {
        new Socket(endpoint.getHost(), endpoint.getPort()).close();
      } catch (IOException down) {
        throw new SettingException(SampleTraceSink.ENDPOINT, "expected a server there");
      }
    }
  }

  static class LeavesAThread extends Broken {
    @Override
    void validate(Settings settings) throws SettingException {
      requireOneLine(settings);
      Exporter<SpanData> _ =
          new UnrulyTraceSinks.LeavesAThread().exporter(settings.get(SampleTraceSink.ENDPOINT), "");
    }
  }
}
