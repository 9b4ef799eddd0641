package dev.obs.kernel.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.obs.kernel.config.yaml.Place;
import dev.obs.spi.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Rules and derivations are functions of the merged values.
class RulesTest {
  private static final BatchSize BATCH = BatchSize.ALL.getFirst();
  private static final Origin FILE = Origin.at(new Place("telemetry.yaml", 3, 5));
  private static final Origin VARIABLE = Origin.environment("OTEL_X");

  private final DiscoveredExtensions extensions = DiscoveredExtensions.of(Fakes.all());
  private final Schema schema = new Schema(extensions.usable());
  private final ExtensionRules extensionRules = new ExtensionRules(schema, extensions);

  private static <T> SettingValue<T> value(T value, Origin origin) {
    return SettingValue.scalar(value, String.valueOf(value), origin);
  }

  private static MergedValues values(Map<Setting<?>, SettingValue<?>> set) {
    Map<String, SettingValue<?>> byKey = new HashMap<>();
    set.forEach((setting, value) -> byKey.put(setting.name(), value));
    return MergedValues.of(byKey);
  }

  private static MergedValues batch(int batch, Origin batchOrigin, int queue, Origin queueOrigin) {
    return values(
        Map.of(
            CoreSettings.TRACE_BATCH_SIZE, value(batch, batchOrigin),
            CoreSettings.TRACE_QUEUE_SIZE, value(queue, queueOrigin)));
  }

  private static List<String> shown(List<Finding> findings) {
    return findings.stream().map(each -> each.severity() + " " + each).toList();
  }

  @Test
  void aBatchThatFitsNeedsNoLayer() {
    MergedValues values = batch(100, FILE, 100, FILE);

    assertSame(Reading.EMPTY, BATCH.derive(values));
    assertEquals(List.of(), BATCH.check(values));
  }

  @Test
  void aLargerBatchOfAVariableIsLoweredByALayer() {
    MergedValues values = batch(200, VARIABLE, 100, FILE);
    Reading derived = BATCH.derive(values);
    MergedValues lowered = values.with(derived.layer());

    assertEquals(Optional.of(200), values.get(CoreSettings.TRACE_BATCH_SIZE));
    assertEquals(Optional.of(100), lowered.get(CoreSettings.TRACE_BATCH_SIZE));
    assertEquals(FILE, lowered.origin(CoreSettings.TRACE_BATCH_SIZE.name()));
    assertEquals(
        List.of(
            "NOTICE OTEL_X: telemetry.tracing.batch_size (200) is more than"
                + " telemetry.tracing.queue_size (100); lowered"),
        shown(derived.findings()));
    assertEquals(List.of(), BATCH.check(lowered));
  }

  @Test
  void aLargerBatchOfTheFileIsAnErrorAndStays() {
    MergedValues values = batch(200, FILE, 100, FILE);

    assertSame(Reading.EMPTY, BATCH.derive(values));
    assertEquals(
        List.of(
            "ERROR telemetry.yaml:3:5: telemetry.tracing.batch_size (200) is more than"
                + " telemetry.tracing.queue_size (100)"),
        shown(BATCH.check(values)));
    assertEquals(BATCH.check(values), BATCH.check(values));
  }

  @Test
  void theDefaultOfABatchIsLoweredWithoutANotice() {
    Reading derived = BATCH.derive(values(Map.of(CoreSettings.TRACE_QUEUE_SIZE, value(10, FILE))));

    assertEquals(10, derived.layer().values().get(CoreSettings.TRACE_BATCH_SIZE.name()).value());
    assertEquals(List.of(), derived.findings());
  }

  @Test
  void aDerivedValueHasTheOriginOfItsCause() {
    MergedValues values = values(Map.of(CoreSettings.JAEGER_HOST, value("jaeger", VARIABLE)));
    Rules rules = rules();
    for (Derivation derivation : rules.derivations()) {
      values = values.with(derivation.derive(values).layer());
    }

    assertEquals(Optional.of(List.of("otlp")), values.get(CoreSettings.TRACE_EXPORTERS));
    assertEquals(VARIABLE, values.origin(CoreSettings.TRACE_EXPORTERS.name()));
    assertEquals(VARIABLE, values.origin(LegacyKeys.OTLP_ENDPOINT));
    assertEquals(Origin.DEFAULT, values.origin(CoreSettings.LOG_EXPORTERS.name()));
  }

  @Test
  void aRequiredSettingIsFoundMissingWhereItsSectionIs() {
    Map<String, SettingValue<?>> set =
        Map.of(
            CoreSettings.LOG_EXPORTERS.name(),
            SettingValue.list(List.of("elasticsearch"), "elasticsearch", FILE, List.of(FILE)));
    Layer layer = new Layer(set, Map.of(), Map.of("telemetry.elasticsearch", FILE));

    assertEquals(
        List.of(
            "ERROR telemetry.yaml:3:5: telemetry.elasticsearch.hosts is required by"
                + " 'elasticsearch'"),
        shown(extensionRules.required(MergedValues.of(List.of(layer)))));
    assertEquals(
        List.of("ERROR telemetry.elasticsearch.hosts is required by 'elasticsearch'"),
        shown(extensionRules.required(MergedValues.of(set))));
  }

  @Test
  void aSpoolNeedsAFolderThoughItMayBeKnownElsewhereOnly() {
    Map<String, SettingValue<?>> enabled =
        Map.of(SpoolSettings.ENABLED.name(), value(true, VARIABLE));
    Map<String, Origin> deferred = Map.of(SpoolSettings.PATH.name(), FILE);

    assertEquals(
        List.of(
            "ERROR OTEL_X: telemetry.spool.enabled is true but telemetry.spool.path is not set;"
                + " name a folder for this process alone"),
        shown(findings(MergedValues.of(enabled))));
    assertEquals(
        List.of(), findings(MergedValues.of(List.of(new Layer(enabled, deferred, Map.of())))));
  }

  private Rules rules() {
    return Rules.of(
        schema, extensions, new ExporterNames(extensions), new PropagatorNames(List.of()));
  }

  private List<Finding> findings(MergedValues values) {
    return rules().rules().stream().flatMap(rule -> rule.check(values).stream()).toList();
  }
}
