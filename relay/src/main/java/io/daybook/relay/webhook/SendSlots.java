package io.daybook.relay.webhook;

import java.util.concurrent.Semaphore;

/**
 * How many calls this process makes at the same time. Those to endpoints that have failed last have
 * slots of their own, and few of them: however many are dead, they keep nobody else waiting.
 */
final class SendSlots {
  private final Semaphore well;
  private final Semaphore failing;

  SendSlots(int well, int failing) {
    this.well = new Semaphore(well, true);
    this.failing = new Semaphore(failing, true);
  }

  /** Waits for a slot, which is to be given back. */
  Semaphore take(boolean isWell) throws InterruptedException {
    var slots = isWell ? well : failing;
    slots.acquire();
    return slots;
  }
}
