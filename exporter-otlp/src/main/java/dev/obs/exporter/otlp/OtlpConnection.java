package dev.obs.exporter.otlp;

import dev.obs.exporter.otlp.SignalSetting.Value;
import dev.obs.http.sender.HttpSender;
import dev.obs.http.sender.HttpSenderBuilder;
import dev.obs.http.sender.SenderSettings;
import dev.obs.http.sender.Tls;
import dev.obs.model.Secret;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.Validation;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A factory of the sender for one signal's settings.
final class OtlpConnection {
  private static final int GRPC_PORT = 4317;

  private OtlpConnection() {}

  /// Creates the sender. Reads certificates, which are local files, but does not connect yet.
  static HttpSender open(ExtensionContext context, Signal signal) throws SettingException {
    HttpSenderBuilder sender = sender(context, signal);
    Value<URI> endpoint = endpoint(context, signal);
    if (endpoint.get().getPort() == GRPC_PORT) {
      context
          .logger()
          .log(
              System.Logger.Level.WARNING,
              "otlp "
                  + endpoint.setting()
                  + " names port 4317, which usually takes gRPC; this sends http/protobuf, whose"
                  + " port is 4318");
    }
    return sender.in(context).build();
  }

  /// Finds the first setting that [#open] refuses.
  static void validate(Settings settings, Signal signal) throws SettingException {
    HttpSenderBuilder unused = sender(settings, signal);
  }

  /// Finds all settings that [#open] refuses.
  static void validate(Settings settings, Signal signal, Consumer<SettingException> refused) {
    new Validation(refused)
        .check(() -> refuseOtherProtocols(OtlpSettings.PROTOCOL.get(settings, signal)));
    Value<URI> endpoint = endpoint(settings, signal);
    Value<Map<String, Secret>> headers = OtlpSettings.HEADERS.get(settings, signal);
    SenderSettings.validate(
        endpoint.setting(),
        endpoint.get(),
        headers.setting(),
        headers.get(),
        files(settings, signal),
        refused);
  }

  private static HttpSenderBuilder sender(Settings settings, Signal signal)
      throws SettingException {
    refuseOtherProtocols(OtlpSettings.PROTOCOL.get(settings, signal));
    Value<URI> endpoint = endpoint(settings, signal);
    Value<Map<String, Secret>> headers = OtlpSettings.HEADERS.get(settings, signal);
    return HttpSender.to(endpoint.setting(), endpoint.get())
        .headers(headers.setting(), headers.get())
        .contentType("application/x-protobuf")
        .gzip(OtlpSettings.COMPRESSION.get(settings, signal).get().equals("gzip"))
        .timeout(OtlpSettings.TIMEOUT.get(settings, signal).get())
        .tls(Tls.of(files(settings, signal)));
  }

  private static void refuseOtherProtocols(Value<String> protocol) throws SettingException {
    if (!protocol.get().equals(OtlpSettings.PROTOBUF)) {
      throw new SettingException(
          protocol.setting(),
          protocol.get()
              + " is not supported; set it to "
              + OtlpSettings.PROTOBUF
              + " and send to port 4318, where collectors and Jaeger take that");
    }
  }

  private static Value<URI> endpoint(Settings settings, Signal signal) {
    return OtlpSettings.ENDPOINT
        .findOwn(settings, signal)
        .orElseGet(() -> {
          Setting<URI> base = OtlpSettings.ENDPOINT.common();
          return new Value<>(base, append(settings.get(base), signal.path()));
        });
  }

  /// Appends to the path, before a query if there is one.
  static URI append(URI base, String path) {
    String text = base.toString();
    int end = text.length();
    for (char delimiter : new char[] {'#', '?'}) {
      int found = text.indexOf(delimiter);
      end = found >= 0 && found < end ? found : end;
    }
    int slash = text.charAt(end - 1) == '/' ? end - 1 : end;
    return URI.create(text.substring(0, slash) + path + text.substring(end));
  }

  private static Tls.Files files(Settings settings, Signal signal) {
    return new Tls.Files(
        file(OtlpSettings.CERTIFICATE.find(settings, signal)),
        file(OtlpSettings.CLIENT_CERTIFICATE.find(settings, signal)),
        file(OtlpSettings.CLIENT_KEY.find(settings, signal)));
  }

  private static Optional<Tls.File> file(Optional<Value<Path>> value) {
    return value.map(file -> new Tls.File(file.setting(), file.get()));
  }
}
