package org.throughtime.sweep.store;

import java.io.IOException;

/**
 * The numbers that drivers took when they came to own a directory. Each is a file of its own, which
 * says who took it. The highest number stays where a claim is given back, or is taken away by hand.
 *
 * <p>A driver takes its number while it holds the claim. Whoever owned the directory before has
 * taken a number before, so an owner has a higher one than all owners before it. A driver that
 * loses its claim before it knows its number leaves that number out.
 */
final class Epochs {
  private final NumberedFiles files;

  Epochs(ResultsDirectory directory) {
    this.files = new NumberedFiles(directory, directory.epochs());
  }

  /**
   * Takes the next number. Where no driver before is known, there mostly was none: then a folder
   * that is not there need not be looked for.
   *
   * @param claim that is held
   * @param least a number that a driver before has had, as far as is known otherwise
   * @throws IOException where it cannot be written, or nobody knows whether it was
   */
  long next(SweepClaim claim, long least) throws IOException {
    if (least == 0 && files.put(1, claim.with(1).bytes())) {
      return 1;
    }
    var there = files.list();
    long number = Math.max(least, there.isEmpty() ? 0 : there.lastKey()) + 1;
    while (!files.put(number, claim.with(number).bytes())) {
      number++;
    }
    return number;
  }
}
