package dev.obs.kernel.spool;

import dev.obs.kernel.spool.Disk.DiskFile;
import dev.obs.model.SafeText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The file `id`: a random UUID as text, which tells the sequence numbers of a lane from those of
/// all others. It is made on first use, and again if its content is damaged. The reading thread
/// only.
public final class LaneId implements Supplier<UUID> {
  static final String FILE = "id";

  private static final int LENGTH = 36;

  private final LaneFolder folder;
  private final SpoolListener listener;
  private @Nullable UUID known;

  LaneId(LaneFolder folder, SpoolListener listener) {
    this.folder = folder;
    this.listener = listener;
  }

  /// The id, the same in each run if the disk keeps it.
  @Override
  public UUID get() {
    UUID id = known == null ? find() : known;
    known = id;
    return id;
  }

  private UUID find() {
    try {
      return readOrMake();
    } catch (IOException failure) {
      listener.trouble(
          "cannot keep its id, so a backend may take a record twice after a kill: "
              + SafeText.of(failure));
      return UUID.randomUUID();
    }
  }

  /// Reads the id, or makes one. It is durable before anyone can use it.
  private UUID readOrMake() throws IOException {
    folder.ensure();
    try (DiskFile file = folder.disk().open(folder.path().resolve(FILE))) {
      ByteBuffer text = ByteBuffer.allocate(LENGTH);
      file.read(text, 0);
      String found = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
      if (isId(found)) {
        return UUID.fromString(found);
      }
      UUID made = UUID.randomUUID();
      folder.ensure(); // else a thread that was left behind replaces the id of the next process
      file.write(ByteBuffer.wrap(made.toString().getBytes(StandardCharsets.US_ASCII)), 0);
      file.sync();
      folder.sync();
      return made;
    }
  }

  private static boolean isId(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException damaged) {
      return false;
    }
  }
}
