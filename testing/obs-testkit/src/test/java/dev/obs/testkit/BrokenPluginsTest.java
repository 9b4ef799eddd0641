package dev.obs.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Broken plugins, each of which must fail the intended test of the kit with a helpful message.
class BrokenPluginsTest {

  static Stream<Arguments> brokenPlugins() {
    return Stream.of(
        of(
            UnrulyTraceSinks.ConnectsInOpen.class,
            "opensAtOnceWhenTheBackendIsDown",
            "open threw java.net.ConnectException"),
        of(
            UnfaithfulTraceSinks.DropsTheLast.class,
            "deliversEachRecordOfABatchOnce",
            "1 of 25 spans did not arrive"),
        of(
            UnfaithfulTraceSinks.CutsLongValues.class,
            "deliversAValueOfAMebibyte",
            "the attribute \"huge\" was sent as"),
        of(
            UnfaithfulTraceSinks.MangledText.class,
            "deliversTextOfAllScripts",
            "arrived as \"?????\""),
        of(
            MisansweringTraceSinks.DeliversToNobody.class,
            "asksForARetryWhenTheBackendIsUnavailable",
            "answered Delivered"),
        of(
            MisansweringTraceSinks.RetriesForEver.class,
            "asksForARetryWhenTheBackendIsUnavailable",
            "did not return within 10000 ms"),
        of(
            UnrulyTraceSinks.SwallowsInterrupts.class,
            "endsAnExportThatIsInterrupted",
            "an interrupted export did not return"),
        of(UnrulyTraceSinks.LeavesAThread.class, "leavesNoThread", "\"acme-flusher\""),
        of(UnrulyTraceSinks.HangsInClose.class, "closesWithinASecond", "close() did not return"),
        of(
            UnfaithfulTraceSinks.ThrowsForNaN.class,
            "deliversNaNAndInfinity",
            "export threw java.lang.NumberFormatException"),
        of(
            UnfaithfulTraceSinks.LosesNestedValues.class,
            "deliversNestedValues",
            "the attribute \"order\" was sent as"),
        of(UnfaithfulTraceSinks.SendsTwice.class, "deliversABatchOfOne", "arrived 2 times"),
        of(
            UnfaithfulTraceSinks.MixesRecordsUp.class,
            "deliversEachRecordOfABatchOnce",
            "arrived as \"/orders/each-0\""),
        of(
            UnfaithfulTraceSinks.CutsTimesToMilliseconds.class,
            "deliversTimesOfSpansShortAndLong",
            "START was sent as"),
        of(
            MisansweringTraceSinks.RejectsTooManyRequests.class,
            "asksForARetryWhenThereAreTooManyRequests",
            "answered Rejected"),
        of(
            MisansweringTraceSinks.IgnoresTheWishToWait.class,
            "passesOnHowLongToWait",
            "the sink passed on PT0S"),
        of(
            MisansweringTraceSinks.RetriesWhatIsRefused.class,
            "rejectsWhatTheBackendRefusesForGood",
            "answered Retry"),
        of(
            MisansweringTraceSinks.CountsItemsFromOne.class,
            "saysWhatAPartialSuccessLeftOut",
            "did not take the records at [1, 4, 7]"),
        of(
            MisansweringTraceSinks.TakesAnyAnswerForGood.class,
            "takesGarbageForNoAcknowledgement",
            "answered that it delivered"),
        of(
            UnfaithfulTraceSinks.GivesUpOnABatchWithAnOddRecord.class,
            "deliversTheOthersOfABatchWithAnOddRecord",
            "given a span without a name the sink answered Rejected"),
        of(
            MisansweringTraceSinks.NumbersItsReasons.class,
            "givesTheSameReasonForTheSameCause",
            "[attempt 1 failed] and [attempt 2 failed]"),
        of(
            UnrulyTraceSinks.SharesAClient.class,
            "opensTwiceIndependently",
            "with a backend that is well the sink answered"),
        of(
            UnfaithfulTraceSinks.SharesABuffer.class,
            "exportsInParallelFromSeveralOfItsExporters",
            "times"),
        of(
            UnrulyTraceSinks.PutsTheSecretIntoItsReason.class,
            "showsNoSecretOfItsSettings",
            "the secret in the setting token is shown by the answer"),
        of(
            UnrulyTraceSinks.ShowsThePasswordOfItsUrl.class,
            "showsNoPasswordOfAUrl",
            "the secret in the setting endpoint is shown"),
        of(
            UnrulyTraceSinks.DeclaresASettingTwice.class,
            "declaresEachSettingOnceWithItsMeaning",
            "endpoint is declared twice"),
        of(
            UnvalidatedTraceSinks.AcceptsWhatOpenRefuses.class,
            "validatesAsItOpens",
            "validate accepted the setting token \"two\\u000alines\", and open refused it"),
        of(
            UnvalidatedTraceSinks.RefusesWhatOpenAccepts.class,
            "validatesAsItOpens",
            "validate refused the setting token"),
        of(
            UnvalidatedTraceSinks.NamesAnotherSetting.class,
            "validatesAsItOpens",
            "validate refused endpoint, and open token"),
        of(
            UnvalidatedTraceSinks.ThrowsOtherExceptions.class,
            "validatesAsItOpens",
            "validate threw java.lang.IllegalArgumentException"),
        of(
            UnvalidatedTraceSinks.MakesItsFolder.class,
            "validatesAsItOpens",
            "validate changed the files"),
        of(
            UnvalidatedTraceSinks.Connects.class,
            "validatesWhenTheBackendIsDown",
            "validate threw dev.obs.spi.SettingException"),
        of(
            UnvalidatedTraceSinks.LeavesAThread.class,
            "validatesWithoutOpeningAnything",
            "\"acme-flusher\""),
        of(
            OtherSamples.BindsInValidation.class,
            "validatesWithoutBinding",
            "validate threw dev.obs.spi.SettingException"),
        of(
            UnrulyTraceSinks.WorksInItsConstructor.class,
            "isCreatedAnewWithoutDoingAnything",
            "\"acme-flusher\""),
        of(
            UnfaithfulTraceSinks.KeepsWhatItEncodedBeforeAnException.class,
            "deliversTheOthersOfABatchWithARecordThatThrows",
            "arrived 2 times"),
        of(
            MisansweringTraceSinks.RetriesWhatItCannotEncode.class,
            "deliversTheOthersOfABatchWithARecordThatThrows",
            "whose getters throw an exception without a readable message the sink answered Retry"),
        of(
            MisansweringTraceSinks.RetriesWhatIsTooLarge.class,
            "rejectsWhatIsTooLargeForTheBackend",
            "answered Retry"),
        of(
            UnrulyTraceSinks.ThrowsAnError.class,
            "deliversABatchOfOne",
            "export threw java.lang.NoClassDefFoundError"),
        of(
            UnrulyTraceSinks.ThrowsWithoutAReadableMessage.class,
            "deliversABatchOfOne",
            "its text cannot be read"),
        of(
            OtherSamples.MeasuringCallback.class,
            "handsOutTheLastSampleWithoutMeasuringAgain",
            "[hw.temperature{}]"),
        of(OtherSamples.BlockingCallback.class, "canBeCollectedWithoutWaiting", "more than 250 ms"),
        of(
            OtherSamples.UnitlessProbe.class,
            "namesMeasuresAndDescribesItsMetricsByTheConventions",
            "hw.temperature has no unit"),
        of(
            OtherSamples.LeakyCheck.class,
            "givesNoExceptionAwayWhenItIsDown",
            "looks like the text of an exception"),
        of(
            OtherSamples.KeepsItsPort.class,
            "closesWithinASecondAndLetsGoOfItsPort",
            "still takes connections"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenPlugins")
  void areCaught(Class<?> plugin, String test, String words) {
    KitRun run = KitRun.one(plugin, test);
    assertEquals(Set.of(test), run.failures().keySet());
    String message = run.failures().get(test);
    assertTrue(message.contains(words), message);
    assertTrue(message.contains("\n  the rule (dev.obs.spi."), message);
    assertTrue(message.contains("\n  to do: "), message);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        OtherSamples.GoodProbe.class,
        OtherSamples.GoodCheck.class,
        OtherSamples.GoodEndpoint.class
      })
  void thoseThatAreNotBrokenPass(Class<?> plugin) {
    KitRun run = KitRun.all(plugin);
    assertEquals(Map.of(), run.failures());
    assertTrue(run.passed() > 8, run.toString());
  }
}
