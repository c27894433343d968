package org.throughtime.sweep.store;

/**
 * Who asks for a change, and what it knew when it asked: the request may arrive much later.
 *
 * @param process that asks
 * @param lease that it works under
 * @param look what the thread last found of the directory's claim
 */
record Intent(SimulatedProcess process, String lease, Look look) {
  static Intent of(Scheduler.Actor actor) {
    return new Intent(actor.process, actor.process.lease(), actor.look);
  }
}
