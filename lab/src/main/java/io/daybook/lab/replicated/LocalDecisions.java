package io.daybook.lab.replicated;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a coordinator has that may die: a file, forced to the disk before an answer. Those who come
 * while it is forced share the next time.
 */
final class LocalDecisions implements Decisions, AutoCloseable {
  private final LinkedBlockingQueue<Proposal> proposals = new LinkedBlockingQueue<>();
  private final Map<String, Verdict> decided = new ConcurrentHashMap<>();
  private final FileChannel file;
  private final Thread writer;

  private record Proposal(String transaction, Verdict verdict, CompletableFuture<Verdict> answer) {}

  LocalDecisions(Path file) throws IOException {
    this.file =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    writer = Thread.ofPlatform().daemon().start(this::write);
  }

  @Override
  public CompletableFuture<Verdict> propose(String transaction, Verdict verdict) {
    var answer = new CompletableFuture<Verdict>();
    proposals.add(new Proposal(transaction, verdict, answer));
    return answer;
  }

  private void write() {
    try {
      while (true) {
        var together = new ArrayList<Proposal>();
        together.add(proposals.take());
        proposals.drainTo(together);
        force(together);
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void force(List<Proposal> together) {
    try {
      var lines = new StringBuilder();
      for (var proposal : together) {
        if (decided.putIfAbsent(proposal.transaction(), proposal.verdict()) == null) {
          lines.append(proposal.transaction()).append(' ').append(proposal.verdict()).append('\n');
        }
      }
      var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(false);
      together.forEach(one -> one.answer().complete(decided.get(one.transaction())));
    } catch (IOException broken) {
      together.forEach(one -> one.answer().completeExceptionally(broken));
    }
  }

  @Override
  public void close() throws IOException {
    writer.interrupt();
    file.close();
  }
}
