package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import oshi.hardware.GlobalMemory;
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
    GlobalMemory host = new LinuxGlobalMemory(Auxiliary.pageSize());
    VirtualMemory swap = host.getVirtualMemory();
    return new MemoryReading(
        Memory.of(host.getTotal(), host.getAvailable(), new Cgroup(Path.of("/")).memory()),
        swap.getSwapTotal(),
        swap.getSwapUsed(),
        swap.getSwapPagesIn(),
        swap.getSwapPagesOut());
  }
}
