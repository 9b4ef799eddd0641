package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import oshi.hardware.VirtualMemory;
import oshi.hardware.common.platform.linux.LinuxGlobalMemory;

/// The current memory and swap.
///
/// @param swap bytes of swap space
/// @param swapUsed bytes of it in use
/// @param pagesIn pages read from it since the system started
/// @param pagesOut pages written to it since the system started
record MemoryReading(Memory memory, long swap, long swapUsed, long pagesIn, long pagesOut) {

  static MemoryReading now() throws IOException {
    VirtualMemory swap = new LinuxGlobalMemory(Auxiliary.pageSize()).getVirtualMemory();
    return new MemoryReading(
        Memory.read(Path.of("/")),
        swap.getSwapTotal(),
        swap.getSwapUsed(),
        swap.getSwapPagesIn(),
        swap.getSwapPagesOut());
  }
}
