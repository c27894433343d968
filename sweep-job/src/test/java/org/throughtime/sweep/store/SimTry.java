package org.throughtime.sweep.store;

class SimTry {
  public static void main(String[] a) {
    Fault fault = Fault.valueOf(a[0]);
    long from = Long.parseLong(a[1]), to = Long.parseLong(a[2]);
    int steps = a.length > 3 ? Integer.parseInt(a[3]) : 5000;
    long made = 0, t = System.nanoTime(), w = 0, fr = 0, ch = 0, tk = 0;
    int fails = 0;
    for (long s = from; s < to; s++) {
      Simulation sim =
          new Simulation(s, fault, steps, from + 1 == to ? Trace.ofAll() : Trace.ofLast()).run();
      made += sim.steps();
      w += sim.witness().windows().all();
      fr += sim.witness().windows().frozen();
      ch += sim.witness().windows().changed();
      tk += sim.witness().leases().takeovers();
      if (sim.failure().isPresent()) {
        fails++;
        String f = sim.failure().get();
        System.out.println(from + 1 == to ? f : f.lines().findFirst().get());
      } else if (from + 1 == to) sim.trace().lines().forEach(System.out::println);
    }
    System.out.printf(
        "%d steps in %.1f s, takeovers %d windows %d frozen %d changed %d fails %d%n",
        made, (System.nanoTime() - t) / 1e9, tk, w, fr, ch, fails);
    System.exit(0);
  }
}
