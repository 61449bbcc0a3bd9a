package dev.trellis.database;

import dev.trellis.home.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second Trellis from starting on the same directory. The operating system drops the lock
 * with the process, however that ends.
 */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Acquires the lock.
   *
   * @throws HomeInUseException if another process holds it
   */
  static HomeLock acquire(Path home) {
    try {
      FileChannel channel = PrivateFiles.open(home.resolve("lock"));
      if (tryLock(channel) == null) {
        channel.close();
        throw new HomeInUseException(home);
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new DatabaseStartException("The home %s cannot be locked".formatted(home), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of the home cannot be released", e);
    }
  }
}
