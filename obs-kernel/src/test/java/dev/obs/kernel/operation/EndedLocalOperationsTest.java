package dev.obs.kernel.operation;

/// The same with the kernel's own tracer, where an operation is its own context.
class EndedLocalOperationsTest extends EndedOperationsTest {
  @Override
  Telemetry telemetry() {
    return Telemetry.ofKernel("parentbased_always_on");
  }
}
