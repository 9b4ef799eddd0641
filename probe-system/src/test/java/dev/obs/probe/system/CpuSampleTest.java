package dev.obs.probe.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuSampleTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void firstSampleIsTheShareOfTheHostSinceItsStart() {
    CpuSample first = CpuSample.of(null, host(10, 25, 5));
    assertEquals(0.25, first.utilization().get(CpuMode.USER));
    assertEquals(25, first.percent(), 1e-9);
    assertEquals(100.0 * 10 / 35, CpuSample.of(null, quota(0.5, 1, 1, 0)).percent(), 1e-9);
  }

  @Test
  void hostWithoutTimeHasNoShare() {
    CpuSample first = CpuSample.of(null, host(0, 0, 0));
    assertTrue(first.utilization().isEmpty());
    assertTrue(Double.isNaN(first.percent()));
  }

  @Test
  void utilizationIsTheShareOfTheDifference() {
    CpuSample sample = sample(host(10, 20, 5), host(12, 25, 6));
    assertEquals(0.25, sample.utilization().get(CpuMode.USER));
    assertEquals(0.625, sample.utilization().get(CpuMode.IDLE));
    assertEquals(0.125, sample.utilization().get(CpuMode.IOWAIT));
    assertEquals(25, sample.percent(), 1e-9);
  }

  @Test
  void counterThatGoesBackCountsAsStandingStill() {
    CpuSample sample = sample(host(10, 20, 5), host(11, 21, 4));
    assertEquals(0, sample.utilization().get(CpuMode.IOWAIT));
    assertEquals(50, sample.percent(), 1e-9);
  }

  @Test
  void sampleWithoutProgressKeepsTheLastUtilization() {
    CpuSample sample = sample(host(10, 20, 5), host(12, 25, 6));
    assertEquals(sample.utilization(), CpuSample.of(sample, host(12, 25, 6)).utilization());
  }

  @Test
  void quotaIsTheWholeOfWhichUtilizationIsAShare() {
    CpuSample sample =
        sample(quota(0.5, 1.0, 1.0, 10 * SECOND), quota(0.5, 1.75, 1.25, 14 * SECOND));
    assertEquals(
        Map.of(CpuMode.USER, 0.375, CpuMode.SYSTEM, 0.125, CpuMode.IDLE, 0.5),
        sample.utilization());
    assertEquals(50, sample.percent(), 1e-9);
  }

  @Test
  void useAboveTheQuotaIsAllOfIt() {
    CpuSample sample = sample(quota(0.5, 0, 0, 0), quota(0.5, 3, 1, SECOND));
    assertEquals(0.75, sample.utilization().get(CpuMode.USER));
    assertEquals(100, sample.percent(), 1e-9);
  }

  @Test
  void quotaThatAppearsIsUsedFromTheSecondReadingOn() {
    CpuSample sample = sample(host(10, 20, 5), quota(0.5, 1, 1, SECOND));
    assertTrue(sample.utilization().containsKey(CpuMode.IOWAIT));
  }

  private static CpuSample sample(CpuReading before, CpuReading now) {
    return CpuSample.of(CpuSample.of(null, before), now);
  }

  private static CpuReading host(double user, double idle, double iowait) {
    return reading(user, idle, iowait, null, 0);
  }

  private static CpuReading quota(double limit, double user, double system, long nanos) {
    return reading(10 + nanos, 20, 5, new Cgroup.Cpu(limit, user, system), nanos);
  }

  private static CpuReading reading(
      double user, double idle, double iowait, Cgroup.Cpu quota, long nanos) {
    Map<CpuMode, Double> seconds = new EnumMap<>(CpuMode.class);
    seconds.put(CpuMode.USER, user);
    seconds.put(CpuMode.IDLE, idle);
    seconds.put(CpuMode.IOWAIT, iowait);
    return new CpuReading(seconds, 4, quota, nanos);
  }
}
