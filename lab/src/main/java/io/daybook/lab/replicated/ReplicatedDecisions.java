package io.daybook.lab.replicated;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.util.TimeDuration;

/**
 * One of the peers that keep the log together (Apache Ratis). Its log is forced to the disk, as it
 * comes; an answer is given when a majority has it.
 */
final class ReplicatedDecisions implements Decisions, AutoCloseable {
  /** A follower that has heard nothing for as long as this to twice as long stands for election. */
  static final int ELECTION_MILLIS = 300;

  private static final RaftGroupId GROUP =
      RaftGroupId.valueOf(UUID.nameUUIDFromBytes("daybook-lab".getBytes(StandardCharsets.UTF_8)));

  private final DecisionsMachine machine = new DecisionsMachine();
  private final ClientId self = ClientId.randomId();
  private final AtomicLong calls = new AtomicLong();
  private final RaftPeerId id;
  private final RaftServer server;

  /**
   * Is not started yet.
   *
   * @param number which of the peers it is
   * @param port where it listens
   * @param ports where the others, and it, are reached
   */
  ReplicatedDecisions(int number, int port, List<Integer> ports, Path directory)
      throws IOException {
    var peers = new ArrayList<RaftPeer>();
    for (int i = 0; i < ports.size(); i++) {
      peers.add(
          RaftPeer.newBuilder().setId("p" + i).setAddress("127.0.0.1:" + ports.get(i)).build());
    }
    id = peers.get(number).getId();
    var properties = new RaftProperties();
    RaftServerConfigKeys.setStorageDir(properties, List.of(directory.toFile()));
    RaftServerConfigKeys.Rpc.setTimeoutMin(properties, millis(ELECTION_MILLIS));
    RaftServerConfigKeys.Rpc.setTimeoutMax(properties, millis(2 * ELECTION_MILLIS));
    GrpcConfigKeys.Server.setPort(properties, port);
    server =
        RaftServer.newBuilder()
            .setServerId(id)
            .setGroup(RaftGroup.valueOf(GROUP, peers))
            .setProperties(properties)
            .setStateMachine(machine)
            .setOption(Files.exists(directory) ? StartupOption.RECOVER : StartupOption.FORMAT)
            .build();
  }

  private static TimeDuration millis(int millis) {
    return TimeDuration.valueOf(millis, TimeUnit.MILLISECONDS);
  }

  void start() throws IOException {
    server.start();
  }

  /** Whether it leads, and has everything in its log that was ever answered. */
  boolean leads() {
    try {
      return server.getDivision(GROUP).getInfo().isLeaderReady();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Whether a decision has come to this peer. */
  boolean knows(String transaction) {
    return machine.knows(transaction);
  }

  @Override
  public CompletableFuture<Verdict> propose(String transaction, Verdict verdict) {
    var request =
        RaftClientRequest.newBuilder()
            .setClientId(self)
            .setServerId(id)
            .setGroupId(GROUP)
            .setCallId(calls.incrementAndGet())
            .setMessage(DecisionsMachine.message(transaction, verdict))
            .setType(RaftClientRequest.writeRequestType())
            .build();
    try {
      return server.submitClientRequestAsync(request).thenApply(ReplicatedDecisions::verdict);
    } catch (IOException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  private static Verdict verdict(RaftClientReply reply) {
    if (!reply.isSuccess()) {
      throw new IllegalStateException(reply.getException());
    }
    return DecisionsMachine.verdict(reply.getMessage());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
