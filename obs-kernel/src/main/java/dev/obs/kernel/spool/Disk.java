package dev.obs.kernel.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// The operations of the spool on the disk. Every change goes through here, so that tests can make
/// each one fail, and the power with it.
interface Disk {

  /// Opens a file to read and write, made with mode 0600 if it is not there.
  DiskFile open(Path file) throws IOException;

  /// Opens a folder, whose sync makes the names in it durable.
  DiskFile openFolder(Path folder) throws IOException;

  /// Opens a file that is there to read only.
  DiskFile openToRead(Path file) throws IOException;

  /// Gives a file another name in its folder, in place of a file that has this name.
  void rename(Path from, Path to) throws IOException;

  /// Removes a file if it is there.
  void delete(Path file) throws IOException;

  /// Makes the names in a folder durable.
  default void syncDirectory(Path directory) throws IOException {
    try (DiskFile folder = openFolder(directory)) {
      folder.sync();
    }
  }

  /// The names in a folder.
  List<String> list(Path directory) throws IOException;

  /// The number of bytes that can still be written there.
  long usableSpace(Path directory) throws IOException;

  /// An open file.
  interface DiskFile extends Closeable {

    /// Reads until the buffer is full or the file ends.
    void read(ByteBuffer into, long position) throws IOException;

    /// Writes all of it.
    void write(ByteBuffer from, long position) throws IOException;

    /// Makes what was written durable.
    void sync() throws IOException;

    /// Cuts the file off.
    void truncate(long size) throws IOException;

    /// The number of bytes in it.
    long size() throws IOException;

    /// Whether it is open and a name leads to it: nobody has removed or replaced it.
    boolean isAt(Path name);
  }
}
