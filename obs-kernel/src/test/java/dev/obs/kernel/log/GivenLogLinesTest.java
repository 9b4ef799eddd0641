package dev.obs.kernel.log;

/// The parts of a line that takes its way through the SDK of an application.
class GivenLogLinesTest extends LogLinesTest {
  @Override
  LogFixture fixture() {
    return LogFixture.given();
  }
}
